/// Why MongoDB or its driver could not do what was asked.
///
/// Carries names and numbers alone. The server's message is never kept: it can print values
/// (E11000 shows the duplicate key, a parse error the query).
package struct MongoFailure: Error, Hashable, Sendable {
  /// The kinds a caller decides by.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    /// No server answered: refused, reset, not resolved, or none fit within the selection time.
    case unreachable
    /// The caller's deadline or the server's `maxTimeMS` passed; a write may have happened.
    case timedOut
    case cancelled
    /// The credentials were refused.
    case unauthenticated
    /// This identity lacks the right.
    case unauthorized
    case duplicateKey
    /// A transaction met another one; labels say whether to start again.
    case writeConflict
    /// The member is not primary, or steps down.
    case notPrimary
    /// The write happened but was not confirmed by as many members as asked.
    case writeConcern
    /// A document failed the collection's validator.
    case validation
    /// The server knows no such command, option or stage.
    case unsupported
    case invalidArgument
    case tooLarge
    /// The peer's answer made no sense.
    case protocolViolation
    /// The client was closed.
    case closed
    /// Anything else the server said no to.
    case serverError
    /// Anything else the driver said no to.
    case driverError
  }

  package var code: Code
  /// The operation's name (`find`, `insertOne`), never its arguments.
  package var operation: String
  /// The server's error number, 0 when the server said nothing.
  package var serverCode: Int32
  /// The server's own name for that number (`Unauthorized`), empty when it gave none.
  package var codeName: String
  /// Error labels (`TransientTransactionError`, `RetryableWriteError`), sorted.
  package var labels: [String]
  /// What the driver found, in a fixed wording (`connection refused`); empty when it is not known.
  package var reason: String

  /// Makes a failure; everything but the code is optional.
  package init(
    _ code: Code,
    in operation: String,
    serverCode: Int32 = 0,
    codeName: String = "",
    labels: [String] = [],
    reason: String = ""
  ) {
    self.code = code
    self.operation = operation
    self.serverCode = serverCode
    self.codeName = codeName
    self.labels = labels
    self.reason = reason
  }

  /// True when a transaction may be run again from its start.
  package var isTransient: Bool { labels.contains("TransientTransactionError") }

  /// True when nobody can say whether the write happened.
  package var isOutcomeUnknown: Bool {
    switch code {
    case .timedOut, .unreachable, .writeConcern, .cancelled, .protocolViolation: true
    case .unauthenticated, .unauthorized, .duplicateKey, .writeConflict, .notPrimary, .validation,
      .unsupported, .invalidArgument, .tooLarge, .closed, .serverError, .driverError:
      labels.contains("UnknownTransactionCommitResult")
    }
  }
}

extension MongoFailure: CustomStringConvertible {
  /// Operation, kind, and the server's name and number for it or the driver's reason.
  package var description: String {
    let server = serverCode == 0 ? "" : " (\(codeName.isEmpty ? "code" : codeName) \(serverCode))"
    let cause = reason.isEmpty ? "" : ": \(reason)"
    return "\(operation): \(code.rawValue)\(server)\(cause)"
  }
}
