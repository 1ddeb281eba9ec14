import CVTerm

/// A terminal emulator's screen (libvterm), fed with a program's output.
///
/// Not thread-safe: belongs to the test that made it.
@safe
package final class EmulatedScreen {
  private let terminal: OpaquePointer
  private let screen: OpaquePointer
  package private(set) var rows: Int
  package private(set) var columns: Int

  init(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    unsafe terminal = vterm_new(Int32(rows), Int32(columns))
    unsafe vterm_set_utf8(terminal, 1)
    unsafe screen = vterm_obtain_screen(terminal)
    unsafe vterm_screen_enable_altscreen(screen, 1)
    unsafe vterm_screen_reset(screen, 1)
  }

  deinit { unsafe vterm_free(terminal) }

  /// Takes output and answers what the terminal replies to queries in it.
  func take(_ bytes: [UInt8]) -> [UInt8] {
    unsafe bytes.withUnsafeBytes { raw in
      _ = unsafe vterm_input_write(
        terminal,
        raw.bindMemory(to: CChar.self).baseAddress,
        bytes.count
      )
    }
    var reply = [CChar](repeating: 0, count: 1024)
    let count = unsafe vterm_output_read(terminal, &reply, reply.count)
    return reply.prefix(count).map { UInt8(bitPattern: $0) }
  }

  func resize(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    unsafe vterm_set_size(terminal, Int32(rows), Int32(columns))
  }

  /// The rows as text, without the spaces at their ends.
  package var lines: [String] {
    (0..<rows).map { row in
      var line = ""
      var column = 0
      while column < columns {
        let cell = self[row, column]
        line += cell.text
        column += max(1, cell.width)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The rows as one text.
  package var text: String { lines.joined(separator: "\n") }

  /// Whether a text stands anywhere on the screen.
  package func contains(_ text: String) -> Bool { lines.contains { $0.contains(text) } }

  /// A cell inside the screen.
  package subscript(row: Int, column: Int) -> ScreenCell {
    var cell = cvterm_cell()
    unsafe cvterm_get_cell(screen, Int32(row), Int32(column), &cell)
    let scalars = [
      cell.chars.0, cell.chars.1, cell.chars.2, cell.chars.3, cell.chars.4, cell.chars.5,
    ]
    var text = ""
    for scalar in scalars.prefix(while: { $0 != 0 }) {
      text.unicodeScalars.append(Unicode.Scalar(scalar) ?? " ")
    }
    return ScreenCell(
      text: text.isEmpty ? " " : text,
      width: Int(cell.width),
      isBold: cell.is_bold != 0,
      isItalic: cell.is_italic != 0,
      isReverse: cell.is_reverse != 0,
      isUnderlined: cell.is_underlined != 0,
      foreground: cell.foreground < 0 ? nil : Int(cell.foreground),
      background: cell.background < 0 ? nil : Int(cell.background)
    )
  }
}
