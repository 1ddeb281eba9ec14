/// The screen shown and the ones visited before and after it.
package struct Navigation: Equatable, Sendable {
  package private(set) var current: ScreenID = .sessions
  private(set) var back: [ScreenID] = []
  private(set) var forward: [ScreenID] = []

  /// Opens a screen; visiting drops what lay ahead.
  mutating func visit(_ screen: ScreenID) {
    guard screen != current else { return }
    back.append(current)
    if back.count > 100 { back.removeFirst() }
    forward = []
    current = screen
  }

  /// Goes to the screen visited before; false when there is none.
  mutating func goBack() -> Bool {
    guard let screen = back.popLast() else { return false }
    forward.append(current)
    current = screen
    return true
  }

  /// Goes again where `goBack` came from; false when there is nothing ahead.
  mutating func goForward() -> Bool {
    guard let screen = forward.popLast() else { return false }
    back.append(current)
    current = screen
    return true
  }

  /// Changes to the screen shown last before this one, and from there here again.
  mutating func toggle() -> Bool {
    guard let screen = back.last else { return false }
    visit(screen)
    return true
  }
}
