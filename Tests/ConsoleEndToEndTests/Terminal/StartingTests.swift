import TerminalHarness
import Testing

/// A console that can't open says so in one line and touches nothing.
@Suite(.timeLimit(.minutes(5)))
struct StartingTests {
  /// No servers are needed for these.
  private static let nowhere = [
    "REDIS_URL": "redis://127.0.0.1:1", "MONGO_URI": "mongodb://127.0.0.1:1", "MONGO_DB": "app",
  ]

  @Test(arguments: ["no-such-terminal", ""])
  func anUnknownTerminalIsRefusedInOneLine(_ type: String) async throws {
    let environment = Self.nowhere.merging(["TERM": type]) { $1 }
    try await withConsole(environment: environment) { console in
      try await console.ends(as: .status(2))
      let lines = await console.lines.filter { !$0.isEmpty }
      #expect(await console.output.split(separator: UInt8(ascii: "\n")).count == 1, "\(lines)")
      #expect(lines.joined().contains("TERM"))
      #expect(await !console.output.contains(0x1B))
      #expect(await console.modes == console.modesBefore)
    }
  }

  @Test(arguments: ["holdfast < /dev/null", "holdfast | cat"])
  func aPipeIsRefusedWithAHint(_ line: String) async throws {
    let command = line.replacing("holdfast", with: BuiltProduct.path("holdfast"))
    try await withConsole(
      ["-c", "set -o pipefail; \(command)"],
      environment: Self.nowhere,
      program: "/bin/bash"
    ) { console in
      try await console.ends(as: .status(2))
      #expect(await console.text.contains("needs a terminal"))
      #expect(await console.text.contains("sessions list"))
    }
  }

  @Test func usageErrorsExitBeforeTheScreen() async throws {
    try await withConsole(["--no-such-flag"], environment: Self.nowhere) { console in
      try await console.ends(as: .status(64))
      #expect(await !console.output.contains(0x1B))
    }
  }
}
