package import ConsoleScreen

/// What one reading of the terminal gave.
package struct TerminalReading: Hashable, Sendable {
  package var events: [TerminalEvent]
  /// The terminal hung up or its input ended: it must not be written to any more.
  package var isClosed: Bool
}
