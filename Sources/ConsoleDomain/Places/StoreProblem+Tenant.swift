extension StoreProblem {
  /// What is said of an organisation whose own database this kept from being visited.
  package var tenantReason: String {
    switch self {
    case .unreachable(_, let reason): reason
    case .timedOut: "no answer in time"
    case .unauthenticated: "it refused the credentials that the organisation's document has"
    case .unauthorized(_, let needed): "this user may not do \(needed)"
    case .conflict(let what): what
    case .refused(_, _, let reason), .unsupported(_, let reason): reason
    case .unconfirmed: "no majority confirmed the write"
    case .notFound(_, let what): "no \(what)"
    case .cancelled: "given up"
    case .tooLarge, .protocolViolation, .unexpected: ProblemText(self).title
    }
  }
}
