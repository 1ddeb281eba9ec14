package import ConsoleDomain

/// The Limits screen: the counters, what is shown of them, and the place in it.
package struct LimitsState: Sendable {
  /// The place in the list: it stays on its counter, wherever that moves.
  package struct Cursor: Equatable, Sendable {
    package var id: CounterID
    package var position: Int
    /// Its row number within the listing's scan.
    var rowNumber: UInt32

    /// The place at a position; nil beyond the end.
    init?(at position: Int, in listing: CounterListing) {
      guard let id = listing.id(position) else { return nil }
      self.id = id
      self.position = position
      rowNumber = listing.order[position]
    }
  }

  /// What was read of a counter after the scan had found it.
  package struct Fresh: Equatable, Sendable {
    /// nil: the counter is gone.
    package var reading: CounterReading?
    package var at: Instant
  }

  /// A key that is shown in clear until an instant.
  package struct Revealed: Equatable, Sendable {
    package var id: CounterID
    package var until: Instant
  }

  /// What decides which rows are listed, and in which order.
  struct ArrangedView: Equatable {
    var query: Query
    var order: CounterOrder
  }

  /// What was refused over time.
  package var refusals = RefusalsState()
  /// The newest snapshot; what is shown may be a little older.
  package var latest: CounterSnapshot?
  /// The scan that the newest snapshot is of.
  var latestScan = 0
  package var listing: CounterListing?
  var filterState = FilterState()
  package var order = CounterOrder(.used, isDescending: true)
  package var cursor: Cursor?
  /// Whether the cursor was moved: until then it stays on the first line while rows come in.
  var hasMoved = false
  /// First position shown.
  package var top = 0
  package var marks = CounterMarks()
  /// Where a range of marks begins, once it was begun.
  var rangeStart: CounterID?
  /// What was read again of the rows in view, and of the counters that the detail names.
  package var fresh: [CounterID: Fresh] = [:]
  /// When rows were last asked for again.
  var refreshedAt: Instant?
  package var refreshProblem: StoreProblem?
  package var revealed: Revealed?
  /// On a narrow screen: whether the detail covers the list.
  package var isDetailOpen = false
  package var pane = ScreenPane.list
  /// The first line of the detail pane that is shown.
  package var detailTop = 0
  /// Why the last scan failed; the rows stay.
  package var problem: StoreProblem?
  /// The scan was stopped by hand.
  package var isScanStopped = false
  /// The request whose reply is awaited.
  var arranging: CounterArrangementRequest?
  var pace = ArrangementPace()
  /// What the last arrangement was made by, to go on from while the scan runs.
  var shownView: ArrangedView?

  init() {}

  /// The filter as it was typed, and as it was understood.
  package var filter: String { filterState.text }
  var query: Query { filterState.query }

  /// Whether rows by another filter or in another order were asked for and are not shown yet.
  var isViewComing: Bool {
    guard let arranging, let shownView else { return false }
    return shownView != arranging.arrangedView
  }

  /// Gives the keys back to the list.
  mutating func closeDetail() {
    isDetailOpen = false
    pane = .list
    revealed = nil
  }

  /// Takes a filter that was understood.
  mutating func filter(by query: Query, text: String) {
    filterState.set(query, text: text)
    top = 0
  }
}
