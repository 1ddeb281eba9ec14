package import ConsoleDomain

extension HoldReads {
  /// The documents with these keys, wherever they lie; a copy in each of two databases is two rows.
  package func documents(
    _ keys: [EntityKey],
    in survey: PlaceSurvey,
    of entities: [EntityProfile]
  ) async throws(StoreProblem) -> [EntityRow] {
    var rows = try await documents(keys, .main)
    let types = Set(entities.lazy.filter(\.isTenant).map(\.type))
    let own = keys.filter { types.contains($0.type) }
    guard !own.isEmpty else { return rows }
    for tenant in survey.tenants { rows += try await documents(own, .tenant(tenant)) }
    return rows
  }

  /// Documents of a selection without the flag or without the hold's id, with the organisation in whose
  /// own database they lie, and ids that are nowhere any more; at most so many.
  func unheld(
    _ selection: HoldSelection,
    _ holdID: String,
    _ limit: Int,
    in survey: PlaceSurvey,
    of entity: EntityProfile
  ) async throws(StoreProblem) -> [(tenantID: String?, id: DocumentID)] {
    var unheld: [(tenantID: String?, id: DocumentID)] = []
    for place in survey.places(of: selection, in: entity) where unheld.count < limit {
      unheld += try await lacking(selection, holdID, limit - unheld.count, place)
        .map { (place.tenantID, $0) }
    }
    guard case .ids(let wanted) = selection.documents else { return unheld }
    let keys = wanted.map { EntityKey(type: entity.type, id: $0) }
    let there = Set(try await documents(keys, in: survey, of: [entity]).map(\.key.id))
    let gone = wanted.lazy.filter { !there.contains($0) }.prefix(max(0, limit - unheld.count))
    return unheld + gone.map { (nil, $0) }
  }

  /// Every index that deletes by age, wherever documents of these types lie.
  func expiry(in survey: PlaceSurvey) async throws(StoreProblem) -> [ExpiryRule] {
    var rules = try await expiry(.main)
    for tenant in survey.tenants { rules += try await expiry(.tenant(tenant)) }
    return rules
  }
}

extension PlaceSurvey {
  /// What the intent keeps of the databases that are reached, and of those that are not.
  var details: [AuditDetail] {
    tenants.enumerated().map {
      .item(
        "tenants",
        $0,
        .document([
          "organization": .string($1.organizationID), "fingerprint": .string($1.fingerprint),
        ])
      )
    }
      + unreached.enumerated().map {
        .item(
          "unreached",
          $0,
          .document([
            "organization": .text($1.organizationID), "reason": .string($1.reason),
          ])
        )
      }
  }
}
