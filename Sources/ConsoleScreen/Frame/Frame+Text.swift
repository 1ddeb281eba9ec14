extension Frame {
  /// What a reader sees, a line a row, without the spaces at its end.
  package var lines: [String] {
    (0..<size.rows).map { row in
      var line = ""
      for cell in self.row(row) where cell.width > 0 { line.append(cell.character) }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The lines as one text, for comparison with a screen written in a test.
  package var text: String { lines.joined(separator: "\n") }

  /// Where each role but `text` stands: `row:first-last role`, a run a line.
  package var roleMap: String {
    var runs: [String] = []
    for row in 0..<size.rows {
      var column = 0
      while column < size.columns {
        let role = self[row, column].role
        let start = column
        while column < size.columns, self[row, column].role == role { column += 1 }
        if role != .text { runs.append("\(row):\(start)-\(column - 1) \(role.rawValue)") }
      }
    }
    return runs.joined(separator: "\n")
  }
}
