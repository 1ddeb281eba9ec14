import ConsoleDomain
import ConsoleScreen

extension Model {
  var revealAvailability: Availability {
    if !hasCursor { return .disabled(reason: "no record is selected") }
    if shell.navigation.current == .audit, let reason = eventRevealProblem {
      return .disabled(reason: reason)
    }
    if shell.navigation.current == .limits, let reason = counterRevealProblem {
      return .disabled(reason: reason)
    }
    if [.subject, .entities].contains(shell.navigation.current), cursorEntity == nil {
      return .disabled(reason: "it opens documents: put the cursor on one")
    }
    return recordingProblem.map(Availability.disabled) ?? .available
  }

  private var eventRevealProblem: String? {
    guard case .backend(let event)? = audit.cursorEvent else {
      return "the console's own records hold nothing that is masked here"
    }
    return event.isStripped ? "its personal data was stripped: it never opens" : nil
  }

  /// What `x` would show in clear.
  private var revealSubject: RevealSubject? {
    switch shell.navigation.current {
    case .sessions: return sessions.cursor.map { .session($0.id) }
    case .limits: return counterRevealSubject
    case .audit:
      guard case .backend(let event)? = audit.cursorEvent else { return nil }
      return .event(event.id)
    case .subject, .entities: return cursorEntity.map { .entity($0) }
    case .holds, .approvals, .health, .retention: return nil
    }
  }

  /// Hides what is revealed, else asks for the reason.
  mutating func openReveal() {
    guard let subject = revealSubject, !hideRevealed(subject),
      !offersInitialisation(before: CommandCall(id: "reveal", arguments: .none))
    else { return }
    push(.reveal(RevealDialog(subject, elevation: elevation, now: shell.now)))
  }

  /// Hides the value as it is stored, else asks for the reason.
  mutating func openStored() {
    guard let subject = storedSubject else { return }
    guard !hideRevealed(subject),
      !offersInitialisation(before: CommandCall(id: "stored", arguments: .none))
    else { return }
    push(.reveal(RevealDialog(subject, elevation: elevation, now: shell.now)))
  }

  /// What `J` would show.
  private var storedSubject: RevealSubject? {
    if shell.navigation.current == .sessions {
      return sessions.cursorRow.map { .stored($0.id, bytes: $0.bytes) }
    }
    return cursorEntity.map { .storedEntity($0) }
  }

  var storedAvailability: Availability {
    guard shell.navigation.current == .sessions else { return revealAvailability }
    guard let row = sessions.cursorRow else { return .disabled(reason: "no record is selected") }
    if row.flags.contains(.wrongType) {
      return .disabled(reason: "the key holds another Redis type than a string")
    }
    return recordingProblem.map(Availability.disabled) ?? .available
  }

  mutating func take(_ stored: StoredValue?, of id: SessionID) {
    guard sessions.detail?.id == id else { return }
    guard let stored else {
      shell.say(.warning, "the session is gone")
      return
    }
    let until = shell.now.advanced(by: SessionDetailState.revealLifetime)
    sessions.detail?.stored = ShownStoredValue(value: stored, until: until)
    sessions.detail?.top = 0
  }

  /// Takes clear values away again; false when there are none.
  private mutating func hideRevealed(_ subject: RevealSubject) -> Bool {
    switch subject {
    case .session(let id):
      guard sessions.detail?.id == id, sessions.detail?.revealed != nil else { return false }
      sessions.detail?.revealed = nil
    case .event(let id):
      guard audit.revealed?.id == id else { return false }
      audit.revealed = nil
    case .entity(let key):
      guard entityDetail?.key == key, entityDetail?.revealed != nil else { return false }
      entityDetail?.revealed = nil
    case .storedEntity(let key):
      guard entityDetail?.key == key, entityDetail?.stored != nil else { return false }
      entityDetail?.stored = nil
    case .stored(let id, _):
      guard sessions.detail?.id == id, sessions.detail?.stored != nil else { return false }
      sessions.detail?.stored = nil
    case .counter(let id, _, _):
      guard limits.revealed?.id == id else { return false }
      limits.revealed = nil
    case .column: return false
    }
    return true
  }

  mutating func take(_ event: TerminalEvent, in dialog: RevealDialog) -> [Effect] {
    var dialog = dialog
    switch dialog.form.take(event, at: shell.now) {
    case .none:
      replaceTop(with: .reveal(dialog))
      return []
    case .cancel:
      pop()
      return arrangeIfDue()
    case .agree:
      pop()
      let reason = dialog.form.fields[0].input.text.trimmingBlanks
      let generation = slots.begin(.reveal)
      switch dialog.subject {
      case .session(let id):
        return openRecord() + [.reveal(generation: generation, id, reason: reason)]
      case .stored(let id, _):
        return openRecord() + [.revealStored(generation: generation, id, reason: reason)]
      case .event(let id):
        return openRecord() + [.revealEvent(generation: generation, id, reason: reason)]
      case .entity(let key):
        return openRecord() + [.revealEntity(generation: generation, key, reason: reason)]
      case .counter(let id, let limiter, let keyHash):
        return openRecord() + [
          .revealCounter(
            generation: generation,
            id,
            limiter: limiter,
            keyHash: keyHash,
            reason: reason
          )
        ]
      case .storedEntity(let key):
        return openRecord() + [.revealStoredEntity(generation: generation, key, reason: reason)]
      case .column(let column):
        return [.revealColumn(generation: generation, column, reason: reason)]
      }
    }
  }

  mutating func take(_ revealed: RevealedSession?, of id: SessionID) {
    guard sessions.detail?.id == id else { return }
    guard let revealed else {
      shell.say(.warning, "the session is gone")
      return
    }
    let until = shell.now.advanced(by: SessionDetailState.revealLifetime)
    sessions.detail?.revealed = SessionDetailState.Revealed(session: revealed, until: until)
  }

  mutating func take(_ revealed: RevealedEvent?, of id: String) {
    guard audit.cursor == .backend(id) else { return }
    guard let revealed else {
      shell.say(.warning, "the event is gone, or its personal data was stripped")
      return
    }
    let until = shell.now.advanced(by: SessionDetailState.revealLifetime)
    audit.revealed = AuditState.Revealed(id: id, event: revealed, until: until)
  }
}
