package import ConsoleDomain
import ConsoleScreen

/// What is to be shown in clear.
package enum RevealSubject: Hashable, Sendable {
  case session(SessionID)
  /// A session's value as it is stored, and its length in bytes.
  case stored(SessionID, bytes: Int)
  /// An event of the backend, by its `_id`.
  case event(String)
  case entity(EntityKey)
  /// The key of a counter, by its limiter and its hash.
  case counter(CounterID, limiter: String, keyHash: String)
  /// A document as it is stored.
  case storedEntity(EntityKey)
  /// Every value of a column of the list.
  case column(MaskedColumn)
}

extension RevealSubject {
  /// What agreeing does, for the dialog.
  var promise: String {
    let recorded = "Who looked, when and why is recorded."
    return switch self {
    case .session(let id):
      "Shows the personal data of session \(id.abbreviated) for 30 seconds. \(recorded)"
    case .stored(let id, let bytes):
      "Shows \(CountText.bytes(bytes))\(bytes > StoredValue.limit ? " (the first 64 KiB)" : "") "
        + "of session \(id.abbreviated) as they are stored, credentials masked, for 30 seconds. "
        + recorded
    case .event(let id): "Shows payload and metadata of event \(id) for 30 seconds. \(recorded)"
    case .entity(let key):
      "Shows the personal data of \(key.type) \(key.id.text) for 30 seconds. \(recorded)"
    case .counter(_, let limiter, _):
      "Shows the whole key of this counter of \(limiter) for 30 seconds. \(recorded)"
    case .storedEntity(let key):
      "Shows \(key.type) \(key.id.text) as it is stored (Extended JSON, at most the first 64 KiB), "
        + "credentials masked, for 30 seconds. \(recorded)"
    case .column(let column):
      "Shows the whole column \(column.title) for ten minutes, rows that scroll in included. Copies "
        + "and exports stay masked. \(recorded)"
    }
  }
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
