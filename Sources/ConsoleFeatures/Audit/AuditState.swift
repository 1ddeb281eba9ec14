package import ConsoleDomain

/// The audit screen: the newest events of both logs and the place among them.
package struct AuditState: Equatable, Sendable {
  package var page: AuditPage?
  /// Ours and the backend's, newest first.
  package var entries: [AuditEntry] = []
  package var cursor: AuditEntry.ID?
  /// Whether the cursor was moved: until then it stays on the newest event.
  var hasMoved = false
  package var top = 0
  package var isDetailOpen = false
  package var pane = Pane.list
  package var detailTop = 0
  package var problem: StoreProblem?
  /// Headers checked so far while a verification runs.
  package var checked: Int64?
  package var verification: AuditVerification?

  /// Which half of the screen takes the movement keys.
  package enum Pane: Hashable, Sendable {
    case list
    case detail
  }

  init() {}

  /// The position of the cursor.
  package var position: Int? {
    guard let cursor else { return nil }
    return entries.firstIndex { $0.id == cursor }
  }

  /// The event under the cursor.
  package var cursorEntry: AuditEntry? { position.map { entries[$0] } }

  /// Gives the keys back to the list.
  mutating func closeDetail() {
    isDetailOpen = false
    pane = .list
  }

  mutating func move(_ step: ListMove, page: Int) {
    hasMoved = true
    if pane == .detail {
      detailTop = step.position(from: detailTop, count: 500, page: page) ?? 0
      return
    }
    guard let place = step.position(from: position, count: entries.count, page: page) else {
      return
    }
    cursor = entries[place].id
    detailTop = 0
    top = scrollTop(top, keeping: place, count: entries.count, page: page)
  }

  /// Takes a fresh page; the cursor stays on its event, or goes to the newest.
  mutating func show(_ page: AuditPage, rows: Int) {
    self.page = page
    problem = page.problem
    entries = page.merged
    if position == nil || !hasMoved { cursor = entries.first?.id }
    top = scrollTop(top, keeping: position, count: entries.count, page: rows)
  }
}

/// One line of the audit screen.
package enum AuditEntry: Hashable, Sendable, Identifiable {
  case ours(AuditRecord)
  case backend(BackendEvent)

  /// What names an event across refreshes.
  package enum ID: Hashable, Sendable {
    case ours(Int64)
    case backend(String)
  }

  package var id: ID {
    switch self {
    case .ours(let record): .ours(record.header.sequence)
    case .backend(let event): .backend(event.id)
    }
  }

  /// When it happened; nil when it is not known.
  package var at: Instant? {
    switch self {
    case .ours(let record): Instant(iso8601: record.header.timestamp)
    case .backend(let event): event.createdAt
    }
  }
}

extension AuditPage {
  /// Both logs as one list, newest first; each log keeps its own order.
  var merged: [AuditEntry] {
    var entries: [AuditEntry] = []
    entries.reserveCapacity(ours.count + backend.count)
    var ours = self.ours.map(AuditEntry.ours)[...]
    var backend = self.backend.map(AuditEntry.backend)[...]
    while let first = ours.first, let other = backend.first {
      let isOursNewer = (first.at?.milliseconds ?? .max) >= (other.at?.milliseconds ?? .max)
      entries.append(isOursNewer ? first : other)
      if isOursNewer { ours.removeFirst() } else { backend.removeFirst() }
    }
    return entries + ours + backend
  }
}
