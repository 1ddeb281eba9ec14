import ConsoleText

/// One line of a Prometheus exposition: a name, its labels and a number.
///
/// Texts are as they stand there: whoever shows one makes it safe first.
package struct MetricsSample: Hashable, Sendable {
  package var name: String
  package var labels: [String: String]
  package var value: Double

  /// The first of these labels that is present and not empty.
  func label(_ names: [String]) -> String? {
    names.lazy.compactMap { labels[$0] }.first { !$0.isEmpty }
  }
}

/// The text format of Prometheus 0.0.4, and OpenMetrics 1.0 as far as counters go.
package enum MetricsText {
  /// Series beyond this are not read: a page of metrics is no place for one a client.
  package static let mostSamples = 200_000

  /// The samples of a page and how many of its lines could not be read.
  package static func samples(
    _ text: some StringProtocol
  ) -> (samples: [MetricsSample], unreadable: Int) {
    var samples: [MetricsSample] = []
    var unreadable = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      var line = MetricsLine(line)
      guard let first = line.peek, first != UInt8(ascii: "#") else { continue }
      if let sample = line.sample(), samples.count < mostSamples {
        samples.append(sample)
      } else {
        unreadable += 1
      }
    }
    return (samples, unreadable)
  }
}

/// Reads one line byte by byte.
private struct MetricsLine {
  private var bytes: [UInt8]
  private var position = 0

  init(_ line: some Collection<UInt8>) {
    bytes = Array(line)
    skipBlanks()
  }

  /// The next byte; nil: the line ends.
  var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// `name{label="value",…} number [timestamp] [# exemplar]`; nil: it is something else.
  mutating func sample() -> MetricsSample? {
    guard let name = word() else { return nil }
    skipBlanks()
    var labels: [String: String] = [:]
    if take(UInt8(ascii: "{")) {
      skipBlanks()
      while !take(UInt8(ascii: "}")) {
        guard let label = label() else { return nil }
        labels[label.name] = label.value
        skipBlanks()
        _ = take(UInt8(ascii: ","))
        skipBlanks()
      }
    }
    skipBlanks()
    guard let value = number() else { return nil }
    return MetricsSample(name: name, labels: labels, value: value)
  }

  private mutating func label() -> (name: String, value: String)? {
    guard let name = word() else { return nil }
    skipBlanks()
    guard take(UInt8(ascii: "=")) else { return nil }
    skipBlanks()
    guard take(UInt8(ascii: "\"")), let value = quoted() else { return nil }
    return (name, value)
  }

  /// The rest of a quoted value; `\\`, `\"` and `\n` are the escapes.
  private mutating func quoted() -> String? {
    var value: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: value, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = peek else { return nil }
        position += 1
        value.append(escaped == UInt8(ascii: "n") ? UInt8(ascii: "\n") : escaped)
      default: value.append(byte)
      }
    }
    return nil
  }

  private mutating func word() -> String? {
    let start = position
    while let byte = peek, Self.isWord(byte) { position += 1 }
    guard position > start else { return nil }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func number() -> Double? {
    let start = position
    while let byte = peek, byte > 0x20 { position += 1 }
    return Double(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0D { position += 1 }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }
}
