import ConsoleText

/// A line of text being edited: a value that keys change and a frame shows.
package struct TextField: Hashable, Sendable {
  package private(set) var text: String
  /// Characters before the cursor.
  package private(set) var cursor: Int
  /// The most characters it takes.
  package let limit: Int

  /// Starts with a text and the cursor at its end.
  package init(_ text: String = "", limit: Int = 512) {
    self.limit = limit
    self.text = ""
    cursor = 0
    insert(text)
  }

  /// Inserts at the cursor; line breaks and other controls are dropped, a tab becomes a space.
  ///
  /// Pasted text comes this way too: whatever it holds, it can't press Enter.
  package mutating func insert(_ addition: some StringProtocol) {
    var clean = ""
    for scalar in addition.unicodeScalars {
      switch scalar.value {
      case 0x09: clean += " "
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: continue
      default: clean.unicodeScalars.append(scalar)
      }
    }
    let room = max(0, limit - text.count)
    let before = String(text.prefix(cursor)) + clean.prefix(room)
    let after = text.dropFirst(cursor)
    text = before + after
    // A combining mark joins the character before it: count again.
    cursor = min(before.count, text.count)
  }

  /// Replaces everything and puts the cursor at the end.
  package mutating func replace(with text: String) { self = TextField(text, limit: limit) }

  /// Applies an editing key; false for a key that means nothing to a field.
  package mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .backspace: delete(from: cursor - 1, to: cursor)
    case .delete: delete(from: cursor, to: cursor + 1)
    case .control("w"): delete(from: wordStart, to: cursor)
    case .control("u"): delete(from: 0, to: cursor)
    case .control("k"): delete(from: cursor, to: text.count)
    default: return false
    }
    return true
  }

  private mutating func delete(from start: Int, to end: Int) {
    let start = max(0, start)
    guard start < min(end, text.count) else { return }
    let before = String(text.prefix(start))
    text = before + text.dropFirst(end)
    cursor = min(before.count, text.count)
  }

  private var wordStart: Int {
    let before = text.prefix(cursor)
    let trailing = before.reversed().prefix { $0 == " " }.count
    let word = before.dropLast(trailing).reversed().prefix { $0 != " " }.count
    return before.count - trailing - word
  }

  /// Draws the part around the cursor in one row and puts the frame's cursor there when focused.
  package func draw(
    into frame: inout Frame,
    _ rect: Rect,
    isFocused: Bool,
    role: Role = .input,
    glyphs: Glyphs
  ) {
    guard !rect.isEmpty else { return }
    frame.fill(Rect(row: rect.row, column: rect.column, columns: rect.columns, rows: 1), role: role)
    let shown = text.map { SafeText.of(String($0), alphabet: glyphs.alphabet) }
    var place = shown.prefix(cursor).reduce(0) { $0 + CharacterWidth.of($1) }
    // Scroll by whole characters until the cursor, itself one cell wide, is in view.
    var start = 0
    while place > rect.columns - 1, start < cursor {
      place -= CharacterWidth.of(shown[start])
      start += 1
    }
    frame.put(
      shown.dropFirst(start).joined(),
      row: rect.row,
      column: rect.column,
      role: role,
      limit: rect.columns
    )
    if isFocused { frame.cursor = Position(row: rect.row, column: rect.column + place) }
  }
}
