import ConsoleScreen

extension Model {
  /// Draws list and detail side by side, or the one that is open where there is room for one.
  func drawPanes(
    into frame: inout Frame,
    isDetailOpen: Bool,
    hasDetailFocus: Bool,
    list: (inout Frame, Rect) -> Void,
    detail: (inout Frame, Rect) -> Void
  ) {
    guard layout.isSplit else {
      return isDetailOpen ? detail(&frame, layout.body) : list(&frame, layout.body)
    }
    list(&frame, layout.list)
    for row in layout.body.row..<layout.body.endRow {
      frame.put(
        String(shell.glyphs.vertical),
        row: row,
        column: layout.list.endColumn,
        role: hasDetailFocus ? .borderFocus : .border
      )
    }
    detail(&frame, layout.detail)
  }
}
