import CNCurses
import ConsoleScreen

/// What curses reports of the mouse.
@MainActor
enum MouseReports {
  /// Asks the terminal for presses and the wheel.
  static func enable() {
    _ = mousemask(cncurses_press | cncurses_wheel_up | cncurses_wheel_down, nil)
  }

  /// Stops asking for reports.
  static func disable() {
    _ = mousemask(0, nil)
  }

  /// The report behind a `KEY_MOUSE`; nil for a release or another button.
  static func next() -> MouseEvent? {
    var event = MEVENT()
    guard unsafe getmouse(&event) == OK, let kind = kind(event.bstate) else { return nil }
    return MouseEvent(kind: kind, position: Position(row: Int(event.y), column: Int(event.x)))
  }

  private static func kind(_ state: mmask_t) -> MouseEvent.Kind? {
    if state & cncurses_wheel_up != 0 { return .wheelUp }
    if state & cncurses_wheel_down != 0 { return .wheelDown }
    return state & cncurses_press != 0 ? .press : nil
  }
}
