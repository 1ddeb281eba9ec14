/// How the person wants the terminal used.
package struct TerminalOptions: Hashable, Sendable {
  /// The terminal's type, from `TERM`.
  package var type: String
  /// The terminal's name, from `TERM_PROGRAM`; empty where it gives none.
  package var program: String
  /// False for `NO_COLOR` and `--color=never`.
  package var usesColor: Bool
  /// True for `--ascii`.
  package var forcesASCII: Bool
  package var usesMouse: Bool
  /// Whether tmux stands between the console and the terminal (`TMUX` is set).
  package var isInsideTmux: Bool
  /// How long after a question to the terminal it is not given back without the answer, which would
  /// be typed at the shell.
  package var answerPatience: Duration
  /// Where standard error goes while the screen is up; nil keeps it in memory and replays it.
  package var standardError: Int32?

  /// Makes options; by default colour, Unicode where the locale has it, no mouse.
  package init(
    type: String,
    program: String = "",
    usesColor: Bool = true,
    forcesASCII: Bool = false,
    usesMouse: Bool = false,
    isInsideTmux: Bool = false,
    answerPatience: Duration = .milliseconds(500),
    standardError: Int32? = nil
  ) {
    self.type = type
    self.program = program
    self.usesColor = usesColor
    self.forcesASCII = forcesASCII
    self.usesMouse = usesMouse
    self.isInsideTmux = isInsideTmux
    self.answerPatience = answerPatience
    self.standardError = standardError
  }
}
