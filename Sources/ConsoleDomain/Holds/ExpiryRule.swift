/// An index that deletes documents by age, and whether a hold stops it (compliance.md b.7).
package struct ExpiryRule: Hashable, Sendable {
  package var collection: String
  /// The organisation in whose own database it is; nil: in the backend's.
  package var tenantID: String?
  package var index: String
  package var field: String
  package var seconds: Int64
  package var kind: Kind

  /// The kinds of b.7.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Its partial filter demands `legalHold: false`: a hold stops it with the flag.
    case exemptsHeld = "A"
    /// It deletes at the moment that a member of the document names: a hold must take that away.
    case byMember = "B"
    /// Nothing but a change of the index stops it.
    case unstoppable = "C"
  }

  /// Judges an index by its parts; `filtersHeld` says whether its partial filter has `legalHold: false`.
  package init(
    collection: String,
    tenantID: String? = nil,
    index: String,
    field: String,
    seconds: Int64,
    filtersHeld: Bool
  ) {
    self.collection = collection
    self.tenantID = tenantID
    self.index = index
    self.field = field
    self.seconds = seconds
    kind = filtersHeld ? .exemptsHeld : seconds == 0 ? .byMember : .unstoppable
  }
}

extension ExpiryRule {
  /// The collection as plans name it.
  package var place: String { DocumentPlace.name(of: collection, tenant: tenantID) }
}

extension EntityProfile {
  /// What a hold has to take away from a document of this type, so that this rule does not delete it.
  ///
  /// nil where nothing need or may be taken: a member that the backend gives a meaning of its own
  /// (kind `state` of the profile, an invite's `tokenExpires`) is not ours to remove.
  package func suspendedMember(by rule: ExpiryRule) -> String? {
    guard rule.kind == .byMember, !hasMeaning(rule.field) else { return nil }
    return rule.field
  }

  /// Whether a held document of this type is deleted by this rule all the same.
  package func canNotStop(_ rule: ExpiryRule) -> Bool {
    rule.kind == .unstoppable || (rule.kind == .byMember && hasMeaning(rule.field))
  }

  private func hasMeaning(_ member: String) -> Bool {
    personal.contains { $0.kind == .state && $0.path.filterName == member }
  }
}
