/// What a person asks to be held.
package struct HoldDraft: Hashable, Sendable {
  package var matter: LegalHold.Matter
  package var targets: [Target]
  package var custodians: [String]
  package var graceDays: Int
  package var reviewAt: Instant?
  /// Organisations that the backend has flagged already, named again to confirm that a second hold by
  /// the backend could not be told apart.
  package var confirmedOrganizations: Set<String>

  /// One thing to hold.
  package enum Target: Hashable, Sendable {
    case entity(EntityKey)
    /// Everything of a subject, in every mapped collection.
    case subject(EntityKey)
    case organization(String)
    /// What a query finds when the plan is made, frozen to the ids.
    case query(HoldQuery)
  }

  /// The queries among the targets.
  package var queries: [HoldQuery] {
    targets.compactMap { if case .query(let query) = $0 { query } else { nil } }
  }

  /// Makes a draft.
  package init(
    matter: LegalHold.Matter,
    targets: [Target],
    custodians: [String] = [],
    graceDays: Int = LegalHold.usualGrace,
    reviewAt: Instant? = nil,
    confirmedOrganizations: Set<String> = []
  ) {
    self.matter = matter
    self.targets = targets
    self.custodians = custodians
    self.graceDays = graceDays
    self.reviewAt = reviewAt
    self.confirmedOrganizations = confirmedOrganizations
  }
}
