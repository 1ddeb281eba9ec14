import ConsoleSystem

/// Lines that come one after another, of a format that the first of them tell.
struct AccessLogStream: ~Copyable {
  /// Bytes without a format that are kept for finding one.
  private static let mostHead = 64 << 10

  private let statuses: Set<Int>
  private var buffer = LineBuffer()
  private var parser: AccessLogParser?
  private var unknown = AccessLogTally()
  /// Whether any line came, known or not.
  private(set) var hasLines = false
  private(set) var format: AccessLogFormat?

  init(statuses: Set<Int>) {
    self.statuses = statuses
  }

  /// Reads once; 0: nothing more is there.
  mutating func read(from file: ReadableFile, at offset: Int64?) throws(SystemFailure) -> Int {
    var lines: [UInt8] = []
    var parser = self.parser.take()
    let count = try buffer.fill(from: file, at: offset, atMost: 1 << 20) { bytes, range in
      if parser == nil {
        lines = range.prefix(Self.mostHead).map { bytes[$0] }
        parser = Self.parser(for: lines, statuses)
      }
      parser?.parse(bytes, range)
    }
    self.parser = parser
    note(lines)
    return count
  }

  /// Takes the last line as it is, though its end is missing.
  mutating func finish() {
    var lines: [UInt8] = []
    var parser = self.parser.take()
    buffer.finish { bytes, range in
      if parser == nil {
        lines = range.prefix(Self.mostHead).map { bytes[$0] }
        parser = Self.parser(for: lines, statuses)
      }
      parser?.parse(bytes, range)
    }
    self.parser = parser
    note(lines)
  }

  /// Begins with another file; what is left of the one before was no whole line.
  mutating func restart(isInside: Bool = false) { buffer = LineBuffer(isInside: isInside) }

  /// What came since the last call; nil: no line.
  mutating func take() -> AccessLogTally? {
    var tally = unknown
    unknown = AccessLogTally()
    parser?.skip(lines: buffer.takeTooLong())
    if let known = parser?.take() { tally.merge(known) }
    return tally.lines > 0 ? tally : nil
  }

  private static func parser(for lines: [UInt8], _ statuses: Set<Int>) -> AccessLogParser? {
    guard let format = AccessLogFormat.detect(lines) else { return nil }
    return AccessLogParser(format: format, statuses: statuses)
  }

  private mutating func note(_ lines: [UInt8]) {
    if let format = parser?.format {
      hasLines = true
      self.format = format
      return
    }
    let count = lines.split(separator: UInt8(ascii: "\n")).count
    hasLines = hasLines || count > 0
    unknown.lines += count
    unknown.unreadable += count
  }
}
