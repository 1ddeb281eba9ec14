import ConsoleDemo
import ConsoleMongo
import ServerHarness
import TerminalHarness
import Testing

/// Find a session in an incident, end it, and see that it is on record.
@Suite(.timeLimit(.minutes(5)))
struct RevokeJourneyTests {
  private static let sid = "journey1-0a9b8c7d6e5f40312233445566778899"

  @Test(arguments: [(80, 24), (120, 40)])
  func aSessionIsFoundRevokedAndOnRecord(_ columns: Int, _ rows: Int) async throws {
    try await withBackend { backend in
      let user = try await backend.anyUser()
      try await backend.addSession(Self.sid, user: user, agent: "Journey/1.0 (test)")
      try await withConsole(on: backend, size: (columns, rows)) { console in
        try await console.see("scanned, complete", "RO")
        try await find(on: console, isSplit: columns >= 110)
        try await elevate(on: console)
        await console.resize((columns + 7, rows + 3))
        try await console.see("Sessions", "1 shown", "RW")
        try await revoke(on: console)
        #expect(try await eventually { try await !backend.has(session: Self.sid) })
        await console.resize((columns, rows))
        try await console.see("RECEIPT: success", "1 done")
        await console.press(Keys.escape)
        try await console.see("0 shown")
        try await console.miss("192.0.2.77")
        await console.press("6")
        try await console.see("session.revoke", "success", "session.revoked")
        try await expectRecords(of: backend, user: user)
        await console.press("q", "q")
        try await console.ends(as: .status(0))
        #expect(await console.modes == console.modesBefore)
      }
    }
  }

  private func find(on console: ConsoleUnderTest, isSplit: Bool) async throws {
    await console.press("/", "agent:Journey")
    // The address stands in the row alone: a half-typed filter may show one session, too.
    try await console.see("1 shown", "192.0.2.77")
    await console.press(Keys.enter, Keys.enter)
    try await console.see("session journey1…", "Journey/1.0 (test)", "192.0.2.77")
    await console.press(isSplit ? Keys.tab : Keys.escape)
    try await console.see("1 shown", "USER")
  }

  private func elevate(on console: ConsoleUnderTest) async throws {
    await console.press("R")
    try await console.see("ELEVATE")
    await console.press("stolen laptop of a user", Keys.tab, "OPS-4711", Keys.tab)
    try await console.see("OPS-4711")
    try await console.agree("Elevate", with: Keys.enter)
    try await console.see("INITIALISE AUDIT STORE")
    try await console.agree("Initialise", with: Keys.right, Keys.enter)
    try await console.see("changes are possible", "RW")
  }

  private func revoke(on console: ConsoleUnderTest) async throws {
    await console.press("a")
    try await console.see("revoke this session")
    await console.press("r")
    try await console.see("REVOKE 1 SESSION", "stolen laptop of a user", "OPS-4711", "Cancel")
    try await console.agree("Revoke 1", with: Keys.right, Keys.enter)
    try await console.see("REVOKING")
  }

  /// Intent and outcome in our chain, and the event that the backend itself would have written.
  private func expectRecords(of backend: DemoBackend, user: String) async throws {
    let bodies = try await backend.records("audit_bodies", of: backend.demo.consoleDatabase)
    let revokes = bodies.filter { $0.contains("session.revoke") }
    #expect(revokes.count { $0.contains("stolen laptop of a user") } == 1)
    #expect(revokes.count { $0.contains("already_gone") || $0.contains("revoked\"") } >= 1)
    let events = try await backend.records(
      "eventlogs",
      of: backend.demo.database,
      where: ["eventType": "session.revoked"]
    )
    #expect(events.count { $0.contains("journey1…") && $0.contains(user) } == 1)
    #expect(!(bodies + events).contains { $0.contains(Self.sid) })
  }
}
