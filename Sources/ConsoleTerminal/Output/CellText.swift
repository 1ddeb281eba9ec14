import ConsoleScreen
import ConsoleText

/// A cell's character as it can be drawn here: in the terminal's alphabet, with curses' widths.
///
/// A libc newer or older than the width table may disagree on a character: `?` stands in for it, as
/// a line that is a cell too long would shift everything after it.
enum CellText {
  /// The scalars to draw from the cell's left edge, and whether a blank must fill its right half.
  static func of(_ cell: Cell, isASCII: Bool) -> (scalars: [Unicode.Scalar], isPadded: Bool) {
    let scalars = Array(cell.character.unicodeScalars)
    if scalars.count == 1, scalars[0].isASCII { return (scalars, false) }
    if isASCII {
      let standIn = ASCIIFallback.of(cell.character)
      return (Array(standIn.unicodeScalars), cell.width == 2)
    }
    let widths = scalars.map { SystemCharacterWidth.of($0) }
    let isAgreed =
      widths.first == Int(cell.width) && widths.dropFirst().allSatisfy { $0 == 0 }
      && scalars.count <= 5
    return isAgreed ? (scalars, false) : (["?"], cell.width == 2)
  }
}
