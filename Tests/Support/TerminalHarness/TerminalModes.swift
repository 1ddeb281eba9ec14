/// The flags of a terminal (termios), as a program finds and must leave them.
package struct TerminalModes: Hashable, Sendable {
  package var input: UInt32
  package var output: UInt32
  package var control: UInt32
  package var local: UInt32
}
