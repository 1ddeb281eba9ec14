import ConsoleDomain

/// What indexes that delete by age mean for documents in the scope of a hold.
struct ExpiryWarnings: Sendable {
  let ports: HoldPorts
  let places: PlaceSurvey

  /// What a hold can't keep from being deleted, said plainly.
  func placing(_ scope: HoldScope) async throws(GateRefusal) -> [String] {
    var warnings: [String] = []
    for (entity, rule) in try await rules(in: scope) where entity.canNotStop(rule) {
      warnings.append(
        "A hold does not stop the index \(rule.index) of \(rule.place): held documents are"
          + " deleted all the same (kind \(rule.kind.rawValue))."
      )
    }
    return warnings
  }

  /// How many documents would be deleted within about a minute, were the hold gone now.
  func losing(_ hold: LegalHold) async throws(GateRefusal) -> (count: Int, warnings: [String]) {
    var total = 0
    var warnings: [String] = []
    for (entity, rule) in try await rules(in: hold.scope) {
      var count = 0
      for selection in hold.scope.selections where selection.type == entity.type {
        count += try await overdue(selection, of: hold, rule, entity)
      }
      guard count > 0 else { continue }
      total += count
      warnings.append(
        "\(count) of \(rule.place) are already past retention and would be deleted within"
          + " about a minute once they are let go."
      )
    }
    return (total, warnings)
  }

  private func overdue(
    _ selection: HoldSelection,
    of hold: LegalHold,
    _ rule: ExpiryRule,
    _ entity: EntityProfile
  ) async throws(GateRefusal) -> Int {
    let place = places.places(of: selection, in: entity).first { $0.tenantID == rule.tenantID }
    guard let place else { return 0 }
    do {
      return try await ports.reads.overdue(selection, hold.id, rule, place)
    } catch {
      throw .store(error)
    }
  }

  /// Rules that concern documents of the scope, with the type they concern.
  private func rules(
    in scope: HoldScope
  ) async throws(GateRefusal) -> [(EntityProfile, ExpiryRule)] {
    let rules: [ExpiryRule]
    do {
      rules = try await ports.reads.expiry(in: places)
    } catch {
      throw .store(error)
    }
    let types = Set(scope.selections.map(\.type))
    return ports.entities.filter { types.contains($0.type) }.flatMap { entity in
      rules.filter { $0.collection == entity.collection }.map { (entity, $0) }
    }
  }
}
