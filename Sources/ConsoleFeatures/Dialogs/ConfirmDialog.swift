import ConsoleDomain
import ConsoleScreen

/// A question with two buttons and no fields.
package struct ConfirmDialog: Equatable, Sendable {
  /// What is agreed to.
  package enum Purpose: Hashable, Sendable {
    case initialiseAudit
    case quitWhileRunning
  }

  package var purpose: Purpose
  package var form: Form

  init(_ purpose: Purpose, now: Instant) {
    self.purpose = purpose
    form = Form([], verb: purpose.verb, openedAt: now)
  }
}

extension ConfirmDialog.Purpose {
  var verb: String {
    switch self {
    case .initialiseAudit: "Initialise"
    case .quitWhileRunning: "Stop and quit"
    }
  }

  var title: String {
    switch self {
    case .initialiseAudit: "INITIALISE AUDIT STORE"
    case .quitWhileRunning: "AN ACTION IS RUNNING"
    }
  }

  var text: String {
    switch self {
    case .initialiseAudit:
      "Creates the collections audit_headers and audit_bodies with their indexes in the console's "
        + "database. From then on each reveal, export and change is recorded there. Nothing of the "
        + "backend's data is touched."
    case .quitWhileRunning:
      "The action stops after its current target and its outcome is recorded; then the console "
        + "ends. Cancel to go on and watch it."
    }
  }
}

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

  /// Gives the fields of a waiting elevation back to the keys.
  mutating func resumeElevation() {
    guard case .elevation(var dialog)? = layers.last else { return }
    dialog.isWaiting = false
    replaceTop(with: .elevation(dialog))
  }
}
