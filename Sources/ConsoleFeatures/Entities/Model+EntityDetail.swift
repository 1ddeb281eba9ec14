import ConsoleDomain
import ConsoleScreen

extension Model {
  /// The open document of the screen; nil where the screen shows none.
  var entityDetail: EntityDetailState? {
    get {
      switch shell.navigation.current {
      case .subject: subject.detail
      case .entities: entities.detail
      case .sessions, .limits, .holds, .audit, .approvals, .health, .retention: nil
      }
    }
    set {
      switch shell.navigation.current {
      case .subject: subject.detail = newValue
      case .entities: entities.detail = newValue
      case .sessions, .limits, .holds, .audit, .approvals, .health, .retention: break
      }
    }
  }

  /// The document under the cursor of the screen.
  var cursorEntity: EntityKey? {
    switch shell.navigation.current {
    case .subject:
      guard case .document(let key)? = subject.cursor else { return nil }
      return key
    case .entities: return entities.cursor
    case .sessions, .limits, .holds, .audit, .approvals, .health, .retention: return nil
    }
  }

  /// Reads the document under the cursor afresh; clear values of another one are forgotten.
  mutating func loadEntity() -> [Effect] {
    guard let key = cursorEntity else {
      entityDetail = nil
      return []
    }
    if entityDetail?.key != key { entityDetail = EntityDetailState(key: key) }
    return [.loadEntity(generation: slots.begin(.entity), key)]
  }

  /// Scrolls the open document.
  mutating func scrollEntity(_ step: ListMove) {
    let end = max(0, entityDetailLines.count - layout.detail.rows)
    let top = step.position(from: entityDetail?.top, count: end + 1, page: layout.pageRows)
    entityDetail?.top = top ?? 0
  }

  /// Takes what was read of a document, on whichever screen it was asked for.
  mutating func take(_ detail: EntityDetail?, of key: EntityKey) {
    subject.detail?.take(detail, of: key)
    entities.detail?.take(detail, of: key)
  }

  mutating func take(_ revealed: RevealedEntity?, of key: EntityKey) {
    guard entityDetail?.key == key else { return }
    guard let revealed else {
      shell.say(.warning, "the document is gone")
      return
    }
    let until = shell.now.advanced(by: SessionDetailState.revealLifetime)
    entityDetail?.revealed = EntityDetailState.Revealed(entity: revealed, until: until)
  }

  mutating func take(_ stored: StoredValue?, of key: EntityKey) {
    guard entityDetail?.key == key else { return }
    guard let stored else {
      shell.say(.warning, "the document is gone")
      return
    }
    let until = shell.now.advanced(by: SessionDetailState.revealLifetime)
    entityDetail?.stored = ShownStoredValue(value: stored, until: until)
    entityDetail?.top = 0
  }

  /// Takes clear values away whose time is over.
  mutating func expireRevealedEntities() {
    subject.detail?.expire(at: shell.now)
    entities.detail?.expire(at: shell.now)
  }

  /// Shows the events of the document under the cursor, in both logs.
  mutating func showEventsOfEntity() -> [Effect] {
    guard let key = cursorEntity ?? subject.key else { return [] }
    return showEvents("entity:\(key.id.text)")
  }

  mutating func takeEntities(_ message: Message) -> [Effect] {
    switch message {
    case .subjectCandidates(let generation, let selector, let candidates):
      guard slots.finish(.picture, generation) else { return [] }
      return take(candidates, for: selector)
    case .subjectPictured(let generation, let picture):
      guard slots.finish(.picture, generation) else { return [] }
      return take(picture) + nameHolds(of: picture.records.rows)
    case .entityLoaded(let generation, let key, let detail):
      guard slots.finish(.entity, generation) else { return [] }
      take(detail, of: key)
      return nameHolds(of: detail.map { [$0.row] } ?? [])
    case .entityRevealed(let generation, let key, let revealed):
      guard slots.finish(.reveal, generation) else { return [] }
      take(revealed, of: key)
    case .storedEntityRevealed(let generation, let key, let stored):
      guard slots.finish(.reveal, generation) else { return [] }
      take(stored, of: key)
    case .entitiesLoaded(let generation, let page):
      guard slots.finish(.entities, generation) else { return [] }
      return take(page)
    default: break
    }
    return []
  }
}
