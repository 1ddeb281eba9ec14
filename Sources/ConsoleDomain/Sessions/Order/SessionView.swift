/// Which sessions are shown and in what order; to be worked out off the main actor.
///
/// A million rows take seconds at most; a cancelled task is noticed after each segment.
package struct SessionView: Sendable {
  package var query: Query
  package var order: SessionOrder
  /// Whether sessions without a user are shown; a query that names the flag shows them anyway.
  package var showsAnonymous: Bool
  /// The moment that ages and times left are counted from.
  package var now: Instant

  /// Makes a view.
  package init(query: Query, order: SessionOrder, showsAnonymous: Bool, now: Instant) {
    self.query = query
    self.order = order
    self.showsAnonymous = showsAnonymous
    self.now = now
  }

  /// The row numbers of a snapshot that match, in order.
  package static func rows(
    _ snapshot: SessionSnapshot,
    query: Query,
    sort: SessionOrder,
    showAnonymous: Bool,
    now: Instant
  ) throws(CancellationError) -> [UInt32] {
    try SessionView(query: query, order: sort, showsAnonymous: showAnonymous, now: now)
      .ordering(of: snapshot).rows
  }

  /// The rows of a snapshot; with `earlier`, of the same view and scan, only new rows are looked at.
  ///
  /// Rows already placed keep the place that the names known then gave them; order afresh when the
  /// directory has changed.
  package func ordering(
    of snapshot: SessionSnapshot,
    extending earlier: SessionOrdering? = nil
  ) throws(CancellationError) -> SessionOrdering {
    let base = earlier.flatMap { $0.scan == snapshot.scan ? $0 : nil }
    let sorter = SessionSorter(snapshot: snapshot, order: order, now: now)
    let matcher = SessionMatcher(query, directory: snapshot.directory, now: now)
    let removed = RemovedSessions(snapshot.removed)
    let covered = base?.covered ?? 0
    var runs: [[SessionSortKey]] = []
    for number in covered / SessionSnapshot.segmentSize..<snapshot.segments.count {
      if Task.isCancelled { throw CancellationError() }
      let firstRow = number * SessionSnapshot.segmentSize
      var join = SegmentJoin(snapshot.segments[number], snapshot.directory)
      let shown = visible(in: join.segment, from: max(0, covered - firstRow), removed)
      let matching = matcher.rows(in: &join, shown)
      if !matching.isEmpty {
        runs.append(sorter.keys(of: matching, in: &join, firstRow: firstRow))
      }
    }
    let added = try SortedRuns.merged(runs, by: sorter)
    let kept = (base?.keys ?? []).filter { key in
      let (segment, index) = snapshot.segment(of: Int(key.row))
      return !removed.contains(segment, index)
    }
    return SessionOrdering(
      scan: snapshot.scan,
      covered: max(covered, snapshot.count),
      keys: kept.isEmpty ? added : try SortedRuns.merged([kept, added], by: sorter)
    )
  }

  private func visible(
    in segment: SessionSegment,
    from start: Int,
    _ removed: RemovedSessions
  ) -> [Int] {
    let showsAnonymous = showsAnonymous || asksForAnonymous
    return (start..<max(start, segment.count)).filter { index in
      (showsAnonymous || !segment.flags(index).isPlainlyAnonymous)
        && !removed.contains(segment, index)
    }
  }

  private var asksForAnonymous: Bool {
    query.clauses.contains {
      !$0.isNegated && $0.term == .choice(field: "flag", "anonymous")
    }
  }
}

extension SessionFlags {
  /// Without a user for certain: a value that could not be read may well have one.
  package var isPlainlyAnonymous: Bool {
    contains(.anonymous) && isDisjoint(with: [.unreadable, .wrongType, .truncated])
  }
}

/// The removed sessions, asked first by how their sids begin, so that few rows are materialised.
struct RemovedSessions {
  private let ids: Set<SessionID>
  private let heads: Set<UInt64>

  init(_ ids: Set<SessionID>) {
    self.ids = ids
    heads = Set(ids.map { Self.head($0.bytes[...]) })
  }

  func contains(_ segment: SessionSegment, _ index: Int) -> Bool {
    guard !ids.isEmpty, heads.contains(Self.head(segment.sid(index))) else { return false }
    return ids.contains(segment.id(index))
  }

  private static func head(_ sid: ArraySlice<UInt8>) -> UInt64 {
    sid.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
