import ConsoleText

/// Columns as wide as their longest cell, for people who read a terminal or a pipe.
enum TextTable {
  private static let chunk = 1 << 16

  /// Prints a header and rows.
  static func print(_ rows: [[String]], titles: [String]) throws {
    try print(count: rows.count, titles: titles) { rows[$0] }
  }

  /// Prints a header and `count` rows, each made twice instead of all kept: a store can hold millions.
  static func print(count: Int, titles: [String], row: (Int) -> [String]) throws {
    var widths = titles.map(CharacterWidth.of)
    for index in 0..<count {
      for (column, cell) in row(index).enumerated() {
        widths[column] = max(widths[column], CharacterWidth.of(SafeText.of(cell)))
      }
    }
    var text = line(titles, widths)
    for index in 0..<count {
      text += line(row(index).map { SafeText.of($0) }, widths)
      guard text.utf8.count > chunk else { continue }
      try DataOutput.write(text.utf8)
      text = ""
    }
    try DataOutput.write(text.utf8)
  }

  /// The cells at their columns; nothing behind the last that says something.
  private static func line(_ cells: [String], _ widths: [Int]) -> String {
    var line = ""
    var gap = 0
    for (cell, width) in zip(cells, widths) {
      if !cell.isEmpty {
        line += String(repeating: " ", count: gap) + cell
        gap = 0
      }
      gap += width - CharacterWidth.of(cell) + 2
    }
    return line + "\n"
  }
}
