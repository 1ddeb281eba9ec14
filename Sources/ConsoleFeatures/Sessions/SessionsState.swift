package import ConsoleDomain
import ConsoleScreen

/// The sessions screen: the index, what is shown of it, and the place in it.
package struct SessionsState: Sendable {
  /// Which half of the screen takes the movement keys.
  package enum Pane: Hashable, Sendable {
    case list
    case detail
  }

  /// The place in the list: it stays on its record, wherever that moves.
  package struct Cursor: Equatable, Sendable {
    package var id: SessionID
    package var position: Int
    /// Its row number within the listing's scan.
    var rowNumber: UInt32

    /// The place at a position below the listing's count.
    init(at position: Int, in listing: SessionListing) {
      id = listing.row(position).id
      self.position = position
      rowNumber = listing.order[position]
    }
  }

  /// The newest snapshot; what is shown may be a little older.
  package var latest: SessionSnapshot?
  package var listing: SessionListing?
  /// Sessions of one user, found without a scan; shown instead of the index.
  package var subject: SubjectList?
  var filterState = FilterState()
  package var order = SessionOrder(.seen, isDescending: true)
  package var showsAnonymous = false
  package var cursor: Cursor?
  /// Whether the cursor was moved: until then it stays on the first line while rows come in.
  var hasMoved = false
  /// Sessions that were revoked here, and when: a scan begun before still holds them.
  var gone: [SessionID: Instant] = [:]
  /// First position shown.
  package var top = 0
  package var marks = SessionMarks()
  /// Where a range of marks begins, once it was begun.
  var rangeStart: SessionID?
  package var detail: SessionDetailState?
  /// Whether the detail shows the JSON without the fields above it.
  var showsJSONAlone = false
  /// On a narrow screen: whether the detail covers the list.
  package var isDetailOpen = false
  package var pane = Pane.list
  /// Why the last scan failed; the rows stay.
  package var problem: StoreProblem?
  /// The scan was stopped by hand.
  package var isScanStopped = false
  /// The request whose reply is awaited.
  var arranging: SessionArrangementRequest?
  var pace = ArrangementPace()
  /// The last arrangement and what it was asked for, to go on from while the scan runs.
  var lastArrangement: (request: SessionArrangementRequest, ordering: SessionOrdering)?
  /// What the rows shown were chosen and sorted by; nil: they are no arrangement.
  var shownView: ArrangedView?

  /// What decides which rows are listed, and in which order.
  struct ArrangedView: Equatable {
    var query: Query
    var order: SessionOrder
    var showsAnonymous: Bool
  }

  init() {}

  /// The filter as it was typed, and as it was understood.
  package var filter: String { filterState.text }
  var query: Query { filterState.query }

  /// Whether rows by another filter or in another order were asked for and are not shown yet.
  var isViewComing: Bool {
    guard let request = arranging, let shownView else { return false }
    return shownView != request.arrangedView
  }

  /// What the list is arranged from: the subject's sessions where one is open, else the index.
  var source: SessionSnapshot? { subject?.snapshot ?? latest }

  /// The record under the cursor.
  package var cursorRow: SessionRow? {
    guard let cursor, let listing, cursor.position < listing.count else { return nil }
    return listing.row(cursor.position)
  }

  /// Gives the keys back to the list.
  mutating func closeDetail() {
    isDetailOpen = false
    pane = .list
    detail?.hide()
  }

  /// Takes a filter that was understood.
  mutating func filter(by query: Query, text: String) {
    filterState.set(query, text: text)
    top = 0
  }
}
