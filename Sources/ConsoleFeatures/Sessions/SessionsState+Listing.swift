import ConsoleDomain

extension SessionsState {
  /// Takes a newer snapshot, without the sessions that were revoked after its scan began.
  mutating func publish(_ snapshot: SessionSnapshot) {
    latest = withoutGone(snapshot)
    if subject == nil { pace.isDue = true }
  }

  /// A snapshot without the sessions that were revoked after its reading began.
  func withoutGone(_ snapshot: SessionSnapshot) -> SessionSnapshot {
    var snapshot = snapshot
    let began = snapshot.progress.startedAt
    snapshot.removed.formUnion(gone.filter { $0.value >= began }.keys)
    return snapshot
  }

  /// What to arrange next: the newest snapshot, unless a rescan has not yet come as far as the list.
  func arrangementRequest(at now: Instant) -> SessionArrangementRequest? {
    guard var snapshot = source else { return nil }
    if let listed = listing?.snapshot, listed.scan != snapshot.scan,
      snapshot.progress.phase == .running, snapshot.count < listed.count
    {
      snapshot = listed
      snapshot.removed.formUnion(gone.keys)
    }
    return SessionArrangementRequest(
      snapshot: snapshot,
      query: query,
      order: order,
      showsAnonymous: showsAnonymous || subject != nil,
      now: now,
      tracked: tracked(in: snapshot),
      earlier: earlier(for: snapshot)
    )
  }

  /// What a growing list can go on from; a scan that has ended is arranged afresh, with all names.
  private func earlier(for snapshot: SessionSnapshot) -> SessionOrdering? {
    guard snapshot.progress.phase == .running, let last = lastArrangement,
      last.request.snapshot.scan == snapshot.scan, last.request.query == query,
      last.request.order == order, last.request.showsAnonymous == showsAnonymous
    else { return nil }
    return last.ordering
  }

  /// Shows a new arrangement; cursor and marks stay on their records.
  ///
  /// When a record goes while something is about to be done with it (`isActionPending`), the cursor
  /// goes to nothing instead of to its neighbour.
  mutating func show(
    _ arrangement: SessionArrangement,
    of request: SessionArrangementRequest,
    page: Int,
    isActionPending: Bool
  ) {
    lastArrangement = arrangement.ordering.map { (request, $0) }
    lastArrangement?.request.earlier = nil
    let isSameScan = listing?.snapshot.scan == request.snapshot.scan
    listing = SessionListing(request.snapshot, order: arrangement.rows)
    shownView = request.arrangedView
    dropMarks(arrangement, of: request)
    let number = cursor.flatMap { isSameScan ? $0.rowNumber : arrangement.tracked[$0.id] }
    cursor = moved(cursor, number: number, canChangeRecord: !isActionPending)
    top = scrollTop(top, keeping: cursor?.position, count: arrangement.rows.count, page: page)
  }

  /// Sessions whose whereabouts are not known from their row number: they belong to another scan.
  private func tracked(in snapshot: SessionSnapshot) -> [SessionID] {
    var ids: [SessionID] = []
    if let cursor, listing?.snapshot.scan != snapshot.scan { ids.append(cursor.id) }
    if tellsWhatIsGone(snapshot) {
      ids += marks.ids(before: snapshot.progress.startedAt)
    }
    return ids
  }

  /// Whether a session that is not in the snapshot is gone: one user's say nothing about others'.
  private func tellsWhatIsGone(_ snapshot: SessionSnapshot) -> Bool {
    subject == nil && snapshot.progress.phase == .complete
  }

  private mutating func dropMarks(
    _ arrangement: SessionArrangement,
    of request: SessionArrangementRequest
  ) {
    marks.remove(request.snapshot.removed)
    guard tellsWhatIsGone(request.snapshot) else { return }
    let older = marks.ids(before: request.snapshot.progress.startedAt)
    let asked = Set(request.tracked)
    marks.remove(Set(older.filter { asked.contains($0) && arrangement.tracked[$0] == nil }))
  }

  /// A cursor where its record is now; if that is not shown any more, on what took its place.
  private func moved(_ cursor: Cursor?, number: UInt32?, canChangeRecord: Bool) -> Cursor? {
    guard let listing, listing.count > 0 else { return nil }
    var position = 0
    if let cursor, hasMoved {
      if let found = number.flatMap({ listing.order.firstIndex(of: $0) }) {
        position = found
      } else if canChangeRecord {
        position = min(cursor.position, listing.count - 1)
      } else {
        return nil
      }
    } else if !canChangeRecord {
      return nil
    }
    return Cursor(at: position, in: listing)
  }
}
