import ConsoleScreen
import Testing

@testable import ConsoleTerminal

@Suite("Input decoder")
struct InputDecoderTests {
  /// Events of pieces that arrive one after the other, nothing waiting between them.
  private func decoded(_ pieces: [UInt8]...) -> [TerminalEvent] {
    var decoder = InputDecoder()
    var events: [TerminalEvent] = []
    for piece in pieces {
      for byte in piece { events += decoder.take(Int32(byte)) }
      events += decoder.finish()
    }
    return events
  }

  @Test func readsCharactersAndControls() {
    #expect(
      decoded(Array("aé日😀\r\t\u{7F}\u{03}\u{1A}\u{1D}".utf8)) == [
        .key(.character("a")), .key(.character("é")), .key(.character("日")), .key(.character("😀")),
        .key(.enter), .key(.tab), .key(.backspace), .key(.control("c")), .key(.control("z")),
        .key(.control("]")),
      ]
    )
  }

  @Test func aCharacterMayArriveInPieces() {
    #expect(decoded([0xE6, 0x97], [0xA5]) == [.key(.character("日"))])
  }

  @Test func cursorKeysAreKnownInBothForms() {
    #expect(
      decoded(Array("\u{1B}[A\u{1B}OB\u{1B}[Z".utf8)) == [.key(.up), .key(.down), .key(.backTab)]
    )
  }

  @Test func bytesThatAreNoUTF8AreDropped() {
    #expect(decoded([0xFF, 0xC0, 0x80, 0x61]) == [.key(.character("a"))])
    #expect(decoded([0xE6, 0x97, 0x1B], [0x62]) == [.key(.escape), .key(.character("b"))])
  }

  @Test func escapeAloneIsAKeyAndAltIsTwo() {
    #expect(decoded([0x1B], [0x61]) == [.key(.escape), .key(.character("a"))])
    #expect(decoded([0x1B, 0x61]) == [.key(.escape), .key(.character("a"))])
    #expect(decoded([0x1B, 0x1B]) == [.key(.escape), .key(.escape)])
  }

  @Test(arguments: ["\u{1B}[1;5Z", "\u{1B}[I", "\u{1B}[?2026;2$y", "\u{1B}Oz", "\u{1B}[<0;3;4M"])
  func unknownSequencesTypeNothing(_ sequence: String) {
    #expect(decoded(Array(sequence.utf8) + [0x71]) == [.key(.character("q"))])
  }

  @Test func aReportMayArriveInPiecesAndTypesNothing() {
    let report = Array("\u{1B}[?2026;2$y".utf8)
    for cut in 3..<report.count {
      var decoder = InputDecoder()
      var events: [TerminalEvent] = []
      for piece in [report[..<cut], report[cut...], [0x71]] {
        for byte in piece { events += decoder.take(Int32(byte)) }
        events += decoder.finish()
      }
      #expect(events == [.key(.character("q"))], "cut at \(cut)")
      #expect(decoder.takeReports() == [ModeReport(sequence: Array("?2026;2$y".utf8))])
      #expect(decoder.takeReports() == [])
    }
  }

  @Test(arguments: ["?2026;5$y", "?2026$y", "2026;2$y", "?2026;2y", "?;2$y", "?2026;2;1$y"])
  func whatIsNoReportOfAModeIsNone(_ sequence: String) {
    #expect(ModeReport(sequence: Array(sequence.utf8)) == nil)
  }

  @Test func aReportThatEndsNeverTakesNoKeyOfAnother() {
    #expect(
      decoded(Array("\u{1B}[?20".utf8), [0x1B], [0x71]) == [.key(.escape), .key(.character("q"))]
    )
    #expect(
      decoded(Array("\u{1B}[?20".utf8), [0x0D], [0x71]) == [.key(.enter), .key(.character("q"))]
    )
  }

  @Test func aReportInsideAPasteIsPasted() {
    var decoder = InputDecoder()
    var events: [TerminalEvent] = []
    for byte in "\u{1B}[200~\u{1B}[?2026;2$y\u{1B}[201~".utf8 {
      events += decoder.take(Int32(byte))
    }
    #expect(events == [.paste("\u{1B}[?2026;2$y")])
    #expect(decoder.takeReports() == [])
  }

  @Test func aPasteIsOneEventWhateverItHolds() {
    let paste = Array("\u{1B}[200~yes\r\n\u{1B}[A\u{1B}q日\u{3}\u{1B}[201~x".utf8)
    let expected: [TerminalEvent] = [
      .paste("yes\r\n\u{1B}[A\u{1B}q日\u{3}"), .key(.character("x")),
    ]
    #expect(decoded(paste) == expected)
    for cut in 1..<paste.count - 1 where cut >= 6 {
      #expect(decoded(Array(paste[..<cut]), Array(paste[cut...])) == expected, "cut at \(cut)")
    }
  }

  @Test func aPasteIsBounded() throws {
    let long = [UInt8](repeating: 0x61, count: InputDecoder.pasteLimit + 10)
    let events = decoded(Array("\u{1B}[200~".utf8) + long + Array("\u{1B}[201~".utf8))
    guard case .paste(let text) = try #require(events.first) else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == InputDecoder.pasteLimit)
  }
}
