/// Reads sessions; what a screen or a command needs, whatever server is behind it.
package struct SessionStore: Sendable {
  /// Reads every key under the profile's prefixes in bounded steps, publishing a snapshot at least
  /// twice a second and at the end; cancelling the task stops it after the page in flight.
  package var scan:
    @Sendable (_ publish: @escaping @Sendable (SessionSnapshot) -> Void) async throws(StoreProblem)
      -> SessionSnapshot

  /// The sessions of one user from the users' e-mail index and the session set, without a scan.
  package var find: @Sendable (_ subject: SubjectKey) async throws(StoreProblem) -> SubjectSessions

  /// One session afresh, with its decoded value; nil when it is gone.
  package var detail: @Sendable (_ id: SessionID) async throws(StoreProblem) -> SessionDetail?

  /// Personal values of one session in clear; the gate must have recorded the reveal first.
  package var reveal: @Sendable (_ id: SessionID) async throws(StoreProblem) -> RevealedSession?

  /// The value of one session as it is stored, credentials masked; nil when it is gone.
  ///
  /// The gate must have recorded the reveal first.
  package var stored: @Sendable (_ id: SessionID) async throws(StoreProblem) -> StoredValue?

  /// E-mail address, or else name, in clear of those users that have one, by id; the reveal of the
  /// column must be on record first.
  package var clearUsers:
    @Sendable (_ ids: Set<String>) async throws(StoreProblem) -> [String: String]

  /// Makes a port from its readers.
  package init(
    scan:
      @escaping @Sendable (_ publish: @escaping @Sendable (SessionSnapshot) -> Void)
      async throws(StoreProblem) -> SessionSnapshot,
    find: @escaping @Sendable (_ subject: SubjectKey) async throws(StoreProblem) -> SubjectSessions,
    detail: @escaping @Sendable (_ id: SessionID) async throws(StoreProblem) -> SessionDetail?,
    reveal: @escaping @Sendable (_ id: SessionID) async throws(StoreProblem) -> RevealedSession?,
    stored: @escaping @Sendable (_ id: SessionID) async throws(StoreProblem) -> StoredValue?,
    clearUsers:
      @escaping @Sendable (_ ids: Set<String>) async throws(StoreProblem) -> [String: String]
  ) {
    self.scan = scan
    self.find = find
    self.detail = detail
    self.reveal = reveal
    self.stored = stored
    self.clearUsers = clearUsers
  }
}

/// How a person names a subject: by user id or by e-mail address.
package enum SubjectKey: Hashable, Sendable {
  case userID(String)
  case email(String)

  /// The longest user id that is looked for, in bytes.
  package static let longestID = 256

  /// Reads anything with an `@` as an address and any other word as a user id.
  ///
  /// Backends have ids of all kinds (ObjectIds, UUIDs, numbers, names); 24 hex digits are an ObjectId
  /// and count in either case. nil: nothing, more than one word, or more than an id can be.
  package init?(text: String) {
    let isWord = text.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && $0.properties.generalCategory != .control
    }
    guard !text.isEmpty, isWord, text.utf8.count <= Self.longestID else { return nil }
    if text.contains("@") {
      self = .email(text.lowercased())
    } else if text.utf8.count == 24, text.utf8.allSatisfy({ $0.isHexDigit }) {
      self = .userID(text.lowercased())
    } else {
      self = .userID(text)
    }
  }
}

/// Personal values in clear, shown for 30 seconds after an audited reveal; never stored or logged.
package struct RevealedSession: Hashable, Sendable {
  package var email: String?
  package var name: String?
  package var tree: JSONTree?

  /// Makes a revealed value.
  package init(email: String?, name: String?, tree: JSONTree?) {
    self.email = email
    self.name = name
    self.tree = tree
  }
}

extension UInt8 {
  /// Whether this byte is an ASCII hexadecimal digit.
  package var isHexDigit: Bool {
    (0x30...0x39).contains(self) || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
  }
}
