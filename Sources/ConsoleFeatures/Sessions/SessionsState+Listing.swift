import ConsoleDomain

extension SessionsState {
  /// Takes a newer snapshot, without the sessions that were revoked after its scan began.
  mutating func publish(_ snapshot: SessionSnapshot) {
    var snapshot = snapshot
    let began = snapshot.progress.startedAt
    snapshot.removed.formUnion(gone.filter { $0.value >= began }.keys)
    latest = snapshot
    isArrangementDue = true
  }

  /// What to arrange next: the newest snapshot, unless a rescan has not yet come as far as the list.
  func arrangementRequest(at now: Instant) -> SessionArrangementRequest? {
    guard let latest else { return nil }
    var snapshot = latest
    if case .index(let listed, _)? = listing?.content, listed.scan != latest.scan,
      latest.progress.phase == .running, latest.count < listed.count
    {
      snapshot = listed
      snapshot.removed.formUnion(gone.keys)
    }
    return SessionArrangementRequest(
      snapshot: snapshot,
      query: query,
      order: order,
      showsAnonymous: showsAnonymous,
      now: now,
      tracked: tracked(in: snapshot)
    )
  }

  /// Shows a new arrangement; cursor and marks stay on their records.
  mutating func show(
    _ arrangement: SessionArrangement,
    of request: SessionArrangementRequest,
    page: Int
  ) {
    let isSameScan = listedScan == request.snapshot.scan
    listing = SessionListing(.index(request.snapshot, order: arrangement.rows))
    dropMarks(arrangement, of: request)
    if subject == nil {
      place(&cursor, number: { isSameScan ? $0.rowNumber : arrangement.tracked[$0.id] })
      top = scrollTop(top, keeping: cursor?.position, count: arrangement.rows.count, page: page)
    } else {
      place(&indexCursor, number: { isSameScan ? $0.rowNumber : arrangement.tracked[$0.id] })
    }
  }

  /// The scan whose rows are listed.
  private var listedScan: Int? {
    guard case .index(let snapshot, _)? = listing?.content else { return nil }
    return snapshot.scan
  }

  /// Sessions whose whereabouts are not known from their row number: they belong to another scan.
  private func tracked(in snapshot: SessionSnapshot) -> [SessionID] {
    let place = subject == nil ? cursor : indexCursor
    var ids: [SessionID] = []
    if let place, listedScan != snapshot.scan { ids.append(place.id) }
    if snapshot.progress.phase == .complete {
      ids += marks.ids(before: snapshot.progress.startedAt)
    }
    return ids
  }

  private mutating func dropMarks(
    _ arrangement: SessionArrangement,
    of request: SessionArrangementRequest
  ) {
    marks.remove(request.snapshot.removed)
    guard request.snapshot.progress.phase == .complete else { return }
    let older = marks.ids(before: request.snapshot.progress.startedAt)
    let asked = Set(request.tracked)
    marks.remove(Set(older.filter { asked.contains($0) && arrangement.tracked[$0] == nil }))
  }

  /// Moves a cursor to where its record is now; if that is not shown any more, to what took its place.
  private func place(_ cursor: inout Cursor?, number: (Cursor) -> UInt32?) {
    guard let listing, listing.count > 0 else {
      cursor = nil
      return
    }
    var position = 0
    if let old = cursor, hasMoved {
      position =
        number(old).flatMap { listing.position(of: old.id, rowNumber: $0) }
        ?? min(old.position, listing.count - 1)
    }
    cursor = Cursor(
      id: listing.row(position).id,
      position: position,
      rowNumber: listing.rowNumber(position)
    )
  }
}
