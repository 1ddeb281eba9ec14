/// Why a store could not do what was asked, in terms a person can act on; carries no key, value or secret.
package enum StoreProblem: Error, Hashable, Sendable {
  /// No connection could be made, or it was lost.
  case unreachable(StoreEndpoint, reason: String)
  /// The server kept silent until the caller's deadline.
  case timedOut(StoreEndpoint, after: Duration)
  /// The server answered, but no majority of its replica set confirmed the write within the time.
  case unconfirmed(StoreEndpoint, after: Duration)
  /// The caller gave up; not an error to show.
  case cancelled
  /// The credentials were refused.
  case unauthenticated(StoreEndpoint)
  /// This identity lacks a right; `needed` names the command or privilege.
  case unauthorized(StoreEndpoint, needed: String)
  /// The server said no; `code` is its own name for it (`READONLY`, `NotWritablePrimary`).
  case refused(StoreEndpoint, code: String, reason: String)
  /// What was asked for is not there; `what` names its kind, never its value.
  case notFound(StoreEndpoint, what: String)
  /// The target changed between plan and write.
  case conflict(String)
  /// A value is larger than the cap that was asked for.
  case tooLarge(StoreEndpoint, bytes: Int)
  /// The server lacks a feature or is too old.
  case unsupported(StoreEndpoint, reason: String)
  /// The server's answer made no sense; the connection was dropped.
  case protocolViolation(StoreEndpoint)
  /// Anything else; `reference` finds the line in the log.
  case unexpected(StoreEndpoint, reference: String)
}

extension StoreProblem {
  /// The server concerned, where there is one.
  package var endpoint: StoreEndpoint? {
    switch self {
    case .unreachable(let endpoint, _), .timedOut(let endpoint, _), .unconfirmed(let endpoint, _),
      .unauthenticated(let endpoint), .unauthorized(let endpoint, _), .refused(let endpoint, _, _),
      .notFound(let endpoint, _),
      .tooLarge(let endpoint, _), .unsupported(let endpoint, _), .protocolViolation(let endpoint),
      .unexpected(let endpoint, _):
      endpoint
    case .cancelled, .conflict: nil
    }
  }
}
