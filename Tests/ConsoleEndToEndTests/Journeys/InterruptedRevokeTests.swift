import ConsoleDemo
import ConsoleRedis
import Glibc
import ServerHarness
import TerminalHarness
import Testing

/// A console that is told to end in the middle of a change.
@Suite(.timeLimit(.minutes(5)))
struct InterruptedRevokeTests {
  private static let count = 20

  private func sid(_ number: Int) -> String {
    "interrupt\(number)-0a9b8c7d6e5f40312233445566778899"
  }

  @Test func endingFinishesTheTargetAndRecordsTheRest() async throws {
    try await withBackend { backend in
      let user = try await backend.anyUser()
      for number in 0..<Self.count {
        try await backend.addSession(sid(number), user: user, agent: "Interrupt/1.0")
      }
      try await withConsole(on: backend) { console in
        try await console.see("scanned, complete")
        try await elevate(on: console)
        await console.press("/", "agent:Interrupt", Keys.enter)
        try await console.see("\(Self.count) shown", "192.0.2.77")
        await console.press("*", "a")
        try await console.see("revoke \(Self.count) marked")
        await console.press("r")
        try await console.see("REVOKE \(Self.count) SESSIONS")
        // The first target can't be finished until writes are let through again.
        try await backend.send("CLIENT", "PAUSE", "60000", "WRITE")
        try await console.agree("Revoke \(Self.count)", with: Keys.right, Keys.enter)
        try await console.see("REVOKING", "0 of \(Self.count)")
        #expect(try await eventually { try await isWriteWaiting(on: backend) })
        await console.signal(SIGTERM)
        _ = await console.bytes(within: .seconds(1))
        try await backend.send("CLIENT", "UNPAUSE")
        try await console.ends(as: .status(143))
        #expect(await console.modes == console.modesBefore)
      }
      try await expectPartial(backend)
    }
  }

  private func elevate(on console: ConsoleUnderTest) async throws {
    await console.press("R")
    try await console.see("ELEVATE")
    await console.press("many stolen laptops", Keys.tab, "OPS-4712", Keys.tab)
    try await console.see("OPS-4712")
    try await console.agree("Elevate", with: Keys.enter)
    try await console.see("INITIALISE AUDIT STORE")
    try await console.agree("Initialise", with: Keys.right, Keys.enter)
    try await console.see("changes are possible")
  }

  private func isWriteWaiting(on backend: DemoBackend) async throws -> Bool {
    let clients = try await backend.send("INFO", "clients").text ?? ""
    return clients.contains("blocked_clients:") && !clients.contains("blocked_clients:0")
  }

  /// What was done is gone, the rest is still there, and the outcome says so.
  private func expectPartial(_ backend: DemoBackend) async throws {
    var left = 0
    for number in 0..<Self.count where try await backend.has(session: sid(number)) { left += 1 }
    #expect(left > 0)
    #expect(left < Self.count)
    let bodies = try await backend.records("audit_bodies", of: backend.demo.consoleDatabase)
    let outcome = try #require(bodies.last { $0.contains("outcomes.000000") })
    #expect(outcome.contains("partial"))
    #expect(outcome.count(of: "skipped") == left)
    #expect(outcome.count(of: "\"revoked\"") == Self.count - left)
  }
}

extension String {
  /// How often a text stands in this one.
  fileprivate func count(of text: String) -> Int { ranges(of: text).count }
}
