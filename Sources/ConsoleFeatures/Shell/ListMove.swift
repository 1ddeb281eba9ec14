/// A step of a list's cursor.
package enum ListMove: Hashable, Sendable {
  case up
  case down
  case pageUp
  case pageDown
  case top
  case bottom

  /// The position after this step in a list of `count` records, `page` of them visible; nil when empty.
  func position(from position: Int?, count: Int, page: Int) -> Int? {
    guard count > 0 else { return nil }
    guard let position else { return self == .bottom ? count - 1 : 0 }
    let wanted =
      switch self {
      case .up: position - 1
      case .down: position + 1
      case .pageUp: position - page
      case .pageDown: position + page
      case .top: 0
      case .bottom: count - 1
      }
    return min(max(0, wanted), count - 1)
  }
}

/// The first record to show so that the cursor is visible and no line is wasted.
func scrollTop(_ top: Int, keeping position: Int?, count: Int, page: Int) -> Int {
  var top = min(max(0, top), max(0, count - page))
  if let position {
    if position < top { top = position }
    if position >= top + page { top = position - page + 1 }
  }
  return max(0, top)
}
