import ConsoleText

/// Breaking text into lines of a width.
package enum Wrap {
  /// Lines of at most `cells`, broken at spaces; a longer word is cut where the line ends.
  ///
  /// An empty text is one empty line.
  package static func lines(_ text: some StringProtocol, cells: Int) -> [String] {
    guard cells > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let width = CharacterWidth.of(word)
      if used > 0, used + 1 + width <= cells {
        line += " " + word
        used += 1 + width
        continue
      }
      if used > 0 { lines.append(line) }
      (line, used) = ("", 0)
      for (character, width) in TextCells(word) {
        if used + width > cells, used > 0 {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(width > cells ? "?" : character)
        used += min(width, cells)
      }
    }
    return lines + (used > 0 || lines.isEmpty ? [line] : [])
  }
}
