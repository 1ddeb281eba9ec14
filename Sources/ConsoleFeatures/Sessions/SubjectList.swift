package import ConsoleDomain

/// One user's sessions, found without a scan, while they are shown instead of the index.
package struct SubjectList: Sendable {
  /// The place in the index that closing leads back to.
  struct Place {
    var listing: SessionListing?
    var cursor: SessionsState.Cursor?
    var top: Int
    var hasMoved: Bool
    var query: Query
    var filter: String
  }

  /// What the user's own set held.
  package let found: SubjectSessions
  /// The same sessions as an index of their own, without those revoked since.
  var snapshot: SessionSnapshot
  let place: Place

  /// How many sessions of the set are there, whether the filter shows them or not.
  var count: Int { found.rows.count { !snapshot.removed.contains($0.id) } }
}

extension SessionsState {
  /// Shows one user's sessions, unfiltered and from the first; the place in the index is kept.
  ///
  /// Those of the same user read again keep filter and cursor: they wait for their arrangement.
  /// When something is about to be done with a record (`isActionPending`), no other takes its place.
  mutating func open(_ found: SubjectSessions, scan: Int, isActionPending: Bool) {
    let isSameUser = subject?.found.user.id == found.user.id
    let snapshot = withoutGone(found.snapshot(scan: scan))
    subject = SubjectList(found: found, snapshot: snapshot, place: subject?.place ?? place)
    guard !isSameUser else { return }
    let order = (0..<UInt32(snapshot.count)).filter {
      !snapshot.removed.contains(snapshot.row(Int($0)).id)
    }
    let listing = SessionListing(snapshot, order: order)
    self.listing = listing
    shownView = nil
    filter(by: Query(), text: "")
    hasMoved = false
    cursor = order.isEmpty || isActionPending ? nil : Cursor(at: 0, in: listing)
    closeDetail()
  }

  /// Goes back to the place in the index; an arrangement of the user's sessions is given up.
  mutating func closeSubject() {
    guard let place = subject?.place else { return }
    subject = nil
    arranging = nil
    filter(by: place.query, text: place.filter)
    listing = place.listing
    shownView = nil
    cursor = place.cursor
    top = place.top
    hasMoved = place.hasMoved
  }

  private var place: SubjectList.Place {
    SubjectList.Place(
      listing: listing,
      cursor: cursor,
      top: top,
      hasMoved: hasMoved,
      query: query,
      filter: filter
    )
  }
}
