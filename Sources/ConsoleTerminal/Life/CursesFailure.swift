/// Why the screen could not be started.
package struct CursesFailure: Error, Hashable, Sendable {
  /// What went wrong.
  package enum Code: Hashable, Sendable {
    /// Standard input or output is a file or a pipe.
    case notATerminal
    /// The terminal's type is unset or has no description on this machine.
    case unknownTerminal
    /// A screen is up already; curses has one.
    case alreadyStarted
    /// A system call failed; `errno` says how.
    case system
  }

  package var code: Code
  /// A sentence for the person who started the program.
  package var message: String
  /// The system's error number; 0 where there is none.
  package var errno: Int32

  /// Makes a failure.
  package init(_ code: Code, _ message: String, errno: Int32 = 0) {
    self.code = code
    self.message = message
    self.errno = errno
  }
}
