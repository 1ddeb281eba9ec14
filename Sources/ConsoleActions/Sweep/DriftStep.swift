package import ConsoleDomain

/// Compares what the holds in force cover with what is flagged, and holds what is not.
///
/// A document that is new in the scope is held without further ado. One that somebody lifted under the
/// hold is held again and is a finding, and so is one that is gone.
package struct DriftStep: SweepStep {
  package let name = "drift"
  /// Documents of one selection that are told apart in one sweep.
  private static let limit = 1_000
  /// Ids that the step's text names.
  private static let named = 5

  private let upkeep: HoldUpkeep

  /// Makes the step; holds of a profile that names no entities are skipped.
  package init(
    ports: ActionPorts,
    policy: GatePolicy,
    clock: ActionClock,
    random: RandomSource = .secure
  ) {
    upkeep = HoldUpkeep(ports: ports, policy: policy, clock: clock, random: random)
  }

  package func run(
    _ context: SweepContext,
    permit: borrowing MutationPermit
  ) async -> SweepStepResult {
    guard let reads = upkeep.ports.holds?.reads else { return nothingToHold() }
    var tally = HoldTally()
    do {
      let holds = try await reads.holds().filter(\.isInForce)
      tally.seen = holds.count
      for hold in holds {
        guard await context.renew(permit) else {
          return leaseLost(seen: tally.seen, changed: tally.changed)
        }
        let drift = try await drift(of: hold, reads)
        say(drift, of: hold, &tally)
        if drift.calls(for: hold) { await resume(hold, context, &tally) }
      }
    } catch {
      return failed(error, seen: tally.seen, changed: tally.changed)
    }
    return tally.result(name, nothing: "everything in scope of a hold is held")
  }

  private func drift(
    of hold: LegalHold,
    _ reads: HoldReads
  ) async throws(StoreProblem) -> ScopeDrift {
    var drift = ScopeDrift()
    for selection in hold.scope.selections {
      let ids = try await reads.unheld(selection, Self.limit)
      guard !ids.isEmpty else { continue }
      let keys = ids.map { EntityKey(type: selection.type, id: $0) }
      var rows: [EntityKey: EntityRow] = [:]
      for row in try await reads.documents(keys) { rows[row.key] = row }
      for key in keys { drift.add(key, rows[key], of: hold.id) }
    }
    return drift
  }

  private func say(_ drift: ScopeDrift, of hold: LegalHold, _ tally: inout HoldTally) {
    if !drift.lifted.isEmpty {
      tally.troubles.append("\(hold.id): \(text(drift.lifted)) lifted by somebody else")
    }
    if !drift.gone.isEmpty { tally.troubles.append("\(hold.id): \(text(drift.gone)) gone") }
    if !drift.new.isEmpty { tally.notes.append("\(hold.id): \(text(drift.new)) new") }
    if hold.state == .releasing, !drift.isHeld {
      tally.troubles.append("\(hold.id) is being released: nothing is held anew")
    }
  }

  private func text(_ keys: [EntityKey]) -> String {
    let names = keys.prefix(Self.named).map { "\($0.type) \($0.id.text)" }.joined(separator: ", ")
    let more = keys.count > Self.named ? ", …" : ""
    let count = keys.count == Self.limit ? "\(keys.count) documents or more" : nil
    return "\(count ?? CountText.noun(keys.count, "document")) (\(names)\(more))"
  }

  private func resume(
    _ hold: LegalHold,
    _ context: SweepContext,
    _ tally: inout HoldTally
  ) async {
    do throws(GateRefusal) {
      let receipt = try await upkeep.perform(.resumeHold(id: hold.id), in: context)
      tally.add(receipt, of: hold, as: "wholly held")
    } catch {
      tally.add(error, of: hold)
    }
  }
}

/// Documents in the scope of a hold that are not flagged.
private struct ScopeDrift {
  var new: [EntityKey] = []
  /// They carry the hold, but not the flag.
  var lifted: [EntityKey] = []
  var gone: [EntityKey] = []

  /// Whether everything that is there is flagged.
  var isHeld: Bool { new.isEmpty && lifted.isEmpty }

  mutating func add(_ key: EntityKey, _ row: EntityRow?, of hold: String) {
    guard let row else { return gone.append(key) }
    if row.holdIDs.contains(hold) { lifted.append(key) } else { new.append(key) }
  }

  /// Whether the hold is to be placed again on what it covers; a partial one also when it is whole now.
  func calls(for hold: LegalHold) -> Bool {
    switch hold.state {
    case .active: !isHeld
    case .partial: !isHeld || gone.isEmpty
    default: false
    }
  }
}

extension LegalHold {
  /// Whether everything in its scope has to be flagged by now.
  fileprivate var isInForce: Bool {
    switch state {
    case .active, .partial, .releasing: true
    case .placing, .ending, .released, .withdrawn: false
    }
  }
}
