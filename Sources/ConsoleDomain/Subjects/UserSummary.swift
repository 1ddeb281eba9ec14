/// What a session list needs to know of a user, masked where it is made (DESIGN.md principle 9).
package struct UserSummary: Hashable, Sendable {
  /// The hex ObjectId, as sessions and events carry it.
  package var id: String
  /// Masked e-mail address (`a•••@example.com`); nil when absent.
  package var email: String?
  /// Masked name (`A••• N•••`); nil when absent.
  package var name: String?
  /// First 8 bytes of SHA-256 of the lower-cased address, so that a whole address matches in a filter.
  package var emailHash: UInt64?
  package var organizationID: String?
  package var role: String?
  package var isHeld: Bool
  package var isArchived: Bool
  package var isStripped: Bool

  /// Makes a summary; `email` and `name` must already be masked.
  package init(
    id: String,
    email: String?,
    name: String?,
    emailHash: UInt64?,
    organizationID: String?,
    role: String?,
    isHeld: Bool,
    isArchived: Bool,
    isStripped: Bool
  ) {
    self.id = id
    self.email = email
    self.name = name
    self.emailHash = emailHash
    self.organizationID = organizationID
    self.role = role
    self.isHeld = isHeld
    self.isArchived = isArchived
    self.isStripped = isStripped
  }
}

/// What a session list needs to know of an organisation.
package struct OrganizationSummary: Hashable, Sendable {
  package var id: String
  package var name: String
  package var isHeld: Bool
  package var isArchived: Bool

  /// Makes a summary.
  package init(id: String, name: String, isHeld: Bool, isArchived: Bool) {
    self.id = id
    self.name = name
    self.isHeld = isHeld
    self.isArchived = isArchived
  }
}

/// Users and organisations joined so far; a value, so that snapshots share it.
package struct Directory: Equatable, Sendable {
  package var users: [String: UserSummary] = [:]
  package var organizations: [String: OrganizationSummary] = [:]
  /// Ids that were looked for and are in no document.
  package var missingUsers: Set<String> = []
  /// Why names could not be joined; the list works without them.
  package var problem: StoreProblem?

  /// Makes an empty directory.
  package init() {}
}
