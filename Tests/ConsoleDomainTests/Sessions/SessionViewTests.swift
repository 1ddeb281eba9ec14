import ConsoleDomain
import Testing

@Suite struct SessionViewTests {
  private func view(
    _ column: SessionOrder.Column,
    descending: Bool = false,
    query: String = "",
    anonymous: Bool = true
  ) throws -> SessionView {
    SessionView(
      query: try SessionQuery.parse(query),
      order: SessionOrder(column, isDescending: descending),
      showsAnonymous: anonymous,
      now: SessionSamples.now
    )
  }

  private func randomSnapshot(_ count: Int, seed: UInt64) -> SessionSnapshot {
    var generator = SeededGenerator(seed: seed)
    return SessionSamples.snapshot(
      (0..<count).map { SessionSamples.randomRow($0, using: &generator) }
    )
  }

  @Test(arguments: SessionOrder.Column.allCases, [false, true])
  func everyColumnGivesEachRowOnceInOrder(column: SessionOrder.Column, descending: Bool) throws {
    let snapshot = randomSnapshot(9000, seed: 21)
    let rows = try view(column, descending: descending).ordering(of: snapshot).rows
    #expect(Set(rows).count == 9000)
    let values = rows.map { value(column, snapshot.row(Int($0))) }
    for (left, right) in zip(zip(rows, values), zip(rows, values).dropFirst()) {
      let problem = misplaced(left.1, right.1, descending: descending)
      #expect(!problem, "\(left) before \(right)")
      if problem { break }
      if left.1 == right.1, !(column == .id) {
        let ids = (snapshot.row(Int(left.0)).id.bytes, snapshot.row(Int(right.0)).id.bytes)
        #expect(ids.0.lexicographicallyPrecedes(ids.1))
      }
    }
  }

  @Test(arguments: [0, 1, 500, 8192, 8200])
  func extendingGivesWhatOrderingAfreshGives(first: Int) throws {
    var generator = SeededGenerator(seed: 31)
    var builder = SessionIndexBuilder(scan: 4)
    let view = try view(.agent, query: "-role:admin", anonymous: false)
    var ordering: SessionOrdering?
    for number in 0..<17_000 {
      builder.append(SessionSamples.randomRow(number, using: &generator))
      guard number == first || number == 12_000 || number == 16_999 else { continue }
      let snapshot = builder.snapshot(progress: SessionSamples.complete(builder.count))
      ordering = try view.ordering(of: snapshot, extending: ordering)
      #expect(ordering?.rows == (try view.ordering(of: snapshot).rows))
    }
  }

  @Test func rowsOfAnotherScanAreNotExtended() throws {
    let view = try view(.id)
    let old = try view.ordering(of: randomSnapshot(100, seed: 1))
    var builder = SessionIndexBuilder(scan: 2)
    builder.append(SessionSamples.row("only"))
    let snapshot = builder.snapshot(progress: SessionSamples.complete(1))
    #expect(try view.ordering(of: snapshot, extending: old).rows == [0])
  }

  @Test func removedSessionsLeaveTheOrder() throws {
    var snapshot = randomSnapshot(9000, seed: 41)
    let view = try view(.created)
    let before = try view.ordering(of: snapshot)
    let gone = [0, 17, 8999].map { snapshot.row($0).id }
    snapshot.removed = Set(gone)
    let fresh = try view.ordering(of: snapshot).rows
    #expect(fresh.count == 8997)
    #expect(try view.ordering(of: snapshot, extending: before).rows == fresh)
  }

  @Test func anonymousSessionsAreHiddenUnlessAskedFor() throws {
    let snapshot = SessionSamples.snapshot([
      SessionSamples.row("a", user: "u"), SessionSamples.row("b"),
      SessionSamples.row("c", flags: .unreadable),
    ])
    #expect(try view(.id, anonymous: false).ordering(of: snapshot).rows == [0, 2])
    #expect(try view(.id).ordering(of: snapshot).rows == [0, 1, 2])
    let asked = try view(.id, query: "flag:anonymous", anonymous: false)
    #expect(try asked.ordering(of: snapshot).rows == [1, 2])
  }

  @Test func addressesAreOrderedByNumber() throws {
    let addresses = ["10.0.0.10", "9.1.1.1", "::1", "10.0.0.9", "::ffff:10.0.0.2", "fe80::1"]
    let snapshot = SessionSamples.snapshot(
      addresses.enumerated().map { SessionSamples.row("s\($0)", user: "u", ip: $1) }
        + [SessionSamples.row("none", user: "u")]
    )
    let rows = try view(.ip).ordering(of: snapshot).rows.map { snapshot.row(Int($0)).ip }
    #expect(
      rows == ["9.1.1.1", "::ffff:10.0.0.2", "10.0.0.9", "10.0.0.10", "::1", "fe80::1", nil]
    )
  }

  @Test func textsThatDifferLateAreStillOrdered() throws {
    let long = String(repeating: "x", count: 30)
    let snapshot = SessionSamples.snapshot([
      SessionSamples.row("a", user: long + "b"), SessionSamples.row("b", user: long + "a"),
      SessionSamples.row("c", user: String(long.prefix(24))),
    ])
    #expect(try view(.user).ordering(of: snapshot).rows == [2, 1, 0])
    #expect(try view(.user, descending: true).ordering(of: snapshot).rows == [0, 1, 2])
  }

  @Test func aCancelledTaskStops() async throws {
    let snapshot = randomSnapshot(9000, seed: 51)
    let view = try view(.id)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try view.ordering(of: snapshot).count
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  private enum Value: Equatable {
    case unknown
    case number(Int64)
    case text(String)
  }

  private func value(_ column: SessionOrder.Column, _ row: SessionRow) -> Value {
    func text(_ text: String?) -> Value { text.map { .text($0.lowercased()) } ?? .unknown }
    func time(_ time: Instant?) -> Value { time.map { .number($0.milliseconds) } ?? .unknown }
    switch column {
    case .id: return text(String(decoding: row.id.bytes, as: UTF8.self))
    case .user: return text(row.userID)
    case .organization: return text(row.organizationID)
    case .role: return text(row.role)
    case .state: return text(row.state(now: SessionSamples.now).rawValue)
    case .ip:
      let parts = (row.ip ?? "").split(separator: ".").compactMap { Int64($0) }
      return row.ip == nil ? .unknown : .number(parts.reduce(0) { $0 << 8 | $1 })
    case .agent: return text(row.agent.map(AgentName.short))
    case .created: return time(row.createdAt)
    case .seen: return time(row.lastSeenAt)
    case .expires:
      if case .at(let instant) = row.expiry { return .number(instant.milliseconds) }
      return .number(.max)
    case .flags: return .number(row.flags.contains(.anonymous) ? 1 : 0)
    case .bytes: return .number(Int64(row.bytes))
    }
  }

  private func misplaced(_ left: Value, _ right: Value, descending: Bool) -> Bool {
    switch (left, right) {
    case (.unknown, let other): other != .unknown
    case (.number(let left), .number(let right)): descending ? left < right : left > right
    case (.text(let left), .text(let right)): descending ? left < right : left > right
    default: false
    }
  }
}
