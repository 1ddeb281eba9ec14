import TerminalHarness
import Testing

/// The counters of the demo backend, from the list to one of them and back.
@Suite(.timeLimit(.minutes(5)))
struct LimitsJourneyTests {
  @Test(arguments: [(80, 24), (120, 40)])
  func countersAreListedFilteredAndOpened(_ columns: Int, _ rows: Int) async throws {
    let backend = try await SharedBackend.backend()
    try await withConsole(on: backend, size: (columns, rows)) { console in
      try await console.see("scanned, complete")
      await console.press("3")
      try await console.see("[3 Limits]", "USED/LIMIT", "scanned, complete")
      await console.press("/", "limiter:waitlist", Keys.enter, Keys.enter)
      try await console.see("limiter", "rule", "tries in", "403, not 429")
      await console.press(Keys.escape, "c")
      try await console.see("Refused per minute")
      await console.press(":", "quit", Keys.enter)
      try await console.ends(as: .status(0))
    }
  }
}
