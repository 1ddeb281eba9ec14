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

/// Times as a list shows them, unknown ones included.
enum ScreenText {
  /// What stands for a value that is not known.
  static let unknown = "?"

  /// How long ago: `4s`, `12m`, `3h 5m`, `5d`.
  static func age(_ moment: Instant?, at now: Instant) -> String {
    moment.map { TimeText.age($0.duration(to: now)) } ?? unknown
  }

  /// Time left: to the second under two minutes, else whole minutes, hours and days.
  static func left(_ expiry: SessionExpiry, at now: Instant) -> String {
    guard case .at(let moment) = expiry else { return "never" }
    return moment <= now ? "expired" : TimeText.left(now.duration(to: moment))
  }

  /// An IPv4 address that came over an IPv6 socket as what it is; the detail has it whole.
  static func address(_ ip: String?) -> Substring {
    guard let ip else { return unknown[...] }
    let mapped = "::ffff:"
    return ip.hasPrefix(mapped) && ip.contains(".") ? ip.dropFirst(mapped.count) : ip[...]
  }
}
