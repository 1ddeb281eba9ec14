import ConsoleSystem
import TerminalHarness
import Testing

/// What leaves the console by the clipboard and by a file.
@Suite(.timeLimit(.minutes(5)))
struct TakeAwayTests {
  private static let sid = "takeaway-0a9b8c7d6e5f40312233445566778899"

  @Test func copyAndExportHoldNoSessionIDAndNoClearName() async throws {
    try await withBackend { backend in
      let user = try await backend.anyUser()
      try await backend.addSession(Self.sid, user: user, agent: "TakeAway/1.0")
      try await withConsole(on: backend) { console in
        try await console.see("scanned, complete")
        await console.press("/", "agent:TakeAway", Keys.enter)
        // The name is joined from MongoDB after the row is there.
        try await console.see("1 shown", "192.0.2.77", "•••@")
        try await copy(on: console)
        try await initialise(on: console)
        try await export(on: console)
        await console.press("q")
        try await console.ends(as: .status(0))
      }
    }
  }

  /// The clipboard gets the row as JSON, by OSC 52 (xterm control sequences).
  private func copy(on console: ConsoleUnderTest) async throws {
    await console.press("y")
    try await console.see("row as JSON")
    await console.press("j")
    try await console.see("copied")
    let output = await String(decoding: console.output, as: UTF8.self)
    let payload = try #require(output.firstMatch(of: /\u{1B}\]52;c;([A-Za-z0-9+\/=]+)\u{07}/)).1
    let text = String(decoding: base64(payload), as: UTF8.self)
    #expect(text.contains("TakeAway"))
    #expect(text.contains("•••@"))
    #expect(!text.contains(Self.sid))
  }

  private func initialise(on console: ConsoleUnderTest) async throws {
    await console.press("R")
    try await console.see("ELEVATE")
    await console.press("an export for the report", Keys.tab, "none yet", Keys.tab)
    try await console.see("none yet")
    try await console.agree("Elevate", with: Keys.enter)
    try await console.see("INITIALISE AUDIT STORE")
    try await console.agree("Initialise", with: Keys.right, Keys.enter)
    try await console.see("changes are possible")
  }

  private func export(on console: ConsoleUnderTest) async throws {
    let path = "\(console.home.path)/rows.csv"
    await console.press(":export csv path=\(path)", Keys.enter)
    try await console.see("rows.csv", "1 row")
    let file = File(path)
    #expect(try file.attributes().mode & 0o777 == 0o600)
    let lines = try String(decoding: file.read(limit: 1 << 20), as: UTF8.self).split(
      separator: "\r\n"
    )
    #expect(lines.count == 2)
    #expect(lines.last?.contains("•••@") == true)
    #expect(lines.last?.contains("TakeAway") == true)
    #expect(!lines.contains { $0.contains(Self.sid) })
  }

  /// RFC 4648, section 4; the product only encodes.
  private func base64(_ text: Substring) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var bits = 0
    var count = 0
    var bytes: [UInt8] = []
    for value in text.compactMap({ alphabet.firstIndex(of: $0) }) {
      (bits, count) = ((bits << 6 | value) & 0xFFFF, count + 6)
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> count))
    }
    return bytes
  }
}
