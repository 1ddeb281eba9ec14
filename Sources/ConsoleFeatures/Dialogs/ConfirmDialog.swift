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
