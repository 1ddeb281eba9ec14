import ConsoleDemo
import ConsoleSystem
import ServerHarness
import TerminalHarness
import Testing

/// A revoke that can't be recorded is refused on the screen, with the reason and what helps.
@Suite(.timeLimit(.minutes(5)))
struct RefusedRevokeTests {
  @Test func aMongoDBThatDiedUnderTheDialogIsNamedAndNothingIsRevoked() async throws {
    let bench = try await CommandBench.start()
    do {
      try await refuse(on: bench)
    } catch {
      await bench.stop()
      throw error
    }
    await bench.stop()
  }

  private func refuse(on bench: CommandBench) async throws {
    let added = try await bench.addSessions(1)
    let mongod = try #require(bench.backend.demo.servers.processID(of: .mongod))
    try await withConsole(on: bench.backend, size: (120, 40)) { console in
      try await console.see("scanned, complete")
      await console.press("R")
      try await console.see("ELEVATE")
      await console.press("stolen laptop of a user", Keys.tab, "OPS-4730", Keys.tab)
      try await console.see("OPS-4730")
      try await console.agree("Elevate", with: Keys.enter)
      try await console.see("changes are possible")
      await console.press("/", "user:\(added.user)", Keys.enter)
      try await console.see("1 shown", "192.0.2.77")
      await console.press("a")
      try await console.see("revoke this session")
      await console.press("r")
      try await console.see("REVOKE 1 SESSION", "OPS-4730")
      try await console.agree("Revoke 1")
      try ProcessSignal.kill.send(to: mongod)
      await console.press(Keys.right, Keys.enter)
      try await console.see("REFUSED: NOTHING WAS CHANGED", "MongoDB", "What helps")
    }
    #expect(try await bench.remaining(added) == 1)
  }
}
