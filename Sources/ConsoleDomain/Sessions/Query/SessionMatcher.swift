import ConsoleCrypto

/// A query made ready for the columns of segments: each distinct text is tested once per segment.
package struct SessionMatcher: Sendable {
  private let clauses: [(isNegated: Bool, test: SessionTest)]
  private let directory: Directory
  private let now: Instant

  /// Makes a matcher; the directory gives names, hashes and flags, `now` the ages.
  package init(_ query: Query, directory: Directory, now: Instant) {
    clauses = query.clauses.map { ($0.isNegated, SessionTest($0.term)) }
    self.directory = directory
    self.now = now
  }

  /// Whether one row matches; for many rows ask by segment.
  package func matches(_ row: SessionRow) -> Bool {
    !rows(in: SessionSegment(rows: [row]), from: 0).isEmpty
  }

  /// The indices in the segment, from `start` on, of the rows that match, ascending.
  package func rows(in segment: SessionSegment, from start: Int) -> [Int] {
    var join = SegmentJoin(segment, directory)
    return rows(in: &join, Array(start..<max(start, segment.count)))
  }

  /// Those of the candidates that match; each clause narrows what the next one sees.
  func rows(in join: inout SegmentJoin, _ candidates: [Int]) -> [Int] {
    var candidates = candidates
    for clause in clauses where !candidates.isEmpty {
      var run = clause.test.run(on: join, now: now)
      candidates = candidates.filter { run.holds($0, &join) != clause.isNegated }
    }
    return candidates
  }
}
