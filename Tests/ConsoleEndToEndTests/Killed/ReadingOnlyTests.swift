import ConsoleDemo
import ServerHarness
import TerminalHarness
import Testing

/// Who only reads writes nothing but the record of having been there (compliance.md I-20): proxies before
/// both servers are the witness.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ReadingOnlyTests {
  private static let records: Set = ["insert audit_bodies", "insert audit_headers"]

  @Test func anAuditorsCommandsWriteNothing() async throws {
    try await withKillBench { kill in
      let auditor = try kill.person("auditor")
      let commands = [
        ["sessions", "list"], ["audit", "list"], ["audit", "verify"],
        ["audit", "coverage", "--since", "24h"], ["audit", "recover", "--dry-run"],
        ["approvals", "list"], ["hold", "list"], ["hold", "check"], ["doctor"],
        ["audit", "prove", "0"],
      ]
      kill.tap.arm(nil)
      for command in commands {
        let run = try kill.proxied.begin(command + ["--read-only"], with: auditor)
        let result = try await run.result()
        #expect(result.status != 64, "\(command): \(result.errors)")
      }
      #expect(kill.tap.writes == [])
    }
  }

  @Test func aReadOnlyConsoleWritesItsOwnRecordsAlone() async throws {
    try await withKillBench { kill in
      let environment = kill.proxied.environment()
      kill.tap.arm(nil)
      try await withConsole(["--read-only"], size: (120, 40), environment: environment) { console in
        try await console.see("scanned, complete")
        for key in ["1", "2", "3", "4", "5", "6", "7", "8", "9"] {
          await console.press(key)
          await console.drain()
        }
        await console.press("6")
        try await console.see("audit.initialise")
        await console.press("2")
        try await console.see("scanned, complete")
        await console.press("r")
        await console.drain()
        await console.press(Keys.escape, ":", "quit", Keys.enter)
        try await console.ends(as: .status(0))
      }
      let others = kill.tap.writes.filter { !Self.records.contains($0) }
      #expect(others == [])
    }
  }

  private func withKillBench(_ body: (KillBench) async throws -> Void) async throws {
    let kill = try await KillBench.start()
    do {
      try await body(kill)
    } catch {
      await kill.stop()
      throw error
    }
    await kill.stop()
  }
}
