import TerminalHarness
import Testing

/// What clients put into a session never reaches the terminal as anything but text.
@Suite(.timeLimit(.minutes(5)))
struct HostileDataTests {
  /// Sequences that write the clipboard, set the title, ask for a report, or turn text around.
  private static let agents = [
    #"\u001b]52;c;b3duZWQ=\u0007"#, #"\u001bP$q\"p\u001b\\"#, #"\u009b2J\u009d0;owned\u009c"#,
    #"\u001b]0;owned\u0007\u001b[6n"#, #"\u202eowned\u2066"#,
  ]

  @Test(arguments: [(80, 24), (160, 40)])
  func sequencesInDataAreShownAndNotSent(_ columns: Int, _ rows: Int) async throws {
    try await withBackend { backend in
      for (number, agent) in Self.agents.enumerated() {
        try await backend.addSession(
          "hostile\(number)-0a9b8c7d6e5f4031",
          user: "owned",
          agent: "Hostile \(agent)",
          age: .seconds(Self.agents.count - number)
        )
      }
      try await withConsole(on: backend, size: (columns, rows)) { console in
        try await console.see("scanned, complete")
        await console.press("/", "agent:Hostile")
        try await console.see("\(Self.agents.count) shown", "192.0.2.77")
        // The cursor follows its record, and that may be any of them: it depends on which came first.
        await console.press(Keys.enter, "g")
        try await console.see("row 1/\(Self.agents.count)")
        for number in Self.agents.indices.reversed() {
          await console.press(Keys.enter)
          try await console.see("session hostile\(number)…")
          await console.press(Keys.escape)
          try await console.see("the list") { $0.contains("USER") }
          await console.press("j")
        }
        await console.press("q", "q", "q")
        try await console.ending()
        let output = await console.output
        for introducer in ["\u{1B}]", "\u{1B}P", "\u{1B}[6n", "\u{1B}_", "\u{1B}^", "\u{1B}X"] {
          #expect(
            output.firstRange(of: Array(introducer.utf8)) == nil,
            "\(introducer.debugDescription)"
          )
        }
        let scalars = String(decoding: output, as: UTF8.self).unicodeScalars
        #expect(!scalars.contains { (0x80...0x9F).contains($0.value) })
        #expect(!scalars.contains { (0x202A...0x202E).contains($0.value) })
        #expect(!scalars.contains { (0x2066...0x2069).contains($0.value) })
      }
    }
  }
}
