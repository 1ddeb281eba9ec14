/// A request that a second person agree to one very plan, and what became of it.
package struct Approval: Hashable, Sendable {
  /// The operation that stored the request: 32 hex digits, unique.
  package var id: String
  package var plan: ApprovedPlan
  package var requester: Person
  /// Why, in the requester's words.
  package var reason: String
  package var ticket: String
  package var requestedAt: Instant
  /// From then on it counts for nothing, whatever was decided.
  package var expiresAt: Instant
  /// nil: nobody has decided yet.
  package var decision: Decision?
  /// When the plan was begun with it, and by which operation: it serves once.
  package var consumed: Use?

  /// Somebody as this machine and MongoDB know them.
  package struct Person: Hashable, Sendable {
    /// The authenticated MongoDB user, `database.name`; nil without access control.
    package var mongoUser: String?
    package var osUser: String?
    package var host: String?

    /// Names a person.
    package init(mongoUser: String?, osUser: String?, host: String?) {
      self.mongoUser = mongoUser
      self.osUser = osUser
      self.host = host
    }

    /// The most trustworthy name that is known.
    package var name: String { mongoUser ?? osUser ?? "unknown" }

    /// Whether a request of one may be carried out by the other.
    package func isSame(as other: Person) -> Bool {
      if mongoUser != nil || other.mongoUser != nil { return mongoUser == other.mongoUser }
      return osUser == other.osUser && host == other.host
    }
  }

  /// What somebody said to it.
  package struct Decision: Hashable, Sendable {
    package var isApproved: Bool
    package var by: Person
    package var reason: String
    package var at: Instant
    /// The note that an enrolled key signed; nil where MongoDB tells the two people apart.
    package var signature: String?

    /// Makes a decision.
    package init(
      isApproved: Bool,
      by: Person,
      reason: String,
      at: Instant,
      signature: String? = nil
    ) {
      self.isApproved = isApproved
      self.by = by
      self.reason = reason
      self.at = at
      self.signature = signature
    }

    /// The approver as records name them; the key, too, where it is what tells them apart.
    package var approver: String {
      guard let note = signature.flatMap({ SignedNote(parsing: Array($0.utf8)) }),
        let key = note.signatures.first?.key.name
      else { return by.name }
      return "\(by.name) with key \(key)"
    }
  }

  /// Who used it up.
  package struct Use: Hashable, Sendable {
    package var operation: String
    package var at: Instant

    /// Makes a use.
    package init(operation: String, at: Instant) {
      self.operation = operation
      self.at = at
    }
  }

  /// Makes a request that nobody has decided.
  package init(
    id: String,
    plan: ApprovedPlan,
    requester: Person,
    reason: String,
    ticket: String,
    requestedAt: Instant,
    expiresAt: Instant,
    decision: Decision? = nil,
    consumed: Use? = nil
  ) {
    self.id = id
    self.plan = plan
    self.requester = requester
    self.reason = reason
    self.ticket = ticket
    self.requestedAt = requestedAt
    self.expiresAt = expiresAt
    self.decision = decision
    self.consumed = consumed
  }
}

extension Approval {
  /// Where it stands; the raw value is the word of lists and records.
  package enum State: String, Hashable, Sendable, CaseIterable {
    case pending
    case approved
    case denied
    case expired
    case consumed
  }

  /// Where it stands now; a clock that was set back far does not make it live longer.
  package func state(at now: Instant) -> State {
    if consumed != nil { return .consumed }
    let left = now.duration(to: expiresAt)
    guard left > .zero, left <= ApprovalRules.longest else { return .expired }
    guard let decision else { return .pending }
    return decision.isApproved ? .approved : .denied
  }

  /// How commands name it: the first digits of the plan's hash.
  package var shortHash: String { String(plan.hash.prefix(Self.shortLength)) }
  package static let shortLength = 16
}
