/// One cell of the emulated screen.
package struct ScreenCell: Hashable, Sendable {
  /// Base and marks; a space where nothing was written.
  package var text: String
  /// 2 for the left half of a wide character.
  package var width: Int
  package var isBold: Bool
  package var isItalic: Bool
  package var isReverse: Bool
  package var isUnderlined: Bool
  /// A palette index; nil is the terminal's own colour.
  package var foreground: Int?
  package var background: Int?
}
