import ConsoleTerminal
import ConsoleText
import Testing

@Suite("Widths of the C library")
struct SystemWidthTests {
  @Test func agreeForEveryScalarThatSafeTextShows() {
    #expect(TerminalLocale.adoptUTF8())
    var disagreements: [String] = []
    for value in UInt32(0)..<0x110000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      // A mark needs a base to be shown on.
      let text = CharacterWidth.of(scalar) == 0 ? "a\(scalar)" : "\(scalar)"
      guard SafeText.of(text).unicodeScalars.last == scalar else { continue }
      guard SystemCharacterWidth.of(scalar) != CharacterWidth.of(scalar) else { continue }
      disagreements.append(String(value, radix: 16))
    }
    #expect(disagreements == [])
  }

  @Test func everythingTheLibraryCannotPrintIsMadeVisible() {
    #expect(TerminalLocale.adoptUTF8())
    var hidden: [String] = []
    for value in UInt32(0)..<0x110000 {
      guard let scalar = Unicode.Scalar(value), SystemCharacterWidth.of(scalar) < 0 else {
        continue
      }
      if SafeText.of("a\(scalar)").unicodeScalars.contains(scalar) {
        hidden.append(String(value, radix: 16))
      }
    }
    #expect(hidden == [])
  }
}
