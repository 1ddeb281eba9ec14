import CTerminalGuard

/// What happens when the process dies of a fatal signal: the terminal is reset, addresses are kept.
package enum CrashGuard {
  /// Replaces the handlers of Swift's runtime; call first thing in `main`, once.
  package static func install() { ctguard_install() }

  /// Names the open file that takes the report; it must stay open.
  ///
  /// The report is the signal, the image's base and frame addresses, never registers or memory,
  /// which may hold personal data.
  package static func report(to file: Int32) { ctguard_set_crash_file(file) }
}
