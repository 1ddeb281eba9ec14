package import ConsoleDomain

/// Holds the audit bodies that name held documents, and lets go of those that name none any more.
///
/// The index that ends bodies after ten years takes those alone whose flag is down. A body is written
/// before anybody may know what will be held, so all of them are compared again and again, some at each
/// sweep: what is held ten years long is met long before.
package struct HoldBodyStep: SweepStep {
  package let name = "hold-bodies"
  /// Pages that one sweep looks through; the next one goes on, and begins again at the end.
  private static let pages = 100

  private let reads: HoldReads?
  private let entities: [EntityProfile]
  private let bodies: BodyHoldReader
  private let writer: any BodyHoldWriter

  /// Makes the step; without `holds` there is nothing that could be held.
  package init(holds: HoldPorts?, bodies: BodyHoldReader, writer: any BodyHoldWriter) {
    reads = holds?.reads
    entities = holds?.entities ?? []
    self.bodies = bodies
    self.writer = writer
  }

  package func run(
    _ context: SweepContext,
    permit: borrowing MutationPermit
  ) async -> SweepStepResult {
    guard let reads else { return nothingToHold() }
    var after = context.mark.flatMap { $0.isEmpty ? nil : $0 }
    var seen = 0
    var changed = 0
    do {
      let holds = try await reads.holds().filter(\.state.isHolding)
      let places = try await reads.survey(.all)
      for _ in 0..<Self.pages {
        guard await context.renew(permit) else { return leaseLost(seen: seen, changed: changed) }
        let page = try await bodies.page(after)
        seen += page.seen
        for (wanted, ids) in try await changes(page.bodies, holds, places, reads) {
          changed += try await writer.hold(ids, by: wanted, permit: permit)
        }
        after = page.last
        if after == nil { break }
      }
    } catch {
      return failed(error, seen: seen, changed: changed)
    }
    return SweepStepResult(
      name: name,
      state: .done,
      text: changed == 0
        ? "every body is as held as what it names"
        : "holds on \(CountText.noun(changed, "body record")) set or lifted",
      seen: seen,
      changed: changed,
      mark: after ?? ""
    )
  }

  /// Bodies that are not as held as what they name, by the holds that they should have.
  private func changes(
    _ bodies: [BodyHoldPage.Body],
    _ holds: [LegalHold],
    _ places: PlaceSurvey,
    _ reads: HoldReads
  ) async throws(StoreProblem) -> [[String]: [String]] {
    let keys = bodies.reduce(into: Set<EntityKey>()) { $0.formUnion($1.keys) }
    let rows = try await reads.documents(Array(keys), in: places, of: entities)
    var byKey: [EntityKey: Set<String>] = [:]
    for row in rows {
      var ids = Set(row.holdIDs)
      // Flagged without an id: by the backend itself.
      if row.hold == .yes, ids.isEmpty { ids = [LegalHold.external] }
      ids.formUnion(
        holds.filter { $0.scope.covers(row.key, organizationID: row.organizationID) }.map(\.id)
      )
      byKey[row.key, default: []].formUnion(ids)
    }
    for key in keys where byKey[key] == nil {
      byKey[key] = Set(holds.filter { $0.scope.covers(key, organizationID: nil) }.map(\.id))
    }
    var changes: [[String]: [String]] = [:]
    for body in bodies {
      let wanted = body.keys.reduce(into: Set<String>()) { $0.formUnion(byKey[$1] ?? []) }.sorted()
      guard wanted != body.holds.sorted() || body.isHeld == wanted.isEmpty else { continue }
      // What an organisation out of reach holds is not known: nothing is let go of then.
      guard places.unreached.isEmpty || Set(wanted).isSuperset(of: body.holds) else { continue }
      changes[wanted, default: []].append(body.eventID)
    }
    return changes
  }
}
