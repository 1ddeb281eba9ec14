/// One key press, whatever the terminal sent for it.
package enum Key: Hashable, Sendable {
  case character(Character)
  /// Control with a lower-case letter or one of `\ ] ^ _`.
  case control(Character)
  case enter
  case escape
  case tab
  case backTab
  case backspace
  case delete
  case insert
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  /// F1 is 1.
  case function(Int)
}

/// What the terminal reports to the program.
package enum TerminalEvent: Hashable, Sendable {
  case key(Key)
  /// Bracketed paste, control characters included; never taken for keys.
  case paste(String)
  case mouse(MouseEvent)
  case resized(Size)
}

/// A mouse report.
package struct MouseEvent: Hashable, Sendable {
  /// What the mouse did.
  package enum Kind: Hashable, Sendable {
    case press
    case wheelUp
    case wheelDown
  }

  package var kind: Kind
  package var position: Position

  /// Makes a mouse report.
  package init(kind: Kind, position: Position) {
    self.kind = kind
    self.position = position
  }
}
