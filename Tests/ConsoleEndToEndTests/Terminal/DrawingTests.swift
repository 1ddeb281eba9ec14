import TerminalHarness
import Testing

/// The same console on lesser terminals, and on none too large.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct DrawingTests {
  private func withOpenConsole(
    _ arguments: [String] = [],
    size: ConsoleUnderTest.Size = (80, 24),
    environment: [String: String] = [:],
    _ body: (ConsoleUnderTest) async throws -> Void
  ) async throws {
    let backend = try await SharedBackend.backend()
    try await withConsole(arguments, on: backend, size: size, environment: environment) { console in
      try await console.see("Sessions")
      try await body(console)
    }
  }

  @Test(arguments: [["--ascii"], []])
  func asciiAloneIsWrittenWhereThereIsNothingElse(_ arguments: [String]) async throws {
    let locale = arguments.isEmpty ? "C" : "C.UTF-8"
    try await withOpenConsole(arguments, environment: ["LC_ALL": locale]) { console in
      try await console.see("scanned, complete", "> ")
      await console.press("?")
      try await console.see("HELP", "+-")
      await console.press(Keys.escape, "8")
      try await console.see("latency")
      await console.drain()
      #expect(await console.output.allSatisfy { $0 < 0x80 })
    }
  }

  @Test func noColorMeansNoColor() async throws {
    try await withOpenConsole(environment: ["NO_COLOR": "1"]) { console in
      try await console.see("scanned, complete", "RO", "PROD")
      let colors = await String(decoding: console.output, as: UTF8.self)
        .matches(of: /\u{1B}\[[0-9;]*m/)
        .flatMap { $0.output.dropFirst(2).dropLast().split(separator: ";") }
        .compactMap { Int($0) }
        .filter { (30...38).contains($0) || (40...48).contains($0) || (90...107).contains($0) }
      #expect(colors.isEmpty)
      // The cursor is seen all the same.
      try await console.see("▸")
      let row = try #require(await console.row(of: "▸"))
      #expect(await console.cell(row: row, column: 5).isReverse)
    }
  }

  @Test func thereIsColorOtherwise() async throws {
    try await withOpenConsole { console in
      try await console.see("scanned, complete")
      try await console.see("▸")
      let row = try #require(await console.row(of: "▸"))
      #expect(await console.cell(row: row, column: 5).background != nil)
    }
  }

  @Test func theSmallestSizeShowsTheList() async throws {
    try await withOpenConsole(size: (60, 16)) { console in
      try await console.see("scanned, complete", "USER", "EXPIRES", "? help")
    }
  }

  @Test func aTerminalTooSmallSaysSoAndGoesOn() async throws {
    try await withOpenConsole { console in
      try await console.see("scanned, complete")
      await console.resize((40, 10))
      try await console.see("terminal too small (40x10), need 60x16")
      await console.press("8")
      await console.resize((1, 1))
      await console.resize((80, 24))
      try await console.see("latency")
      await console.press("q")
      try await console.see("scanned, complete")
      await console.press("q")
      try await console.ends(as: .status(0))
    }
  }

  @Test func manyResizesAtOnceEndAtTheLast() async throws {
    try await withOpenConsole { console in
      try await console.see("scanned, complete")
      for step in 0..<40 { await console.resize((60 + step * 3, 16 + step)) }
      await console.resize((132, 43))
      try await console.see("the hints on the last row") { screen in
        screen.lines.last?.contains("? help") == true && screen.lines.count == 43
      }
      #expect(await console.row(of: "Sessions ") ?? 0 < 3)
    }
  }

  @Test func wideCharactersKeepTheColumns() async throws {
    try await withBackend { backend in
      let agent = "日本語ブラウザ 1.0"
      try await backend.addSession("wide0000-0a9b8c7d6e5f4031", user: "wide", agent: agent)
      try await withConsole(on: backend, size: (160, 40)) { console in
        try await console.see("scanned, complete")
        await console.press("/", "user:wide", Keys.enter)
        try await console.see("1 shown", agent)
        await console.press(Keys.enter)
        try await console.see("session wide0000")
        // The rule between list and detail stands in one column on every row.
        let rules = await console.lines.dropFirst(4).prefix(20).compactMap { line in
          line.firstIndex(of: "│").map { column(of: $0, in: line) }
        }
        #expect(rules.count == 20)
        #expect(Set(rules).count == 1, "\(rules)")
      }
    }
  }

  /// Cells before an index; the characters of this test are CJK or narrow.
  private func column(of index: String.Index, in line: String) -> Int {
    line[..<index].unicodeScalars.reduce(0) { $0 + ((0x3000...0x9FFF).contains($1.value) ? 2 : 1) }
  }
}
