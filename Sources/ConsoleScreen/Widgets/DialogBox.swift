import ConsoleText

/// A bordered box over the screen; one for a dangerous action has a double border in every theme.
package struct DialogBox: Hashable, Sendable {
  package var title: String
  /// Stands right in the upper border: the server and environment that are meant.
  package var note: String
  package var isDangerous: Bool

  /// Makes a box.
  package init(title: String, note: String = "", isDangerous: Bool = false) {
    self.title = title
    self.note = note
    self.isDangerous = isDangerous
  }

  /// Draws border and background and answers the room inside, a column away from the border.
  @discardableResult
  package func draw(into frame: inout Frame, _ rect: Rect, glyphs: Glyphs) -> Rect {
    guard rect.columns >= 4, rect.rows >= 2 else { return rect.inset(columns: 2, rows: 1) }
    let role = isDangerous ? Role.dialogDanger : .borderFocus
    frame.fill(rect, role: .dialog)
    let across = isDangerous ? glyphs.doubleHorizontal : glyphs.horizontal
    let down = isDangerous ? glyphs.doubleVertical : glyphs.vertical
    let edge = String(repeating: across, count: rect.columns - 2)
    let bottom = rect.endRow - 1
    frame.put(
      String(corner(.topLeft, glyphs)) + edge,
      row: rect.row,
      column: rect.column,
      role: role
    )
    frame.put(
      String(corner(.topRight, glyphs)),
      row: rect.row,
      column: rect.endColumn - 1,
      role: role
    )
    frame.put(
      String(corner(.bottomLeft, glyphs)) + edge + String(corner(.bottomRight, glyphs)),
      row: bottom,
      column: rect.column,
      role: role
    )
    for row in (rect.row + 1)..<max(rect.row + 1, bottom) {
      frame.put(String(down), row: row, column: rect.column, role: role)
      frame.put(String(down), row: row, column: rect.endColumn - 1, role: role)
    }
    drawTitles(into: &frame, rect, glyphs)
    return rect.inset(columns: 2, rows: 1)
  }

  private func drawTitles(into frame: inout Frame, _ rect: Rect, _ glyphs: Glyphs) {
    let room = rect.columns - 4
    guard room > 2 else { return }
    let left = " " + Truncation.end(title, to: room - 2, alphabet: glyphs.alphabet) + " "
    let used = frame.put(
      left,
      row: rect.row,
      column: rect.column + 2,
      role: isDangerous ? .dialogDanger : .title
    )
    let rest = room - used - 1
    guard !note.isEmpty, rest > 4 else { return }
    let right = " " + Truncation.end(note, to: rest - 2, alphabet: glyphs.alphabet) + " "
    frame.put(
      right,
      row: rect.row,
      column: rect.endColumn - 2 - CharacterWidth.of(right),
      role: isDangerous ? .dialogDanger : .title
    )
  }

  private enum Corner { case topLeft, topRight, bottomLeft, bottomRight }

  private func corner(_ corner: Corner, _ glyphs: Glyphs) -> Character {
    if isDangerous, glyphs.isASCII { return "#" }
    return switch corner {
    case .topLeft: isDangerous ? "╔" : glyphs.topLeft
    case .topRight: isDangerous ? "╗" : glyphs.topRight
    case .bottomLeft: isDangerous ? "╚" : glyphs.bottomLeft
    case .bottomRight: isDangerous ? "╝" : glyphs.bottomRight
    }
  }
}
