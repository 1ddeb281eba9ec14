package import ConsoleDomain
import ConsoleScreen

/// Asks why the personal data of one session is to be shown.
package struct RevealDialog: Equatable, Sendable {
  package var id: SessionID
  package var form: Form

  init(id: SessionID, elevation: Elevation, now: Instant) {
    self.id = id
    var reason = ""
    if case .open(_, let given, _) = elevation { reason = given }
    form = Form(
      [FormField("Reason", reason, .reason)],
      verb: "Reveal",
      openedAt: now,
      focus: reason.isEmpty ? .field(0) : .cancel
    )
  }
}
