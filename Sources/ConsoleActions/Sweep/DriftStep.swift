package import ConsoleDomain

/// Compares what the holds in force cover with what is flagged, and holds what is not.
///
/// A document that is new in the scope is held without further ado: one of a held organisation, and one
/// that the picture of a held subject reaches. One that somebody lifted under the hold is held again and
/// is a finding, and so is one that is gone.
package struct DriftStep: SweepStep {
  package let name = "drift"
  /// Documents of one selection that are told apart in one sweep.
  private static let limit = 1_000
  /// Ids that the step's text names.
  private static let named = 5

  private let upkeep: HoldUpkeep
  private let drift: HoldDriftReads

  /// Makes the step; holds of a profile that names no entities are skipped.
  package init(
    ports: ActionPorts,
    drift: HoldDriftReads,
    policy: GatePolicy,
    clock: ActionClock,
    random: RandomSource = .secure
  ) {
    upkeep = HoldUpkeep(ports: ports, policy: policy, clock: clock, random: random)
    self.drift = drift
  }

  package func run(
    _ context: SweepContext,
    permit: borrowing MutationPermit
  ) async -> SweepStepResult {
    guard let ports = upkeep.ports.holds else { return nothingToHold() }
    var tally = HoldTally()
    do {
      let holds = try await ports.reads.holds().filter(\.mayGrow)
      tally.seen = holds.count
      for hold in holds {
        guard await context.renew(permit) else {
          return leaseLost(seen: tally.seen, changed: tally.changed)
        }
        let drift = try await drift(of: hold, ports)
        say(drift, of: hold, &tally)
        if let request = drift.request(for: hold) {
          await perform(request, for: hold, context, &tally)
        }
      }
    } catch {
      return failed(error, seen: tally.seen, changed: tally.changed)
    }
    return tally.result(name, nothing: "everything in scope of a hold is held")
  }

  private func drift(
    of hold: LegalHold,
    _ ports: HoldPorts
  ) async throws(StoreProblem) -> ScopeDrift {
    let places = try await ports.reads.survey(hold.scope.tenantScope(ports.entities))
    var drift = ScopeDrift(unreached: places.unreached.map(\.text))
    let growth = try await ScopeGrowth(reads: ports.reads, entities: ports.entities)
      .found(beyond: hold.scope)
    drift.new = growth.keys
    drift.warnings = growth.warnings
    for (selection, entity) in ports.parts(of: hold.scope) {
      var ids: [DocumentID] = []
      for place in places.places(of: selection, in: entity) where ids.count < Self.limit {
        let limit = Self.limit - ids.count
        let found = try await self.drift.without(selection, hold.id, limit, place)
        let keys = found.map { EntityKey(type: selection.type, id: $0) }
        let rows = try await rows(keys, ports, place)
        for key in keys { drift.add(key, rows[key], of: hold.id) }
        ids += found
      }
      drift.isCapped = drift.isCapped || ids.count == Self.limit
      drift.gone += try await gone(from: selection, of: hold, ports, places, entity)
    }
    return drift
  }

  private func gone(
    from selection: HoldSelection,
    of hold: LegalHold,
    _ ports: HoldPorts,
    _ survey: PlaceSurvey,
    _ entity: EntityProfile
  ) async throws(StoreProblem) -> [EntityKey] {
    // What is not there may well lie in a database that could not be looked at.
    guard let ids = selection.frozen, !entity.isTenant || survey.unreached.isEmpty else {
      return []
    }
    var matched = 0
    for place in survey.places(of: selection, in: entity) where matched < ids.count {
      matched += try await ports.reads.counts(selection, hold.id, place).matched
    }
    guard matched < ids.count else { return [] }
    let keys = ids.map { EntityKey(type: selection.type, id: $0) }
    let there = Set(try await ports.reads.documents(keys, in: survey, of: [entity]).map(\.key))
    return keys.filter { !there.contains($0) }
  }

  private func rows(
    _ keys: [EntityKey],
    _ ports: HoldPorts,
    _ place: DocumentPlace
  ) async throws(StoreProblem) -> [EntityKey: EntityRow] {
    guard !keys.isEmpty else { return [:] }
    let rows = try await ports.reads.documents(keys, place)
    return Dictionary(rows.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func say(_ drift: ScopeDrift, of hold: LegalHold, _ tally: inout HoldTally) {
    tally.troubles += drift.unreached.map { "\(hold.id): not reached, the own database of \($0)" }
    if !drift.lifted.isEmpty {
      tally.troubles.append("\(hold.id): \(text(drift.lifted)) lifted by somebody else")
    }
    if !drift.gone.isEmpty { tally.troubles.append("\(hold.id): \(text(drift.gone)) gone") }
    tally.troubles += drift.warnings.map { "\(hold.id): \($0)" }
    if !drift.new.isEmpty { tally.notes.append("\(hold.id): \(text(drift.new)) new") }
  }

  private func text(_ keys: [EntityKey]) -> String {
    let names = keys.prefix(Self.named).map { "\($0.type) \($0.id.text)" }.joined(separator: ", ")
    let more = keys.count > Self.named ? ", …" : ""
    let count = keys.count == Self.limit ? "\(keys.count) documents or more" : nil
    return "\(count ?? CountText.noun(keys.count, "document")) (\(names)\(more))"
  }

  private func perform(
    _ request: ActionRequest,
    for hold: LegalHold,
    _ context: SweepContext,
    _ tally: inout HoldTally
  ) async {
    do throws(GateRefusal) {
      let receipt = try await upkeep.perform(request, in: context)
      tally.add(receipt, of: hold, as: "wholly held")
    } catch {
      tally.add(error, of: hold)
    }
  }
}

/// Documents in the scope of a hold that are not held.
private struct ScopeDrift {
  var new: [EntityKey] = []
  /// They carry the hold, but not the flag.
  var lifted: [EntityKey] = []
  var gone: [EntityKey] = []
  var warnings: [String] = []
  /// Organisations whose own databases could not be looked at.
  let unreached: [String]
  /// Whether there may be more in a selection than were looked at.
  var isCapped = false

  init(unreached: [String]) { self.unreached = unreached }

  mutating func add(_ key: EntityKey, _ row: EntityRow?, of hold: String) {
    // Gone since it was found: the next sweep says so.
    guard let row else { return }
    if row.holdIDs.contains(hold) { lifted.append(key) } else { new.append(key) }
  }

  /// What makes the hold whole again: the whole walk where there is much to do, or where a partial
  /// hold has everything by now and only its state is behind.
  func request(for hold: LegalHold) -> ActionRequest? {
    let isWhole = new.isEmpty && lifted.isEmpty
    if isWhole {
      let mayEnd = hold.state == .partial && gone.isEmpty && unreached.isEmpty
      return mayEnd ? .resumeHold(id: hold.id) : nil
    }
    let mayResume = hold.state == .active || hold.state == .partial
    if mayResume, isCapped || hold.state == .partial { return .resumeHold(id: hold.id) }
    return .extendHold(id: hold.id, new + lifted)
  }
}
