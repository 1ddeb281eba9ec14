/// Whether the terminal shows a frame as a whole (mode 2026), as it says itself; a value without I/O.
///
/// The question must stand on the alternate screen before its first frame: a terminal that does not
/// know it may print the last letter, which that frame then clears.
struct SynchronizedOutput: Hashable, Sendable {
  static let mode = 2026
  /// DECRQM for the mode.
  static let question = Array("\u{1B}[?2026$p".utf8)
  /// From here on the terminal keeps back what it is sent.
  static let begin = Array("\u{1B}[?2026h".utf8)
  /// Shows what was kept back.
  static let end = Array("\u{1B}[?2026l".utf8)

  private enum State: Hashable {
    case unasked
    case awaited(since: ContinuousClock.Instant)
    case answered(isUsable: Bool)
  }

  /// How long after the question its answer may still be on its way.
  let patience: Duration
  private var state = State.unasked

  init(patience: Duration) { self.patience = patience }

  /// Whether frames are to be put in brackets.
  var isUsable: Bool { state == .answered(isUsable: true) }

  /// Until when an answer may still be on its way; nil: none is.
  var deadline: ContinuousClock.Instant? {
    if case .awaited(let since) = state { since + patience } else { nil }
  }

  /// Notes that the question was written.
  mutating func ask(at instant: ContinuousClock.Instant) { state = .awaited(since: instant) }

  /// Takes an answer, however late; one that was not asked for says nothing.
  mutating func take(_ report: ModeReport) {
    guard report.mode == Self.mode, case .awaited = state else { return }
    state = .answered(isUsable: report.setting == .set || report.setting == .reset)
  }

  /// Whether a terminal may be asked: not the ones known to print what they do not understand, and
  /// which lack the mode anyway.
  static func mayAsk(type: String, program: String) -> Bool {
    program != "Apple_Terminal"
      && !["linux", "dumb", "cons25", "eterm"].contains { type.hasPrefix($0) }
  }
}
