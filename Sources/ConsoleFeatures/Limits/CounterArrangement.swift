package import ConsoleDomain

/// What to filter and how to sort; worked out away from the keyboard.
package struct CounterArrangementRequest: Sendable {
  package var scan: Int
  package var snapshot: CounterSnapshot
  package var view: CounterView
  /// The counter whose row number the reply must tell: the cursor's, of another scan.
  package var tracked: CounterID?
  /// The arrangement before, of the same view and scan: only rows found since are looked at.
  var earlier: CounterOrdering?

  /// What of this decides which rows are shown.
  var arrangedView: LimitsState.ArrangedView {
    LimitsState.ArrangedView(query: view.query, order: view.order)
  }

  /// Works the arrangement out; to be called away from the main actor, a cancelled task ends early.
  package func arranged() throws(CancellationError) -> CounterArrangement {
    let ordering = try view.ordering(of: snapshot, extending: earlier)
    let listing = CounterListing(scan: scan, snapshot, ordering)
    return CounterArrangement(
      listing: listing,
      tracked: tracked.flatMap { id in listing.position(of: id) }
    )
  }
}

extension CounterArrangementRequest: Equatable {
  /// Snapshots are compared by scan and length, which is what an arrangement depends on.
  package static func == (
    left: CounterArrangementRequest,
    right: CounterArrangementRequest
  ) -> Bool {
    left.scan == right.scan && left.snapshot.count == right.snapshot.count
      && left.view == right.view && left.tracked == right.tracked
  }
}

/// The rows to show, and where the tracked counter is among them.
package struct CounterArrangement: Sendable {
  package var listing: CounterListing
  package var tracked: Int?
}
