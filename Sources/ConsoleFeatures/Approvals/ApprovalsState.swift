package import ConsoleDomain

/// Requests for approval as they were read at one moment.
package struct ApprovalListing: Hashable, Sendable {
  package var requests: [Approval]
  package var readAt: Instant

  /// Makes a listing.
  package init(requests: [Approval], readAt: Instant) {
    self.requests = requests
    self.readAt = readAt
  }

  /// How many nobody has decided yet.
  func waiting(at now: Instant) -> Int { requests.count { $0.state(at: now) == .pending } }
}

/// The Approvals screen, and how many requests wait on every other one.
package struct ApprovalsState: Equatable, Sendable {
  /// How often it is looked for what waits while the display is live.
  static let interval: Duration = .seconds(60)

  /// The newest requests; nil until they were read.
  package private(set) var listing: ApprovalListing?
  /// Those that live, read on every screen; nil while unknown.
  package private(set) var living: ApprovalListing?
  package var problem: StoreProblem?
  /// When it was last looked for what waits, however that ended.
  var lookedAt: Instant?
  package private(set) var rows: [Approval] = []
  /// The id of the request under the cursor.
  package var cursor: String?
  package var top = 0
  package var isDetailOpen = false
  package var pane = ScreenPane.list
  /// The first line of the detail pane that is shown.
  package var detailTop = 0

  init() {}

  /// The position of the cursor among the rows shown.
  package var position: Int? {
    guard let cursor else { return nil }
    return rows.firstIndex { $0.id == cursor }
  }

  /// The request under the cursor.
  package var cursorRow: Approval? { position.map { rows[$0] } }

  /// Takes the newest requests: those that wait first, then the newest.
  mutating func take(_ listing: ApprovalListing, at now: Instant, page: Int) {
    let line = position.map { $0 - top }
    self.listing = listing
    living = listing
    problem = nil
    rows = listing.requests.sorted { left, right in
      let (one, other) = (left.state(at: now).rank, right.state(at: now).rank)
      return one == other ? left.requestedAt > right.requestedAt : one < other
    }
    if let position, let line { top = position - line }
    if position == nil { cursor = rows.first?.id }
    top = scrollTop(top, keeping: position, count: rows.count, page: page)
  }

  /// Takes what lives, for the line on every screen.
  mutating func take(living listing: ApprovalListing) { living = listing }

  /// Puts the cursor on a row that is shown.
  mutating func select(_ position: Int, page: Int) {
    guard rows.indices.contains(position) else { return }
    if cursor != rows[position].id { detailTop = 0 }
    cursor = rows[position].id
    top = scrollTop(top, keeping: position, count: rows.count, page: page)
  }

  /// Gives the keys back to the list.
  mutating func closeDetail() {
    isDetailOpen = false
    pane = .list
  }
}

extension Approval.State {
  /// What can still be decided or used comes first.
  fileprivate var rank: Int {
    switch self {
    case .pending: 0
    case .approved: 1
    case .denied, .expired, .consumed: 2
    }
  }
}
