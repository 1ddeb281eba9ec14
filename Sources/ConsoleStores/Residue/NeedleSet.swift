import ConsoleDomain

/// All forms of a subject's values, searched for in one pass over some bytes.
struct NeedleSet: Sendable {
  /// Shorter values are in everything.
  private static let shortest = 4
  private static let shortestNumber = 7

  private var byFirstByte: [[Needle]] = Array(repeating: [], count: 256)
  /// Digits alone, at least seven.
  private let numbers: [[UInt8]]
  /// Whole texts, folded: values too common to be looked for inside of others.
  private let wholes: Set<[UInt8]>

  var isEmpty: Bool { numbers.isEmpty && byFirstByte.allSatisfy(\.isEmpty) }

  init(_ values: SubjectValues) {
    let words = values.names.filter { !$0.contains(" ") }.sorted()
    let pairs = words.flatMap { first in
      words.filter { $0 != first }.map { "\(first) \($0)" }
    }
    let texts =
      values.emails.union(values.networks).map { ($0, Needle.Border.address) }
      + values.names.filter { $0.contains(" ") }.union(pairs).map { ($0, .word) }
      + values.identifiers.map { ($0, .word) }
    for (text, border) in texts where text.utf8.count >= Self.shortest {
      for needle in Needle.forms(of: text, border: border) {
        guard let first = needle.bytes.first else { continue }
        byFirstByte[Int(first)].append(needle)
      }
    }
    numbers = values.phones.map { $0.utf8.filter { (0x30...0x39).contains($0) } }
      .filter { $0.count >= Self.shortestNumber }
    let all = values.names.union(values.emails).union(values.phones).union(values.networks)
    wholes = Set(all.union(values.identifiers).map { Needle.folded($0.utf8) })
  }

  /// Whether any form stands in these bytes.
  func matches(_ bytes: [UInt8]) -> Bool {
    let text = Needle.folded(bytes)
    return firstRange(in: text, from: 0) != nil || containsNumber(text)
  }

  /// The text without the values, each replaced; nil where none stands in it.
  ///
  /// A text that holds an encoding or a number in another spelling goes as a whole.
  func redacted(_ text: String, with replacement: String) -> String? {
    let bytes = Array(text.utf8)
    let folded = Needle.folded(bytes)
    if wholes.contains(folded) || containsNumber(folded) { return replacement }
    var result: [UInt8] = []
    var start = 0
    while let hit = firstRange(in: folded, from: start) {
      if !hit.isPlain { return replacement }
      result += bytes[start..<hit.range.lowerBound] + Array(replacement.utf8)
      start = hit.range.upperBound
    }
    guard start > 0 else { return nil }
    return String(decoding: result + bytes[start...], as: UTF8.self)
  }

  private func firstRange(
    in text: [UInt8],
    from start: Int
  ) -> (range: Range<Int>, isPlain: Bool)? {
    for index in start..<text.count {
      for needle in byFirstByte[Int(text[index])] {
        let end = index + needle.bytes.count
        guard end <= text.count, text[index..<end].elementsEqual(needle.bytes),
          isFree(text, index..<end, needle.border)
        else { continue }
        return (index..<end, needle.isPlain)
      }
    }
    return nil
  }

  private func isFree(_ text: [UInt8], _ range: Range<Int>, _ border: Needle.Border) -> Bool {
    let before = range.lowerBound > 0 ? text[range.lowerBound - 1] : 0
    let after = range.upperBound < text.count ? text[range.upperBound] : 0
    switch border {
    case .none: return true
    case .word: return !Needle.isWord(before) && !Needle.isWord(after)
    case .address:
      if Needle.isWord(before) || [0x2B, 0x2D, 0x2E, 0x5F].contains(before) { return false }
      if Needle.isWord(after) || after == 0x2D { return false }
      // A dot ends a sentence, or goes on with the host's name.
      guard after == 0x2E, range.upperBound + 1 < text.count else { return true }
      return !Needle.isWord(text[range.upperBound + 1])
    }
  }

  /// Numbers are compared by their digits: blanks, dots, hyphens and brackets between them are nothing.
  private func containsNumber(_ text: [UInt8]) -> Bool {
    guard !numbers.isEmpty else { return false }
    var run: [UInt8] = []
    for byte in text {
      switch byte {
      case 0x30...0x39: run.append(byte)
      case 0x20, 0x28, 0x29, 0x2D, 0x2E, 0x2F: continue
      default:
        if holdsNumber(run) { return true }
        run.removeAll(keepingCapacity: true)
      }
    }
    return holdsNumber(run)
  }

  private func holdsNumber(_ run: [UInt8]) -> Bool {
    guard run.count >= Self.shortestNumber else { return false }
    return numbers.contains { number in
      run.count >= number.count
        && (0...(run.count - number.count)).contains { run[$0...].starts(with: number) }
    }
  }
}
