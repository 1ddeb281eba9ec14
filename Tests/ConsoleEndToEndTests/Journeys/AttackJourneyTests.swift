import TerminalHarness
import Testing

/// An attack on a live demo, as an operator meets it.
@Suite(.timeLimit(.minutes(5)))
struct AttackJourneyTests {
  @Test func anAttackIsOnEveryScreenAndItsSourceIsNamed() async throws {
    try await withConsole(
      ["demo", "--attack", "--sessions", "50"],
      size: (120, 40),
      environment: DemoLifeTests.mongod
    ) { console in
      try await console.see("[2 Sessions]", within: .seconds(120))
      try await console.see("AL-2 198.51.100.23", "(3)", within: .seconds(60))
      await console.press("3")
      try await console.see("Refused per minute", "top source 198.51.100.0/24", "from access.log")
      try await console.see("from counters beyond their limit")
      await console.press("c", "t")
      try await console.see("top talkers by address", "198.51.100.23")
      await console.press(":", "quit", Keys.enter)
      try await console.ends(as: .status(0))
    }
  }
}
