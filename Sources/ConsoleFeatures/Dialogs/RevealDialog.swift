package import ConsoleDomain
import ConsoleScreen

/// What is to be shown in clear.
package enum RevealSubject: Hashable, Sendable {
  case session(SessionID)
  /// An event of the backend, by its `_id`.
  case event(String)
  case entity(EntityKey)
}

/// Asks why personal data, or what is preserved under a hold, is to be shown.
package struct RevealDialog: Equatable, Sendable {
  package var subject: RevealSubject
  package var form: Form

  init(_ subject: RevealSubject, elevation: Elevation, now: Instant) {
    self.subject = subject
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
