package import ConsoleDomain

extension LimitsState {
  /// Takes a newer snapshot.
  mutating func publish(_ snapshot: CounterSnapshot, scan: Int) {
    latest = snapshot
    latestScan = scan
    pace.isDue = true
  }

  /// What to arrange next: the newest snapshot, unless a rescan has not yet come as far as the list.
  func arrangementRequest(at now: Instant) -> CounterArrangementRequest? {
    guard var snapshot = latest else { return nil }
    var scan = latestScan
    if let listing, listing.scan != scan, snapshot.progress.phase == .running,
      snapshot.count < listing.snapshot.count
    {
      snapshot = listing.snapshot
      scan = listing.scan
    }
    let isSameScan = listing?.scan == scan
    return CounterArrangementRequest(
      scan: scan,
      snapshot: snapshot,
      view: CounterView(query: query, order: order, now: now),
      tracked: isSameScan ? nil : cursor?.id,
      earlier: isSameScan && snapshot.progress.phase == .running
        && shownView == ArrangedView(query: query, order: order) ? listing?.ordering : nil
    )
  }

  /// Shows a new arrangement; the cursor stays on its counter.
  ///
  /// When it goes while something is about to be done with it (`isActionPending`), the cursor goes to
  /// nothing instead of to its neighbour.
  mutating func show(
    _ arrangement: CounterArrangement,
    of request: CounterArrangementRequest,
    page: Int,
    isActionPending: Bool
  ) {
    let isSameScan = listing?.scan == request.scan
    listing = arrangement.listing
    shownView = request.arrangedView
    let place = cursor.flatMap { cursor in
      isSameScan ? arrangement.listing.order.firstIndex(of: cursor.rowNumber) : arrangement.tracked
    }
    cursor = moved(cursor, to: place, canChangeRecord: !isActionPending)
    top = scrollTop(top, keeping: cursor?.position, count: arrangement.listing.count, page: page)
  }

  private func moved(_ cursor: Cursor?, to place: Int?, canChangeRecord: Bool) -> Cursor? {
    guard let listing, listing.count > 0 else { return nil }
    guard let cursor, hasMoved else {
      return canChangeRecord ? Cursor(at: 0, in: listing) : nil
    }
    if let place { return Cursor(at: place, in: listing) }
    guard canChangeRecord else { return nil }
    return Cursor(at: min(cursor.position, listing.count - 1), in: listing)
  }

  // MARK: Rows

  /// The counter at a position as it was read last, judged at this moment.
  package func row(_ position: Int, at now: Instant) -> CounterRow? {
    guard let listing, var row = listing.row(position, at: now) else { return nil }
    guard let reading = fresh[row.counter.id]?.reading else { return row }
    row.counter.reading = reading
    return listing.ordering.row(row.counter, at: now)
  }

  /// Whether the counter was gone when it was read last.
  package func isGone(_ id: CounterID) -> Bool { fresh[id].map { $0.reading == nil } ?? false }

  /// The counter under the cursor.
  package func cursorRow(at now: Instant) -> CounterRow? {
    cursor.flatMap { row($0.position, at: now) }
  }

  /// The other counters that the same client may have: of every limiter that has keys in clear.
  func siblings(of row: CounterRow) -> [CounterID] {
    let client = row.counter.key.client
    guard client.kind != .hash, let limiters = listing?.snapshot.limiters else { return [] }
    return limiters.enumerated().compactMap { place, limiter in
      guard limiter.format.isPlainKey, place != row.counter.id.limiter else { return nil }
      return CounterID(limiter: place, rest: Array(client.text.utf8))
    }
  }

  /// What to read again: the rows in view, then the other counters of the client under the cursor.
  func refreshed(page: Int, at now: Instant) -> [CounterID] {
    guard let listing else { return [] }
    let shown = (top..<min(listing.count, top + max(0, page))).compactMap { listing.id($0) }
    guard let row = cursorRow(at: now) else { return shown }
    return shown + siblings(of: row).filter { !shown.contains($0) }
  }

  /// Takes what was read again; what is not in view any more is forgotten.
  mutating func take(_ readings: [CounterReading?], of ids: [CounterID], at now: Instant) {
    fresh = Dictionary(
      zip(ids, readings).map { ($0, Fresh(reading: $1, at: now)) },
      uniquingKeysWith: { first, _ in first }
    )
    refreshProblem = nil
  }
}

extension LimiterFormat {
  /// Whether a counter's key behind the prefix is the client and nothing else.
  fileprivate var isPlainKey: Bool {
    switch self {
    case .counter, .flexible, .flexibleMongo, .records, .laravel, .laravelThrottle, .upstashTokens:
      true
    case .fastify, .throttler, .throttler5, .upstashFixed, .upstashSliding, .envoy, .kong: false
    }
  }
}
