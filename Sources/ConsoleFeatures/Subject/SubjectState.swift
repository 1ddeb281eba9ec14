package import ConsoleDomain

/// The subject screen: everything of one person or entity, and the place in it.
package struct SubjectState: Equatable, Sendable {
  /// The document that is the subject; nil until one was named.
  package var key: EntityKey?
  package var picture: SubjectPicture?
  /// Why the last reading failed; what was read before stays.
  package var problem: StoreProblem?
  package var cursor: SubjectItem.ID?
  /// The first line shown.
  package var top = 0
  package var detail: EntityDetailState?
  package var isDetailOpen = false
  package var pane = ScreenPane.list

  init() {}

  /// What the cursor can be on, in the order of the screen.
  package var items: [SubjectItem] { picture?.items ?? [] }

  /// The position of the cursor among the items.
  package var position: Int? {
    guard let cursor else { return nil }
    return items.firstIndex { $0.id == cursor }
  }

  /// What the cursor is on.
  package var cursorItem: SubjectItem? { position.map { items[$0] } }

  /// Gives the keys back to the list.
  mutating func closeDetail() {
    isDetailOpen = false
    pane = .list
    detail?.hide()
  }
}

/// Something on the subject screen that can be gone to.
package enum SubjectItem: Hashable, Sendable {
  case document(EntityRow)
  case session(SessionRow)
  case counter(SubjectCounter)
  case event(AuditEvent)

  /// What names it across refreshes.
  package enum ID: Hashable, Sendable {
    case document(EntityKey)
    case session(SessionID)
    case counter(limiter: String, key: String)
    case event(AuditEvent.ID)
  }

  /// What names it across refreshes.
  package var id: ID {
    switch self {
    case .document(let row): .document(row.key)
    case .session(let row): .session(row.id)
    case .counter(let counter): .counter(limiter: counter.limiter, key: counter.key)
    case .event(let event): .event(event.id)
    }
  }
}

extension SubjectPicture {
  /// Everything that can be gone to, in the order in which it is shown.
  var items: [SubjectItem] {
    records.rows.map(SubjectItem.document)
      + (sessions.value ?? []).map(SubjectItem.session)
      + (counters.value ?? []).map(SubjectItem.counter)
      + (newestEvents.value ?? []).map(SubjectItem.event)
  }
}
