import ConsoleDomain
import ConsoleScreen

extension Model {
  mutating func confirmAuditInitialisation() {
    push(.confirm(ConfirmDialog(.initialiseAudit, now: shell.now)))
  }

  mutating func confirmQuit() {
    push(.confirm(ConfirmDialog(.quitWhileRunning, now: shell.now)))
  }

  mutating func take(_ event: TerminalEvent, in dialog: ConfirmDialog) -> [Effect] {
    var dialog = dialog
    switch dialog.form.take(event, at: shell.now) {
    case .none:
      replaceTop(with: .confirm(dialog))
      return []
    case .cancel:
      pop()
      jobs.afterInitialisation = nil
      if dialog.purpose == .initialiseAudit {
        shell.say(.ok, "the audit store was not created; nothing was changed")
      }
      resumeElevation()
      return []
    case .agree:
      pop()
      switch dialog.purpose {
      case .initialiseAudit: return [.initialiseAudit]
      case .quitWhileRunning:
        let cancels = jobs.running.map { [Effect.cancelAction($0.plan.id)] } ?? []
        return cancels + [.quit(status: 0)]
      }
    }
  }

  /// Gives the fields of a waiting elevation back to the keys, with why the gate said no.
  mutating func resumeElevation(saying reason: String? = nil) {
    guard case .elevation(var dialog)? = layers.last else { return }
    dialog.isWaiting = false
    dialog.form.note = reason
    replaceTop(with: .elevation(dialog))
  }
}
