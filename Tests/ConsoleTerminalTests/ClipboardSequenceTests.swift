import ConsoleTerminal
import Testing

@Suite("Clipboard sequence")
struct ClipboardSequenceTests {
  private func text(_ text: String, tmux: Bool = false) -> String? {
    ClipboardSequence.bytes(for: text, isInsideTmux: tmux).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  @Test(
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("日本", "5pel5pys"),
    ])
  func encodesAsBase64(_ plain: String, _ encoded: String) {
    #expect(text(plain) == "\u{1B}]52;c;\(encoded)\u{07}")
  }

  @Test func asksTmuxInBothWays() {
    let plain = "\u{1B}]52;c;Zg==\u{07}"
    let passedThrough = "\u{1B}Ptmux;\u{1B}\u{1B}]52;c;Zg==\u{07}\u{1B}\\"
    #expect(text("f", tmux: true) == plain + passedThrough)
  }

  @Test func refusesWhatTerminalsWouldCut() {
    #expect(text(String(repeating: "a", count: 56_244)) != nil)
    #expect(text(String(repeating: "a", count: 56_246)) == nil)
  }
}
