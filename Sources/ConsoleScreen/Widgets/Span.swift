import ConsoleText

/// A piece of sanitised text in one role; a line is an array of them.
package struct Span: Hashable, Sendable {
  package var text: String
  package var role: Role

  /// Makes a span.
  package init(_ text: String, _ role: Role = .text) {
    self.text = text
    self.role = role
  }
}

extension Frame {
  /// Writes spans one after the other, cut with an ellipsis at `limit`, and answers the cells taken.
  @discardableResult
  package mutating func put(
    _ spans: [Span],
    row: Int,
    column: Int,
    limit: Int,
    glyphs: Glyphs
  ) -> Int {
    let isCut = spans.reduce(0) { $0 + CharacterWidth.of($1.text) } > limit
    let room = isCut ? limit - 1 : limit
    var used = 0
    var role = Role.text
    for span in spans where used < room {
      role = span.role
      used += put(span.text, row: row, column: column + used, role: role, limit: room - used)
    }
    guard isCut, limit > 0 else { return used }
    return used + put(String(glyphs.ellipsis), row: row, column: column + used, role: role)
  }
}
