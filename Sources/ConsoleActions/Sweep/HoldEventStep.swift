package import ConsoleDomain

/// Holds the events that the backend has written about held documents: it writes each with the flag
/// down, whatever the document's own says.
///
/// Goes by the ids of events, which tell when they were made, from where the sweep before stopped; where
/// a backend makes ids of another kind, `hold resume` holds its events.
package struct HoldEventStep: SweepStep {
  package let name = "hold-events"
  /// How far before its mark a sweep looks again: clocks of hosts differ, and commits take time.
  private static let overlap: Duration = .seconds(3_600)
  private static let page = 5_000
  /// Documents that are gathered before their events are held.
  private static let gathered = 5_000
  /// Pages that one sweep looks through; the next one goes on.
  private static let pages = 200

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
    let reads = ports.reads
    var tally = HoldTally()
    var mark = context.clock.now()
    do {
      let holds = try await reads.holds().filter(\.mayGrow)
      guard let first = start(context.mark, holds) else {
        return result(tally, mark: mark)
      }
      let places = try await reads.survey(.all)
      tally.troubles += places.unreached.map { "not reached, the own database of \($0.text)" }
      var next = HoldEventPage.Start.time(first)
      var waiting: [String: Set<EntityKey>] = [:]
      for number in 1...Self.pages {
        guard await context.renew(permit) else {
          return leaseLost(seen: tally.seen, changed: tally.changed)
        }
        let page = try await drift.events(next, Self.page)
        tally.seen += page.seen
        for row in try await reads.documents(page.keys, in: places, of: ports.entities) {
          for hold in row.holdIDs { waiting[hold, default: []].insert(row.key) }
        }
        guard page.hasMore, let last = page.last else { break }
        next = .event(last)
        if number == Self.pages, let time = EventLogID.time(of: last.text) { mark = time }
        if waiting.contains(where: { $1.count >= Self.gathered }) {
          await hold(&waiting, for: holds, context, &tally)
        }
      }
      await hold(&waiting, for: holds, context, &tally)
    } catch {
      return failed(error, seen: tally.seen, changed: tally.changed)
    }
    // What could not be held is looked for again.
    return result(tally, mark: tally.isClean ? mark : nil)
  }

  /// Where to begin; nil: no hold is in force.
  ///
  /// Without a mark with the oldest of them: placing it has held what was there before.
  private func start(_ mark: String?, _ holds: [LegalHold]) -> Instant? {
    guard !holds.isEmpty else { return nil }
    let from =
      mark.flatMap { Int64($0) }.map(Instant.init(milliseconds:))
      ?? holds.compactMap(\.placedAt).min() ?? Instant(milliseconds: 0)
    return from.advanced(by: .zero - Self.overlap)
  }

  private func hold(
    _ waiting: inout [String: Set<EntityKey>],
    for holds: [LegalHold],
    _ context: SweepContext,
    _ tally: inout HoldTally
  ) async {
    for hold in holds {
      guard let keys = waiting[hold.id], !keys.isEmpty else { continue }
      let sorted = keys.sorted { ($0.type, $0.id.text) < ($1.type, $1.id.text) }
      do throws(GateRefusal) {
        let receipt = try await upkeep.perform(.extendHold(id: hold.id, sorted), in: context)
        let what = "events of \(CountText.noun(sorted.count, "document")) held"
        tally.add(receipt, of: hold, as: what)
      } catch {
        tally.add(error, of: hold)
      }
    }
    waiting = [:]
  }

  private func result(_ tally: HoldTally, mark: Instant?) -> SweepStepResult {
    var result = tally.result(name, nothing: "no held document has a new event")
    result.mark = mark.map { String($0.milliseconds) }
    return result
  }
}
