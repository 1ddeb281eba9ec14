package import ConsoleDomain

/// What to filter and how to sort; worked out away from the keyboard.
package struct SessionArrangementRequest: Sendable {
  package var snapshot: SessionSnapshot
  package var query: Query
  package var order: SessionOrder
  package var showsAnonymous: Bool
  /// The instant that `ttl<1h` and the like are relative to.
  package var now: Instant
  /// Sessions whose row numbers the reply must tell: the cursor's and marked ones of another scan.
  package var tracked: [SessionID]
  /// The arrangement before, of the same view and scan: only rows added since are looked at.
  var earlier: SessionOrdering?

  /// What of this decides which rows are shown.
  var arrangedView: SessionsState.ArrangedView {
    SessionsState.ArrangedView(query: query, order: order, showsAnonymous: showsAnonymous)
  }

  /// What `SessionView` is asked for.
  package var view: SessionView {
    SessionView(query: query, order: order, showsAnonymous: showsAnonymous, now: now)
  }
}

extension SessionArrangementRequest: Equatable {
  /// Snapshots are compared by scan and length, which is what an arrangement depends on.
  package static func == (
    left: SessionArrangementRequest,
    right: SessionArrangementRequest
  ) -> Bool {
    left.snapshot.scan == right.snapshot.scan && left.snapshot.count == right.snapshot.count
      && left.snapshot.removed == right.snapshot.removed && left.query == right.query
      && left.order == right.order && left.showsAnonymous == right.showsAnonymous
      && left.now == right.now && left.tracked == right.tracked
  }
}

/// The row numbers to show, and where the tracked sessions are.
package struct SessionArrangement: Sendable {
  package var rows: [UInt32]
  /// What the next arrangement can go on from.
  var ordering: SessionOrdering?
  /// Row numbers of those tracked sessions that the snapshot holds, shown or not.
  package var tracked: [SessionID: UInt32]

  /// Makes an arrangement.
  package init(rows: [UInt32], tracked: [SessionID: UInt32] = [:]) {
    self.rows = rows
    self.tracked = tracked
  }
}

extension SessionArrangementRequest {
  /// Works the arrangement out; to be called away from the main actor, a cancelled task ends early.
  package func arranged() throws(CancellationError) -> SessionArrangement {
    let ordering = try view.ordering(of: snapshot, extending: earlier)
    var arrangement = SessionArrangement(rows: ordering.rows)
    arrangement.ordering = ordering
    guard !tracked.isEmpty else { return arrangement }
    var places: [SessionID: UInt32] = [:]
    let wanted = Set(tracked)
    for number in 0..<snapshot.count {
      if number % SessionSnapshot.segmentSize == 0, Task.isCancelled { throw CancellationError() }
      let id = snapshot.id(number)
      if wanted.contains(id), !snapshot.removed.contains(id) { places[id] = UInt32(number) }
    }
    arrangement.tracked = places
    return arrangement
  }
}

extension SessionSnapshot {
  /// The id alone of the row with this number.
  fileprivate func id(_ number: Int) -> SessionID {
    let (segment, index) = segment(of: number)
    return segment.id(index)
  }
}
