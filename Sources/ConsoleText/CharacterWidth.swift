/// How many terminal cells text takes: the sum over its scalars, as terminals and ncurses count.
///
/// A cluster can therefore be wider than two cells (a Devanagari conjunct, a flag);
/// `TextCells` cuts text into what fits one cell.
package enum CharacterWidth {
  /// 0, 1 or 2 cells; agrees with the C library's `wcwidth` for every scalar `SafeText` lets through.
  package static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    if value < 0x1100 { return WidthTable.contains(value, in: WidthTable.zero) ? 0 : 1 }
    if WidthTable.contains(value, in: WidthTable.wide) { return 2 }
    return WidthTable.contains(value, in: WidthTable.zero) ? 0 : 1
  }

  /// The cells of one grapheme cluster.
  package static func of(_ character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars { width += of(scalar) }
    return width
  }

  /// The cells of a text, which holds no control characters.
  package static func of(_ text: some StringProtocol) -> Int {
    var width = 0
    for scalar in text.unicodeScalars { width += of(scalar) }
    return width
  }
}
