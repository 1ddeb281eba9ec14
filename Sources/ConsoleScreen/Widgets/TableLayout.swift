/// Which columns of a table are shown in a width, and where.
package struct TableLayout: Equatable, Sendable {
  /// A column in its place; `column` counts cells from the table's left edge.
  package struct Slot: Equatable, Sendable {
    package var index: Int
    package var column: Int
    package var width: Int
  }

  /// Cells left of the first column: mark, cursor, space.
  package static let gutter = 3
  static let gap = 2

  package let slots: [Slot]
  /// How many columns there was no room for.
  package let dropped: Int

  /// Drops columns by priority until the rest fits, then shares out what is left.
  package init(columns: [TableColumn], width: Int) {
    let room = max(0, width - Self.gutter)
    var kept = Array(columns.indices)
    while Self.extent(kept.map { columns[$0].minimum }) > room {
      let candidates = kept.filter { columns[$0].priority > 0 }
      guard
        let last = candidates.max(by: {
          (columns[$0].priority, $0) < (columns[$1].priority, $1)
        })
      else { break }
      kept.removeAll { $0 == last }
    }
    var widths = kept.map { columns[$0].minimum }
    var spare = max(0, room - Self.extent(widths))
    while spare > 0 {
      let growing = widths.indices.filter { columns[kept[$0]].canGrow(beyond: widths[$0]) }
      guard !growing.isEmpty else { break }
      for place in growing.prefix(spare) { widths[place] += 1 }
      spare -= min(spare, growing.count)
    }
    var slots: [Slot] = []
    var column = Self.gutter
    for (place, index) in kept.enumerated() {
      let visible = min(widths[place], max(0, width - column))
      if visible > 0 { slots.append(Slot(index: index, column: column, width: visible)) }
      column += widths[place] + Self.gap
    }
    self.slots = slots
    dropped = columns.count - slots.count
  }

  private static func extent(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + gap * max(0, widths.count - 1)
  }
}
