package import ConsoleDomain
import ConsoleScreen

/// The audit screen: a window on both logs, what it is filtered by, and the place in it.
package struct AuditState: Equatable, Sendable {
  package private(set) var window = AuditWindow()
  package var filter = FilterState()
  package var cursor: AuditEvent.ID?
  /// Whether the cursor was moved: until then it stays on the newest event.
  var hasMoved = false
  package var top = 0
  package var isDetailOpen = false
  package var pane = Pane.list
  package var detailTop = 0
  package var revealed: Revealed?
  package var problem: StoreProblem?
  /// Whether the console's own collections exist; nil until read.
  package private(set) var isInitialised: Bool?
  package private(set) var readAt: Instant?
  /// What the read under way is for.
  var loading: Load?
  /// Which filter the window was read by.
  var reading = ListReading()
  /// When a changed filter is searched for: typing puts it off.
  var reloadAt: Instant?
  /// Whether new events are asked for every few seconds.
  package var isFollowing = false
  /// When they were last asked for.
  var polledAt: Instant?
  /// Headers checked so far while a verification runs.
  package var checked: Int64?
  package var verification: AuditVerification?
  package var verifiedAt: Instant?
  /// Why an outcome is not in the audit log yet; nil: all are.
  package var owed: String?
  /// Intents without an outcome whose console is not known to run.
  package var interrupted = 0

  /// Which half of the screen takes the movement keys.
  package enum Pane: Hashable, Sendable {
    case list
    case detail
  }

  /// What a page is wanted for.
  enum Load: Hashable, Sendable {
    /// In place of the window; whether it begins at the newest event.
    case replace(isNewest: Bool)
    case older
    case newer
  }

  /// Payload and metadata of an event in clear, and the instant they are taken away again.
  package struct Revealed: Equatable, Sendable {
    package var id: String
    package var event: RevealedEvent
    package var until: Instant
  }

  init() {}

  package var events: [AuditEvent] { window.events }

  /// Whether the events of another filter are to come.
  var isViewComing: Bool { reading.isComing(filter.query, isPutOff: reloadAt != nil) }

  /// The position of the cursor.
  package var position: Int? {
    guard let cursor else { return nil }
    return events.firstIndex { $0.id == cursor }
  }

  /// The event under the cursor.
  package var cursorEvent: AuditEvent? { position.map { events[$0] } }

  /// Gives the keys back to the list.
  mutating func closeDetail() {
    isDetailOpen = false
    pane = .list
    revealed = nil
  }

  /// Puts the cursor on an event of the list.
  mutating func select(_ position: Int, page: Int) {
    guard events.indices.contains(position) else { return }
    hasMoved = true
    if cursor != events[position].id {
      cursor = events[position].id
      detailTop = 0
      revealed = nil
    }
    top = scrollTop(top, keeping: position, count: events.count, page: page)
  }

  /// Notes that the page under way won't come.
  mutating func giveUpReading() {
    loading = nil
    reading.giveUp()
  }

  /// Takes a page that was read; the cursor stays on its event and its line.
  mutating func take(_ slice: AuditSlice, page: Int) {
    let line = position.map { $0 - top }
    switch loading {
    case .replace(let isNewest)?:
      window = AuditWindow(slice, isAtNewest: isNewest)
      reading.arrive()
    case .older?: window.append(slice)
    case .newer?: window.prepend(slice)
    case nil: return
    }
    loading = nil
    problem = slice.problem
    isInitialised = slice.isInitialised
    readAt = slice.readAt
    if position == nil || !hasMoved { cursor = events.first?.id }
    if let position, let line, hasMoved { top = position - line }
    top = scrollTop(top, keeping: position, count: events.count, page: page)
  }
}
