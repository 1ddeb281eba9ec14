import ConsoleText

/// Labels with their values below each other, the values aligned.
package struct FieldList: Hashable, Sendable {
  /// A label and its value.
  package struct Field: Hashable, Sendable {
    package var label: String
    package var value: [Span]

    /// Makes a field.
    package init(_ label: String, _ value: [Span]) {
      self.label = label
      self.value = value
    }

    /// Makes a field with a value in one role.
    package init(_ label: String, _ value: String, _ role: Role = .text) {
      self.init(label, [Span(value, role)])
    }
  }

  package var fields: [Field]

  /// Makes a list.
  package init(_ fields: [Field]) { self.fields = fields }

  /// Draws as many fields as there are rows, from `offset`, and answers the rows used.
  @discardableResult
  package func draw(
    into frame: inout Frame,
    _ rect: Rect,
    offset: Int = 0,
    glyphs: Glyphs
  ) -> Int {
    let widest = fields.reduce(0) { max($0, CharacterWidth.of($1.label)) }
    let labels = min(widest, rect.columns / 2)
    let shown = fields.dropFirst(max(0, offset)).prefix(rect.rows)
    for (line, field) in shown.enumerated() {
      let row = rect.row + line
      frame.put(
        Truncation.end(field.label, to: labels, alphabet: glyphs.alphabet),
        row: row,
        column: rect.column,
        role: .textDim
      )
      frame.put(
        field.value,
        row: row,
        column: rect.column + labels + 2,
        limit: rect.columns - labels - 2,
        glyphs: glyphs
      )
    }
    return shown.count
  }
}
