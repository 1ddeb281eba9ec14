import ConsoleDemo
import ConsoleMongo
import ConsoleSystem
import ServerHarness
import Synchronization
import TerminalHarness
import Testing

/// A change that is done while its outcome can't be stored: told, kept, and stored by the next console.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct OwedOutcomeTests {
  private static let ticket = "OPS-4720"

  @Test func itStaysOnTheScreenAndInTheJournalUntilARestartStoresIt() async throws {
    let bench = try await CommandBench.start()
    do {
      try await leaveOwed(on: bench)
      try await storeAfterRestart(on: bench)
    } catch {
      await bench.stop()
      throw error
    }
    await bench.stop()
  }

  /// Revokes a session; from its deletion on MongoDB is silent.
  private func leaveOwed(on bench: CommandBench) async throws {
    let added = try await bench.addSessions(1)
    let deleted = Once()
    let proxied = try ProxiedBench(
      bench,
      mongo: { _ in deleted.isDone ? .hold : .pass },
      redis: { request in
        if request.mentions("EXEC") { _ = deleted.first() }
        return .pass
      }
    )
    defer { proxied.stop() }
    try await withConsole(size: (120, 40), environment: proxied.environment()) { console in
      try await console.see("scanned, complete")
      try await elevate(on: console)
      await console.press("/", "user:\(added.user)", Keys.enter)
      try await console.see("1 shown", "192.0.2.77")
      await console.press("a")
      try await console.see("revoke this session")
      await console.press("r")
      try await console.see("REVOKE 1 SESSION", Self.ticket)
      try await console.agree("Revoke 1", with: Keys.right, Keys.enter)
      try await console.see("RECEIPT: success", "outcome is not stored yet")
      try await console.see("outcome not stored")
      await console.press(Keys.escape)
      try await console.miss("RECEIPT")
      try await console.see("outcome not stored", "mongo ○ lost")
      await console.press("p")
      try await console.see("paused", "outcome not stored")
      await console.press("?")
      try await console.see("HELP")
      await console.press(Keys.escape)
      try await console.miss("HELP")
      try await console.see("paused", "outcome not stored")
      try expectJournal(on: bench)
      await console.press("q")
      try await console.ends(as: .status(0))
    }
    #expect(try await bench.remaining(added) == 0)
    let intent = try await record(on: bench)
    #expect(intent.contains(#""dangling":true"#))
    try expectJournal(on: bench)
  }

  private func storeAfterRestart(on bench: CommandBench) async throws {
    try await withConsole(size: (120, 40), environment: bench.environment()) { console in
      try await console.see("1 outcome that had waited: stored in the audit log")
      try await console.see("scanned, complete")
      let isStored = try await eventually(within: .seconds(60)) {
        try journal(of: bench).names().isEmpty
      }
      #expect(isStored)
      try await console.miss("outcome not stored")
      await console.press("q")
      try await console.ends(as: .status(0))
    }
    let intent = try await record(on: bench)
    #expect(intent.contains(#""dangling":false"#))
    #expect(try journal(of: bench).names().isEmpty)
    let list = try await bench.run("audit", "list", "--format", "ndjson")
    let outcomes = list.lines.filter {
      $0.contains("session.revoke") && $0.contains(#""phase":"outcome""#)
    }
    #expect(outcomes.count == 1)
    #expect(outcomes.allSatisfy { $0.contains("success") })
    let verification = try await bench.run("audit", "verify", "--format", "ndjson")
    #expect(verification.status == 0)
  }

  private func elevate(on console: ConsoleUnderTest) async throws {
    await console.press("R")
    try await console.see("ELEVATE")
    await console.press("stolen laptop of a user", Keys.tab, Self.ticket, Keys.tab)
    try await console.see(Self.ticket)
    try await console.agree("Elevate", with: Keys.enter)
    try await console.see("changes are possible")
  }

  private func journal(of bench: CommandBench) -> Folder {
    Folder("\(bench.home.path)/state/holdfast/outcomes.journal")
  }

  /// One outcome, readable by its owner alone.
  private func expectJournal(on bench: CommandBench) throws {
    let folder = journal(of: bench)
    let names = try folder.names()
    #expect(names.count == 1)
    for name in names {
      #expect(try File("\(folder.path)/\(name)").attributes().mode == 0o600)
    }
    #expect(try File(folder.path).attributes().mode == 0o700)
  }

  /// The intent of the revoke as `audit list` prints it.
  private func record(on bench: CommandBench) async throws -> Substring {
    let list = try await bench.run("audit", "list", "--format", "ndjson")
    return try #require(
      list.lines.first { $0.contains(Self.ticket) && $0.contains(#""type":"session.revoke""#) }
    )
  }
}
