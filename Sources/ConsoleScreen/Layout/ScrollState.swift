/// A cursor in a long list and the part of it that is on the screen.
///
/// The list itself is not known here: every step is told its length and the rows in view.
package struct ScrollState: Hashable, Sendable {
  /// The first row in view.
  package private(set) var offset = 0
  /// The chosen row; 0 in an empty list.
  package private(set) var cursor = 0

  /// Starts at the top.
  package init() {}

  /// A list that shows from `top` on, moved as far as it must for the chosen row to be seen.
  package init(top: Int, choosing row: Int?, count: Int, height: Int) {
    scroll(by: top, count: count, height: height)
    if let row { place(row, count: count, height: height) }
  }

  /// Moves the cursor, stopping at the ends.
  package mutating func move(by step: Int, count: Int, height: Int) {
    let (moved, overflow) = cursor.addingReportingOverflow(step)
    place(overflow ? (step < 0 ? 0 : .max) : moved, count: count, height: height)
  }

  /// Puts the cursor on a row, or on the nearest that exists.
  package mutating func place(_ row: Int, count: Int, height: Int) {
    cursor = min(max(0, row), max(0, count - 1))
    keepInView(count: count, height: height)
  }

  /// Corrects both after the list or the view changed its size.
  package mutating func keepInView(count: Int, height: Int) {
    cursor = min(cursor, max(0, count - 1))
    let height = max(1, height)
    if cursor < offset { offset = cursor }
    if cursor >= offset + height { offset = cursor - height + 1 }
    offset = min(offset, max(0, count - height))
  }

  /// Scrolls without choosing: for text that has no cursor.
  package mutating func scroll(by step: Int, count: Int, height: Int) {
    offset = min(max(0, offset + step), max(0, count - max(1, height)))
    cursor = offset
  }

  /// The rows to draw.
  package func visible(count: Int, height: Int) -> Range<Int> {
    let start = min(offset, max(0, count))
    return start..<min(max(0, count), start + max(0, height))
  }
}
