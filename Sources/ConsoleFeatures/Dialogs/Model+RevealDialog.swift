import ConsoleDomain
import ConsoleScreen

extension Model {
  var revealAvailability: Availability {
    if sessions.cursor == nil { return .disabled(reason: "no record is selected") }
    return recordingProblem.map(Availability.disabled) ?? .available
  }

  /// Hides what is revealed, else asks for the reason.
  mutating func openReveal() {
    guard let id = sessions.cursor?.id else { return }
    if sessions.detail?.id == id, sessions.detail?.revealed != nil {
      sessions.detail?.revealed = nil
      return
    }
    guard !offersInitialisation(before: CommandCall(id: "reveal", arguments: .none)) else { return }
    push(.reveal(RevealDialog(id: id, elevation: elevation, now: shell.now)))
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
      return openRecord()
        + [.reveal(generation: slots.begin(.reveal), dialog.id, reason: reason)]
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
}
