import ConsoleSystem
import ConsoleText

/// One line on standard error that is rewritten while something goes on, for a person who watches.
///
/// Where standard error is no terminal nothing is written: a log file has no use for it.
enum LiveLine {
  /// Shows a text in place of the one before.
  static func show(_ text: String) {
    guard StandardStream.error.isTerminal else { return }
    StandardStream.error.write("\r\u{1B}[K\(SafeText.of(text))")
  }

  /// Takes the line away, so that what comes next begins at the margin.
  static func clear() {
    guard StandardStream.error.isTerminal else { return }
    StandardStream.error.write("\r\u{1B}[K")
  }
}
