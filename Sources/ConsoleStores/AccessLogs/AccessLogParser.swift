import ConsoleDomain
import ConsoleJSON
import ConsoleSystem

/// Reads lines of one format out of bytes.
///
/// Most lines were not refused: of those it finds out the minute and the status and no more. A minute is
/// worked out where its text differs from that of the line before. Whatever a line holds, it is counted:
/// as a request, as refused, or as unreadable.
package struct AccessLogParser: ~Copyable {
  package let format: AccessLogFormat
  private let isRefused: [Bool]
  private var tally = AccessLogTally()
  private var combined = CombinedLine()
  private var json = JSONLine()
  /// The minute that most lines are in, and how many were since it began.
  private var minute = Instant(milliseconds: .min)
  private var inMinute = 0

  /// Makes a parser; `statuses` are those that mean a refusal.
  package init(format: AccessLogFormat, statuses: Set<Int> = [429]) {
    self.format = format
    isRefused = (0..<1000).map { statuses.contains($0) }
  }

  /// What was read since the last call.
  package mutating func take() -> AccessLogTally {
    settle()
    defer { tally = AccessLogTally() }
    return tally
  }

  /// Counts lines that are too long to be read.
  mutating func skip(lines: Int) {
    tally.lines += lines
    tally.unreadable += lines
  }

  /// Reads whole lines; the last one may lack its end.
  package mutating func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var start = range.lowerBound
    while start < range.upperBound {
      let end =
        ByteSearch.first(UInt8(ascii: "\n"), in: bytes, start..<range.upperBound)
        ?? range.upperBound
      var last = end
      if last > start, bytes[last - 1] == UInt8(ascii: "\r") { last -= 1 }
      if last > start { read(bytes, start..<last) }
      start = end + 1
    }
  }

  private mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    tally.lines += 1
    switch format {
    case .combined:
      guard let seen = combined.read(bytes, line) else { break }
      count(seen.minute)
      if isRefused[seen.status] { tally.add(combined.refusal(bytes, line, seen)) }
      return
    case .json:
      guard let seen = json.read(bytes, line) else { break }
      count(RefusalStep.minute.start(of: seen.at))
      if isRefused[seen.status] { tally.add(json.refusal(seen)) }
      return
    case .alb:
      guard let seen = BalancerLine(bytes, line) else { break }
      count(RefusalStep.minute.start(of: seen.at))
      if isRefused[seen.status] { tally.add(seen.refusal(bytes)) }
      return
    }
    tally.unreadable += 1
  }

  private mutating func count(_ minute: Instant) {
    if minute != self.minute {
      settle()
      self.minute = minute
    }
    inMinute += 1
  }

  private mutating func settle() {
    if inMinute > 0 { tally.add(requests: inMinute, in: minute) }
    inMinute = 0
  }
}
