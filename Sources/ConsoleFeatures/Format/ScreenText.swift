import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Glyphs {
  /// Text of a store made fit for a cell of this alphabet.
  func safe(_ text: some StringProtocol) -> String {
    let clean = SafeText.of(text, alphabet: alphabet)
    return isASCII ? ASCIIFallback.of(clean) : clean
  }
}

/// Times and counts as a list shows them.
enum ScreenText {
  /// What stands for a value that is not known.
  static let unknown = "?"

  /// How long ago: `4s`, `12m`, `3h`, `5d`; a time ahead is `0s`.
  static func age(_ moment: Instant?, at now: Instant) -> String {
    guard let moment else { return unknown }
    let seconds = max(0, moment.duration(to: now).wholeMilliseconds / 1000)
    return seconds < 60 ? "\(seconds)s" : coarse(minutes: seconds / 60)
  }

  /// Time left: to the second under two minutes, else whole minutes, hours and days.
  static func left(_ expiry: SessionExpiry, at now: Instant) -> String {
    guard case .at(let moment) = expiry else { return "never" }
    let seconds = now.duration(to: moment).wholeMilliseconds / 1000
    if seconds <= 0 { return "expired" }
    if seconds < 120 { return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)" }
    return coarse(minutes: seconds / 60)
  }

  private static func coarse(minutes: Int64) -> String {
    if minutes < 60 { return "\(minutes)m" }
    let hours = minutes / 60
    if hours < 24 { return minutes % 60 == 0 ? "\(hours)h" : "\(hours)h\(minutes % 60)m" }
    return hours % 24 == 0 ? "\(hours / 24)d" : "\(hours / 24)d\(hours % 24)h"
  }

  /// A count in at most five characters: `812`, `31k`, `1.2M`.
  static func count(_ value: Int) -> String {
    if value < 10_000 { return String(value) }
    if value < 1_000_000 { return "\(value / 1000)k" }
    return "\(value / 1_000_000).\(value / 100_000 % 10)M"
  }

  /// A length: `812 B`, `41 KB`.
  static func bytes(_ value: Int) -> String {
    value < 10_240 ? "\(value) B" : "\(value / 1024) KB"
  }
}

/// A problem in a line: what failed, where, and what to do.
func describe(_ problem: StoreProblem) -> String {
  switch problem {
  case .unreachable(let endpoint, let reason): "\(endpoint) is unreachable: \(reason)"
  case .timedOut(let endpoint, let limit):
    "\(endpoint) gave no answer within \(limit.wholeMilliseconds) ms"
  case .cancelled: "stopped"
  case .unauthenticated(let endpoint): "\(endpoint) refused the credentials"
  case .unauthorized(let endpoint, let needed): "\(endpoint) does not allow \(needed)"
  case .refused(let endpoint, let code, let reason): "\(endpoint) refused: \(code) \(reason)"
  case .conflict(let what): what
  case .tooLarge(let endpoint, let bytes): "a value on \(endpoint) is too large: \(bytes) bytes"
  case .unsupported(let endpoint, let reason): "\(endpoint) can't do this: \(reason)"
  case .protocolViolation(let endpoint): "\(endpoint) gave an answer that made no sense"
  case .unexpected(let endpoint, let reference):
    "\(endpoint) failed; the log has it under \(reference)"
  }
}
