import ConsoleText

/// One line of a tree, such as a JSON document.
package struct TreeLine: Hashable, Sendable {
  /// Whether the line has children and shows them.
  package enum Fold: Hashable, Sendable {
    case leaf
    case expanded
    case collapsed
  }

  /// 0 at the root.
  package var depth: Int
  package var fold: Fold
  package var spans: [Span]

  /// Makes a line.
  package init(depth: Int, fold: Fold = .leaf, _ spans: [Span]) {
    self.depth = depth
    self.fold = fold
    self.spans = spans
  }
}

/// Indented lines with a cursor; asks for the lines in view only.
package struct Tree {
  package var count: Int
  package var scroll: ScrollState
  /// Whether the line of the cursor is highlighted.
  package var isFocused: Bool

  /// Makes a tree of `count` lines.
  package init(count: Int, scroll: ScrollState, isFocused: Bool = false) {
    self.count = count
    self.scroll = scroll
    self.isFocused = isFocused
  }

  /// Draws the lines in view, two cells of indentation a level, at most half of the width.
  package func draw(
    into frame: inout Frame,
    _ rect: Rect,
    glyphs: Glyphs,
    line: (Int) -> TreeLine
  ) {
    for (offset, index) in scroll.visible(count: count, height: rect.rows).enumerated() {
      let line = line(index)
      let row = rect.row + offset
      let indent = min(2 * max(0, line.depth), rect.columns / 2)
      let marker: Character =
        switch line.fold {
        case .leaf: " "
        case .expanded: glyphs.expanded
        case .collapsed: glyphs.collapsed
        }
      let spans = [Span("\(marker) ", .textDim)] + line.spans
      frame.put(
        spans,
        row: row,
        column: rect.column + indent,
        limit: rect.columns - indent,
        glyphs: glyphs
      )
      guard isFocused, index == scroll.cursor else { continue }
      frame.paint(
        Rect(row: row, column: rect.column, columns: rect.columns, rows: 1),
        role: .rowCursor
      )
    }
  }
}
