package import ConsoleText

/// One column of a table: what stands above it and how it gives way when there is little room.
package struct TableColumn: Hashable, Sendable {
  /// How many cells it takes.
  package enum Width: Hashable, Sendable {
    case fixed(Int)
    /// At least this many, and a share of what is left, up to a maximum where there is one.
    case flexible(minimum: Int, maximum: Int? = nil)
  }

  /// Which part of a text that is too long is shown.
  package enum Cut: Hashable, Sendable {
    case end
    /// Start and end stay: for ids.
    case middle
    /// The end stays, and a little of the start: for keys, which begin alike.
    case beginning
  }

  package var title: String
  package var width: Width
  /// The column with the highest number is dropped first; 0 never is.
  package var priority: Int
  package var alignment: TextAlignment
  package var cut: Cut

  /// Makes a column.
  package init(
    _ title: String,
    width: Width,
    priority: Int = 0,
    alignment: TextAlignment = .leading,
    cut: Cut = .end
  ) {
    self.title = title
    self.width = width
    self.priority = priority
    self.alignment = alignment
    self.cut = cut
  }

  var minimum: Int {
    switch width {
    case .fixed(let cells): max(0, cells)
    case .flexible(let minimum, _): max(0, minimum)
    }
  }

  /// Whether a cell more than `width` would be of use.
  func canGrow(beyond width: Int) -> Bool {
    switch self.width {
    case .fixed: false
    case .flexible(_, let maximum): maximum.map { width < $0 } ?? true
    }
  }
}
