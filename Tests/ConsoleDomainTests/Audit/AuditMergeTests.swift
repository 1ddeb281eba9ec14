import Testing

@testable import ConsoleDomain

/// Both logs as one list: by time, each in its own order, page by page the same as at once.
@Suite struct AuditMergeTests {
  private let base = Instant(milliseconds: 1_795_500_000_000)

  private func ours(_ sequence: Int64, at seconds: Int?) -> AuditEvent {
    .ours(
      AuditRecord(
        header: AuditHeader(
          version: "1",
          sequence: sequence,
          eventID: "e",
          timestamp: seconds.map { base.advanced(by: .seconds($0)).iso8601 } ?? "?",
          type: "session.revoke",
          phase: .event,
          bodyRoot: "",
          previous: "",
          hash: ""
        ),
        body: nil,
        isDangling: false
      )
    )
  }

  private func backend(_ key: Int, created: Int?) -> AuditEvent {
    .backend(
      BackendEvent(
        id: EventKey(at: base.advanced(by: .seconds(key))).hex,
        eventType: "auth.login",
        action: "login",
        entity: nil,
        entityID: nil,
        actor: nil,
        organizationID: nil,
        createdAt: created.map { base.advanced(by: .seconds($0)) },
        isHeld: false,
        isStripped: false,
        payload: nil,
        metadata: nil
      )
    )
  }

  private func run(_ events: [AuditEvent], searchedTo: Int? = nil) -> LogRun {
    LogRun(
      events: events,
      isAtEnd: searchedTo == nil,
      searchedTo: searchedTo.map { base.advanced(by: .seconds($0)) }
    )
  }

  @Test func ordersByTimeAndTakesOursFirstAtTheSameTime() {
    let merge = AuditMerge(
      ours: run([ours(2, at: 9), ours(1, at: 5)]),
      backend: run([backend(9, created: 9), backend(7, created: nil), backend(1, created: 1)]),
      direction: .older,
      limit: 10
    )
    #expect(
      merge.events.map(\.id) == [
        ours(2, at: 9).id, backend(9, created: 9).id, backend(7, created: 7).id, ours(1, at: 5).id,
        backend(1, created: 1).id,
      ]
    )
  }

  @Test func placesWhatHasNoTimeNextToItsNeighbourInTheChain() {
    let merge = AuditMerge(
      ours: run([ours(3, at: 9), ours(2, at: nil), ours(1, at: 1)]),
      backend: run([backend(5, created: 5)]),
      direction: .older,
      limit: 10
    )
    #expect(merge.events.map(\.id).prefix(2) == [ours(3, at: 9).id, ours(2, at: nil).id])
  }

  @Test func takesNothingFromBeyondWhereTheOtherLogWasSearched() {
    let merge = AuditMerge(
      ours: run([ours(2, at: 9), ours(1, at: 2)]),
      backend: run([], searchedTo: 5),
      direction: .older,
      limit: 10
    )
    #expect(merge.ours == 1)
    let newer = AuditMerge(
      ours: run([ours(1, at: 2), ours(2, at: 9)]),
      backend: run([], searchedTo: 5),
      direction: .newer,
      limit: 10
    )
    #expect(newer.events.map(\.id) == [ours(1, at: 2).id])
  }

  @Test(arguments: [1, 3, 7, 64])
  func givesTheSameInPagesAsAtOnce(page: Int) {
    let own = (0..<40).map { ours(Int64(39 - $0), at: 400 - $0 * 10) }
    let other = (0..<100).map { backend(390 - $0 * 3, created: 390 - $0 * 3) }
    var marks = AuditMarks.newest
    var read: [AuditEvent.ID] = []
    for _ in 0..<1_000 {
      let slice = slice(own, other, from: marks, page)
      read += slice.events.map(\.id)
      marks = slice.bottom
      if slice.isAtEnd { break }
    }
    let whole = AuditMerge(ours: run(own), backend: run(other), direction: .older, limit: 1_000)
    #expect(read == whole.events.map(\.id))
  }

  /// What the stores answer, from values.
  private func slice(
    _ own: [AuditEvent],
    _ other: [AuditEvent],
    from marks: AuditMarks,
    _ limit: Int
  ) -> AuditSlice {
    let request = AuditEventRequest(now: base, marks: marks, limit: limit)
    let ours = own.filter { event in
      guard case .ours(let record) = event else { return false }
      return record.header.sequence < marks.ours
    }
    let backend = other.filter { event in
      guard case .backend(let event) = event, let key = EventKey(hex: event.id) else {
        return false
      }
      return key < marks.backend
    }
    let ownRun = LogRun(
      events: Array(ours.prefix(limit)),
      isAtEnd: ours.count <= limit
    )
    let otherRun = LogRun(events: Array(backend.prefix(limit)), isAtEnd: backend.count <= limit)
    return AuditSlice(
      from: marks,
      ours: ownRun,
      backend: otherRun,
      reached: AuditMarks(
        ours: ownRun.events.last.map { marks.below($0).ours } ?? marks.ours,
        backend: otherRun.events.last.map { marks.below($0).backend } ?? marks.backend
      ),
      request
    )
  }

  @Test func keysFollowTheOrderOfTheirHex() throws {
    let key = try #require(EventKey(hex: "6b056594407e6490536856f3"))
    #expect(key.hex == "6b056594407e6490536856f3")
    #expect(key.instant == Instant(iso8601: "2026-11-24T10:23:16Z"))
    #expect(key.next.hex == "6b056594407e6490536856f4")
    #expect(EventKey(hex: "00000001ffffffffffffffff")?.next.hex == "000000020000000000000000")
    #expect(EventKey.highest.next == .highest)
    #expect(EventKey(hex: "6b05") == nil && EventKey(hex: "zb056594407e6490536856f3") == nil)
    #expect(EventKey.lowest < key && key < .highest)
  }
}
