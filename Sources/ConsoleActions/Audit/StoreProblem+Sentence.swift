import ConsoleDomain

extension StoreProblem {
  /// One clause for receipts and records: what failed and on which server.
  var sentence: String {
    switch self {
    case .unreachable(let endpoint, let reason): "\(endpoint) is unreachable: \(reason)"
    case .timedOut(let endpoint, let limit):
      "\(endpoint) gave no answer within \(limit.wholeMilliseconds) ms"
    case .cancelled: "cancelled"
    case .unauthenticated(let endpoint): "\(endpoint) refused the credentials"
    case .unauthorized(let endpoint, let needed): "\(endpoint) does not allow \(needed)"
    case .refused(let endpoint, let code, let reason): "\(endpoint) refused: \(code) \(reason)"
    case .conflict(let what): what
    case .tooLarge(let endpoint, let bytes): "a value on \(endpoint) has \(bytes) bytes, too many"
    case .unsupported(let endpoint, let reason): "\(endpoint) can't do this: \(reason)"
    case .protocolViolation(let endpoint): "\(endpoint) gave an answer that made no sense"
    case .unexpected(let endpoint, let reference):
      "\(endpoint) failed in an unforeseen way, see \(reference) in the log"
    }
  }
}
