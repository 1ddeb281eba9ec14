/// Why a call did not get its reply; carries neither key nor value nor secret.
package struct RedisFailure: Error, Hashable, Sendable {
  /// What went wrong, as far as a caller acts on it.
  package enum Code: Hashable, Sendable {
    /// No connection could be made.
    case unreachable
    /// The caller's deadline passed.
    case timedOut
    /// The calling task was cancelled.
    case cancelled
    /// The connection ended before the reply; whether the command ran is unknown.
    case connectionLost
    /// The connection was closed by its owner, or was never opened (the write lane).
    case closed
    /// The server's bytes were no RESP2.
    case protocolViolation
    /// The replies outgrew the cap of the connection.
    case tooLarge
    /// No or wrong credentials (`NOAUTH`, `WRONGPASS`).
    case unauthenticated
    /// This user may not run the command or touch the key (`NOPERM`).
    case noPermission
    /// The server is reading its data set (`LOADING`).
    case loading
    /// The server takes no writes (`READONLY`).
    case readOnly
    /// The server is not the one that the caller named; the command was not sent.
    case serverChanged
    /// The console never sends this command.
    case refused(RedisCommand.Refusal)
    /// Any other error reply, by its code word.
    case server(String)
  }

  package let code: Code
  /// A fixed sentence in lower case, fit for a screen and a log.
  package let message: String
  /// The command's name, or the step of connecting.
  package let operation: String
  /// The system's error number; 0 where none applies.
  package let errno: Int32

  /// Makes a failure; the message follows from the code unless given.
  package init(_ code: Code, operation: String, message: String? = nil, errno: Int32 = 0) {
    self.code = code
    self.operation = operation
    self.message = message ?? code.explanation
    self.errno = errno
  }

  /// Turns an error reply into a failure.
  package init(_ reply: RedisErrorReply, operation: String) {
    let code: Code =
      switch reply.code {
      case "NOAUTH", "WRONGPASS": .unauthenticated
      case "NOPERM": .noPermission
      case "LOADING": .loading
      case "READONLY": .readOnly
      default: operation == "AUTH" ? .unauthenticated : .server(reply.code)
      }
    self.init(code, operation: operation, message: reply.explanation)
  }
}

extension RedisFailure: CustomStringConvertible {
  package var description: String {
    errno == 0 ? "\(operation): \(message)" : "\(operation): \(message) (errno \(errno))"
  }
}

extension RedisFailure.Code {
  /// A short stable word for the log's `error.code`.
  package var name: String {
    switch self {
    case .unreachable: "unreachable"
    case .timedOut: "timedOut"
    case .cancelled: "cancelled"
    case .connectionLost: "connectionLost"
    case .closed: "closed"
    case .protocolViolation: "protocolViolation"
    case .tooLarge: "tooLarge"
    case .unauthenticated: "unauthenticated"
    case .noPermission: "noPermission"
    case .loading: "loading"
    case .readOnly: "readOnly"
    case .serverChanged: "serverChanged"
    case .refused: "refused"
    case .server(let code): code
    }
  }

  fileprivate var explanation: String {
    switch self {
    case .unreachable: "no connection could be made"
    case .timedOut: "no answer before the deadline"
    case .cancelled: "cancelled"
    case .connectionLost: "the connection was lost before the reply"
    case .closed: "the connection is closed"
    case .protocolViolation: "the server's answer makes no sense"
    case .tooLarge: "the answer is larger than the console reads"
    case .unauthenticated: "the credentials were refused"
    case .noPermission: "this user lacks the right to do this"
    case .loading: "the server is still loading its data"
    case .readOnly: "the server is a read-only replica"
    case .serverChanged: "another server answers at this address; nothing was sent"
    case .refused(.breaksProtocol): "this command does not fit request and reply"
    case .refused(.changesConnection): "this command would change a shared connection"
    case .refused(.blocksServer): "this command would block the server"
    case .refused(.needsConversation): "this command needs a conversation of its own"
    case .server: "the server refused the command"
    }
  }
}
