import ConsoleDomain
import ConsoleSystem

/// Lines of the combined and the common format (Apache HTTP Server, "Log Files"; nginx's `combined`), with
/// nginx's `"$http_x_forwarded_for"` behind it where it is there.
struct CombinedLine {
  /// The text of a time without its brackets: `24/Nov/2026:03:25:00 +0000`.
  private static let timeLength = 26
  /// Where the seconds stand in it.
  private static let seconds = 18..<20

  /// The time of the line before, and the minute that it is in.
  private var known: [UInt8] = Array(repeating: 0, count: timeLength)
  private var minute = Instant(milliseconds: .min)

  /// What every line is asked for.
  struct Seen {
    var minute: Instant
    var status: Int
    /// Where the time begins, behind its bracket.
    var time: Int
    /// Where the request begins and ends, without its quotes.
    var request: Range<Int>
  }

  /// nil: the line is of another format.
  mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Seen? {
    var from = line.lowerBound
    while let open = ByteSearch.first(UInt8(ascii: "["), in: bytes, from..<line.upperBound) {
      from = open + 1
      // `] "` and something behind it; a user's name may have a bracket of its own.
      guard open + Self.timeLength + 5 < line.upperBound else { return nil }
      let close = open + 1 + Self.timeLength
      guard bytes[close] == UInt8(ascii: "]"), bytes[close + 1] == UInt8(ascii: " "),
        bytes[close + 2] == UInt8(ascii: "\""), let minute = minute(bytes, open + 1),
        let end = Self.closingQuote(bytes, close + 3..<line.upperBound),
        let status = Self.status(bytes, end + 1, line.upperBound)
      else { continue }
      return Seen(minute: minute, status: status, time: open + 1, request: close + 3..<end)
    }
    return nil
  }

  /// The refused request of a line that was read.
  func refusal(_ bytes: Span<UInt8>, _ line: Range<Int>, _ seen: Seen) -> Refusal {
    let second = bytes.number(seen.time + 18..<seen.time + 20) ?? 0
    let words = bytes.words(line.lowerBound..<seen.time - 1)
    var address = words.first.flatMap { LogText.address(bytes, $0) }
    if address?.isPrivate ?? true,
      let forwarded = Self.forwarded(bytes, seen.request.upperBound + 1..<line.upperBound)
    {
      address = forwarded
    }
    return Refusal(
      at: seen.minute.advanced(by: .seconds(second)),
      address: address,
      user: words.count >= 3 ? LogText.user(bytes, words[2].lowerBound..<seen.time - 2) : nil,
      route: LogText.route(bytes, seen.request)
    )
  }

  /// The minute of the time at a place; worked out only where it differs from the one before.
  private mutating func minute(_ bytes: Span<UInt8>, _ place: Int) -> Instant? {
    var isKnown = true
    for index in 0..<Self.timeLength where bytes[place + index] != known[index] {
      if !Self.seconds.contains(index) {
        isKnown = false
        break
      }
    }
    guard bytes.number(place + 18..<place + 20).map({ $0 <= 60 }) ?? false else { return nil }
    if isKnown { return minute }
    guard let minute = LogText.commonMinute(bytes, place) else { return nil }
    for index in 0..<Self.timeLength { known[index] = bytes[place + index] }
    self.minute = minute
    return minute
  }

  /// The quote that ends a text, not one that a backslash stands before.
  private static func closingQuote(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var from = range.lowerBound
    while let quote = ByteSearch.first(UInt8(ascii: "\""), in: bytes, from..<range.upperBound) {
      var slashes = 0
      while quote - slashes > range.lowerBound, bytes[quote - slashes - 1] == UInt8(ascii: "\\") {
        slashes += 1
      }
      if slashes.isMultiple(of: 2) { return quote }
      from = quote + 1
    }
    return nil
  }

  /// Three digits behind a space, with a space or the end of the line behind them.
  private static func status(_ bytes: Span<UInt8>, _ place: Int, _ end: Int) -> Int? {
    guard place + 4 <= end, bytes[place] == UInt8(ascii: " "),
      place + 4 == end || bytes[place + 4] == UInt8(ascii: " "),
      let status = bytes.number(place + 1..<place + 4), status >= 100
    else { return nil }
    return status
  }

  /// The last address that no proxy of ours can have, in the last quoted text of three.
  private static func forwarded(_ bytes: Span<UInt8>, _ range: Range<Int>) -> NetworkAddress? {
    var texts: [Range<Int>] = []
    var from = range.lowerBound
    while texts.count < 4,
      let open = ByteSearch.first(UInt8(ascii: "\""), in: bytes, from..<range.upperBound),
      let close = closingQuote(bytes, open + 1..<range.upperBound)
    {
      texts.append(open + 1..<close)
      from = close + 1
    }
    guard texts.count >= 3 else { return nil }
    return LogText.forwarded(bytes.string(texts[2]))
  }
}
