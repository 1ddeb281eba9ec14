import ConsoleActions
import ConsoleDomain
import ConsoleStores
import Testing

/// "All of a user" is the backend's set together with a complete scan, or says that it is not.
struct UserScanTests {
  @Test func aSessionThatTheBackendsSetLacksIsFoundByTheScan() async throws {
    let fixture = try await WriteFixture.shared()
    let listed = try await fixture.addSession("listed-session-1")
    try await fixture.send(
      "SET",
      "sess:stray-session-1",
      WriteFixture.value(user: WriteFixture.user)
    )
    let plan = try await fixture.gate().plan(.revokeUser(userID: WriteFixture.user))
    #expect(Set(plan.sessions.map(\.row.id)) == [listed, WriteFixture.id("stray-session-1")])
    #expect(plan.warnings.allSatisfy { !$0.contains("may not be all") })
  }

  @Test func aScanThatRanOutOfTimeSaysSoFirst() async throws {
    let fixture = try await WriteFixture.shared()
    try await fixture.addSession("listed-session-1")
    let stores = WriteStores(
      redis: fixture.redis,
      mongo: fixture.mongo,
      database: fixture.database,
      consoleDatabase: fixture.consoleDatabase,
      profile: .nest,
      userScan: .zero,
      now: WriteFixture.clock.now
    )
    let gate = stores.gate(
      policy: GatePolicy(environment: "test"),
      actor: .known(WriteFixture.identity),
      journal: fixture.journal,
      clock: WriteFixture.clock
    )
    let plan = try await gate.plan(.revokeUser(userID: WriteFixture.user))
    #expect(plan.sessions.count == 1)
    #expect(plan.warnings.first?.contains("may not be all") == true)
  }

  @Test func aSessionTooLargeToTellWhoseItIsMakesTheScanIncomplete() async throws {
    let fixture = try await WriteFixture.shared()
    try await fixture.addSession("listed-session-1")
    let padding = String(repeating: "x", count: 200_000)
    let late = #"{"padding":"\#(padding)","user":{"id":"\#(WriteFixture.user)"}}"#
    try await fixture.send("SET", "sess:large-session-1", late)
    let plan = try await fixture.gate().plan(.revokeUser(userID: WriteFixture.user))
    #expect(plan.sessions.count == 1)
    #expect(plan.warnings.first?.contains("1 session is too large") == true)
  }
}
