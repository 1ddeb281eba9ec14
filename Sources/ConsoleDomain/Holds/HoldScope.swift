/// What a hold covers, frozen when it was placed; a scope only ever grows.
package struct HoldScope: Hashable, Sendable {
  package var selections: [HoldSelection]

  /// Makes a scope.
  package init(_ selections: [HoldSelection]) {
    self.selections = selections
  }

  /// Whether a document is named, by its id or by its organisation.
  package func covers(_ key: EntityKey, organizationID: String?) -> Bool {
    selections.contains { $0.covers(key, organizationID: organizationID) }
  }
}

/// Documents of one type that a hold covers.
package struct HoldSelection: Hashable, Sendable {
  package var type: String
  package var documents: Documents

  /// Which documents of the type.
  package enum Documents: Hashable, Sendable {
    case ids([DocumentID])
    /// Everything of an organisation, new documents included once a sweep finds them.
    case organization(String)
  }

  /// Makes a selection.
  package init(type: String, documents: Documents) {
    self.type = type
    self.documents = documents
  }

  func covers(_ key: EntityKey, organizationID: String?) -> Bool {
    guard key.type == type else { return false }
    switch documents {
    case .ids(let ids): return ids.contains(key.id)
    case .organization(let id): return organizationID == id
    }
  }
}

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
    /// The documents that a query found, frozen to their ids.
    case frozen(query: String, [EntityKey])
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
