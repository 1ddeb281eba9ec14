import ConsoleScreen
import ConsoleText

/// A text looked for in the lines of a detail pane, without regard to case.
struct DetailSearch: Equatable {
  var text: String

  /// The lines that hold it.
  func hits(in lines: [[Span]]) -> [Int] {
    lines.indices.filter { index in
      lines[index].map(\.text).joined().range(of: text) != nil
    }
  }

  /// The hit after or before a line; the search goes round at the ends.
  func hit(from line: Int, isForward: Bool, in lines: [[Span]]) -> Int? {
    let hits = hits(in: lines)
    return isForward
      ? hits.first { $0 > line } ?? hits.first : hits.last { $0 < line } ?? hits.last
  }

  /// The lines with every hit in the colour of matches.
  func marked(_ lines: [[Span]]) -> [[Span]] {
    lines.map { line in line.flatMap(marked) }
  }

  private func marked(_ span: Span) -> [Span] {
    var spans: [Span] = []
    var rest = span.text[...]
    while let range = rest.range(of: text) {
      if range.lowerBound > rest.startIndex {
        spans.append(Span(String(rest[..<range.lowerBound]), span.role))
      }
      spans.append(Span(String(rest[range]), .match))
      rest = rest[range.upperBound...]
    }
    if !rest.isEmpty || spans.isEmpty { spans.append(Span(String(rest), span.role)) }
    return spans
  }
}

extension StringProtocol {
  /// Where a text stands first in this one, both folded to lower case; nil when it does not.
  fileprivate func range(of text: String) -> Range<Index>? {
    let wanted = text.map { $0.lowercased() }
    guard !wanted.isEmpty else { return nil }
    var start = startIndex
    while start < endIndex {
      var end = start
      var matched = 0
      while matched < wanted.count, end < endIndex, self[end].lowercased() == wanted[matched] {
        end = index(after: end)
        matched += 1
      }
      if matched == wanted.count { return start..<end }
      start = index(after: start)
    }
    return nil
  }
}
