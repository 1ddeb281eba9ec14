extension LimiterKey {
  /// `10.0.0.1`, or `GET/login-10.0.0.1` for the limiter of one route.
  static func fastify(_ rest: String) -> LimiterKey {
    guard let dash = rest.lastIndex(of: "-"), rest[..<dash].contains("/") else {
      return LimiterKey(rest)
    }
    return LimiterKey(rest[rest.index(after: dash)...], route: String(rest[..<dash]))
  }

  /// `{<hash>:<name>}:hits` and `…:blocked`; what may stand before the brace is a prefix of ioredis.
  static func throttler(_ rest: String) -> LimiterKey? {
    guard let open = rest.firstIndex(of: "{"), let close = rest.lastIndex(of: "}"), open < close,
      case let tag = rest[rest.index(after: open)..<close], let colon = tag.lastIndex(of: ":"),
      isDigest(tag[..<colon])
    else { return nil }
    let name = String(tag[tag.index(after: colon)...])
    switch rest[rest.index(after: close)...] {
    case ":hits": return LimiterKey(tag[..<colon], route: name, isHash: true)
    case ":blocked": return LimiterKey(tag[..<colon], role: .block, route: name, isHash: true)
    default: return nil
    }
  }

  /// MD5 up to throttler 6.1, SHA-256 from 6.2, both in lower-case hex.
  static func isDigest(_ text: some StringProtocol) -> Bool {
    [32, 64].contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// `<id>:<number of the window>`; the id may have colons of its own.
  static func upstash(_ rest: String) -> LimiterKey? {
    guard let colon = rest.lastIndex(of: ":"), colon > rest.startIndex,
      let number = Int64(rest[rest.index(after: colon)...]), number > 0
    else { return nil }
    return LimiterKey(rest[..<colon], bucket: .number(number))
  }

  /// `<domain>_<key>_<value>_…<start of the window in seconds>`; the client is the last value that is an
  /// address, or all of it.
  static func envoy(_ rest: String) -> LimiterKey? {
    guard let bar = rest.lastIndex(of: "_"), bar > rest.startIndex,
      let seconds = Int64(rest[rest.index(after: bar)...]), (1..<1 << 40).contains(seconds)
    else { return nil }
    let name = rest[..<bar]
    let parts = name.split(separator: "_")
    let address = parts.last { NetworkAddress($0) != nil }
    return LimiterKey(
      address ?? name,
      bucket: .start(Instant(milliseconds: seconds * 1000)),
      route: parts.first.map(String.init)
    )
  }

  /// `<route>:<service>:<client>:<start in ms>:<period>`; the client may be an IPv6 address.
  static func kong(_ rest: String) -> LimiterKey? {
    let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 5, isUUID(parts[0]), isUUID(parts[1]),
      let start = Int64(parts[parts.count - 2]), start >= 0,
      let length = periods[String(parts[parts.count - 1])]
    else { return nil }
    return LimiterKey(
      parts[2..<(parts.count - 2)].joined(separator: ":"),
      bucket: .period(start: Instant(milliseconds: start), length: .seconds(length))
    )
  }

  /// Kong's periods in seconds; a month and a year are its fixed 30 and 365 days.
  private static let periods: [String: Int64] = [
    "second": 1, "minute": 60, "hour": 3600, "day": 86_400, "month": 2_592_000, "year": 31_536_000,
  ]

  private static func isUUID(_ text: Substring) -> Bool {
    text.utf8.count == 36 && text.utf8.allSatisfy { $0.isHexDigit || $0 == UInt8(ascii: "-") }
  }

  static func laravel(_ rest: String) -> LimiterKey? {
    let timer = ":timer"
    guard rest.hasSuffix(timer) else { return LimiterKey(rest) }
    let name = rest.dropLast(timer.count)
    return name.isEmpty ? nil : LimiterKey(name, role: .timer)
  }
}
