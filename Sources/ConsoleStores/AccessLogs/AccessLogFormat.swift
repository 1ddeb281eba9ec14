import ConsoleSystem

/// How the lines of an access log are written (backend-data.md 6).
package enum AccessLogFormat: String, Hashable, Sendable, CaseIterable {
  /// The combined and the common format of nginx, Apache and morgan: `a - u [time] "request" 429 …`.
  case combined
  /// An object a line, as pino-http writes it and as morgan does with a format of its own.
  case json
  /// The access log of an AWS Application Load Balancer.
  case alb

  /// Lines that are looked at.
  private static let sample = 50

  /// The format that most of the first lines have; nil: none of them has any.
  package static func detect(_ head: [UInt8]) -> AccessLogFormat? {
    let lines = head.split(separator: UInt8(ascii: "\n")).prefix(sample)
    let scores = allCases.map { format in
      lines.reduce(0) { $0 + (format.reads(Array($1)) ? 1 : 0) }
    }
    guard let best = scores.max(), best > 0, let place = scores.firstIndex(of: best) else {
      return nil
    }
    return allCases[place]
  }

  private func reads(_ line: [UInt8]) -> Bool {
    var parser = AccessLogParser(format: self)
    parser.parse(line.span, 0..<line.count)
    let tally = parser.take()
    return tally.lines == 1 && tally.unreadable == 0
  }
}
