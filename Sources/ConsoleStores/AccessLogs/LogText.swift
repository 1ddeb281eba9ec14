import ConsoleDomain
import ConsoleText

/// Times, addresses, users and routes as access logs write them, made fit to be counted and shown.
enum LogText {
  /// Characters of a route or a user that are kept.
  private static let longest = 80
  private static let months: [[UInt8]] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ].map { Array($0.utf8) }

  /// The minute of `24/Nov/2026:03:25:00 +0100`, whatever its seconds are.
  static func commonMinute(_ bytes: Span<UInt8>, _ place: Int) -> Instant? {
    let name = [bytes[place + 3], bytes[place + 4], bytes[place + 5]]
    guard let month = months.firstIndex(of: name), let day = bytes.number(place..<place + 2),
      let year = bytes.number(place + 7..<place + 11), bytes[place + 2] == UInt8(ascii: "/"),
      bytes[place + 6] == UInt8(ascii: "/"), bytes[place + 11] == UInt8(ascii: ":"),
      let hour = bytes.number(place + 12..<place + 14), bytes[place + 14] == UInt8(ascii: ":"),
      let minute = bytes.number(place + 15..<place + 17), bytes[place + 17] == UInt8(ascii: ":"),
      bytes[place + 20] == UInt8(ascii: " "),
      let zoneHours = bytes.number(place + 22..<place + 24),
      let zoneMinutes = bytes.number(place + 24..<place + 26),
      hour < 24, minute < 60, zoneHours < 24, zoneMinutes < 60
    else { return nil }
    let sign: Int
    switch bytes[place + 21] {
    case UInt8(ascii: "+"): sign = 1
    case UInt8(ascii: "-"): sign = -1
    default: return nil
    }
    let date = CivilDate(year: year, month: month + 1, day: day)
    guard CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date else { return nil }
    let minutes =
      (date.daysSinceEpoch * 24 + hour) * 60 + minute - sign * (zoneHours * 60 + zoneMinutes)
    return Instant(milliseconds: Int64(minutes) * 60_000)
  }

  /// `2026-11-24T03:25:00.186641Z`, or with a zone `+01:00`, or milliseconds or seconds since 1970.
  static func moment(_ text: String) -> Instant? {
    if let instant = Instant(iso8601: text) { return instant }
    if let number = Double(text), number.isFinite, number > 0 {
      // From 2001 on milliseconds are longer than seconds ever get.
      let milliseconds = number < 1e11 ? number * 1000 : number
      return milliseconds < 1e15 ? Instant(milliseconds: Int64(milliseconds)) : nil
    }
    let zone = text.suffix(6)
    let numbers = zone.dropFirst().split(separator: ":").compactMap { Int64($0) }
    guard zone.count == 6, numbers.count == 2, let sign = zone.first, "+-".contains(sign),
      let local = Instant(iso8601: text.dropLast(6) + "Z")
    else { return nil }
    let offset = (numbers[0] * 60 + numbers[1]) * 60_000
    return Instant(milliseconds: local.milliseconds + (sign == "+" ? -offset : offset))
  }

  static func address(_ bytes: Span<UInt8>, _ range: Range<Int>) -> NetworkAddress? {
    range.count <= 64 ? NetworkAddress(bytes.string(range)) : nil
  }

  /// The last address of `X-Forwarded-For` that is no private one: those before it a client can invent.
  static func forwarded(_ text: String) -> NetworkAddress? {
    text.split(separator: ",").reversed().prefix(16).lazy
      .compactMap { NetworkAddress($0.drop { $0 == " " }.prefix { $0 != " " }) }
      .first { !$0.isPrivate }
  }

  /// A user as it may be shown; nil for `-`.
  static func user(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String? {
    user(bytes.string(range.prefix(256)))
  }

  static func user(_ text: String) -> String? {
    guard !text.isEmpty, text != "-" else { return nil }
    return SafeText.of(String(LimiterClient(text).shown().prefix(longest)))
  }

  /// `POST /users/:id` of `POST /users/42?x=y HTTP/1.1`; nil: it is no request.
  static func route(_ bytes: Span<UInt8>, _ request: Range<Int>) -> String? {
    let words = bytes.words(request.prefix(2_048))
    guard words.count >= 2 else { return nil }
    return route(method: bytes.string(words[0]), url: bytes.string(words[1]))
  }

  /// The path without its query and with its ids replaced: they may be personal, and there are too many.
  static func route(method: String, url: String) -> String? {
    guard (1...10).contains(method.utf8.count),
      method.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) })
    else { return nil }
    var path = Substring(url)
    if let scheme = path.firstRange(of: "://") {
      path = path[scheme.upperBound...].drop { $0 != "/" }
    }
    path = path.prefix { $0 != "?" && $0 != "#" && $0 != ";" }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let shown = parts.prefix(12).map { isID($0) ? ":id" : String($0) }.joined(separator: "/")
    return SafeText.of(method + " " + String((shown.isEmpty ? "/" : shown).prefix(longest)))
  }

  /// Numbers, hashes, tokens and addresses; words of a route are shorter and have few digits.
  private static func isID(_ part: Substring) -> Bool {
    let bytes = part.utf8
    guard !bytes.isEmpty else { return false }
    let digits = bytes.count { (0x30...0x39).contains($0) }
    if digits == bytes.count || bytes.contains(UInt8(ascii: "@")) { return true }
    if part.contains("%40") { return true }
    let isHex = bytes.allSatisfy { $0.isHexDigit || $0 == UInt8(ascii: "-") }
    if isHex, bytes.count >= 8, digits > 0 { return true }
    return bytes.count >= 24 || (bytes.count >= 12 && digits >= 4)
  }
}

extension Span where Element == UInt8 {
  /// The number that decimal digits make; nil: there is something else among them.
  func number(_ range: Range<Int>) -> Int? {
    var number = 0
    for index in range {
      let digit = self[index] &- 0x30
      guard digit < 10 else { return nil }
      number = number &* 10 &+ Int(digit)
    }
    return number
  }

  /// The ranges between spaces.
  func words(_ range: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var start = range.lowerBound
    for index in range where self[index] == UInt8(ascii: " ") {
      if index > start { words.append(start..<index) }
      start = index + 1
    }
    if start < range.upperBound { words.append(start..<range.upperBound) }
    return words
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: range.map { self[$0] }, as: UTF8.self)
  }
}
