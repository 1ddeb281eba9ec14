import ConsoleSystem
import ConsoleText

/// Columns as wide as their longest cell, for people who read a terminal or a pipe.
enum TextTable {
  /// Prints a header and rows; every cell must be sanitised.
  static func print(_ rows: [[String]], titles: [String]) {
    var widths = titles.map(CharacterWidth.of)
    for row in rows {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], CharacterWidth.of(cell))
      }
    }
    var text = ""
    for row in [titles] + rows {
      var line = ""
      for (column, cell) in row.enumerated() {
        line += cell
        if column < row.count - 1 {
          line += String(
            repeating: " ",
            count: widths[column] - CharacterWidth.of(cell) + 2
          )
        }
      }
      text += line + "\n"
      if text.utf8.count > 1 << 16 {
        StandardStream.output.write(text)
        text = ""
      }
    }
    StandardStream.output.write(text)
  }
}
