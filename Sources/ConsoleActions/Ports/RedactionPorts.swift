package import ConsoleDomain

/// Everything that redacting the console's own audit bodies reads and writes.
package struct RedactionPorts: Sendable {
  package var reads: RedactionReads
  package var redactor: any BodyRedactor

  /// Names the ports.
  package init(reads: RedactionReads, redactor: any BodyRedactor) {
    self.reads = reads
    self.redactor = redactor
  }
}

/// What a redaction reads: plain closures, since reading needs no permit.
package struct RedactionReads: Sendable {
  /// The user's values as the backend has them now: ids, addresses, names, numbers; never shown.
  package var values: @Sendable (_ userID: String) async throws(StoreProblem) -> SubjectValues
  /// Why the user's records must stay as they are (a hold, a matter they are in); nil: nothing.
  package var hold: @Sendable (_ userID: String) async throws(StoreProblem) -> String?
  /// Every body that holds one of these values, through all bodies, in constant memory: the search's
  /// anywhere, names, numbers and addresses of machines where a body may hold such.
  package var bodies:
    @Sendable (_ search: AuditValueSearch, _ values: SubjectValues) async throws(StoreProblem)
      -> [RedactableBody]

  /// Makes the ports.
  package init(
    values: @escaping @Sendable (_ userID: String) async throws(StoreProblem) -> SubjectValues,
    hold: @escaping @Sendable (_ userID: String) async throws(StoreProblem) -> String?,
    bodies:
      @escaping @Sendable (_ search: AuditValueSearch, _ values: SubjectValues)
      async throws(StoreProblem) -> [RedactableBody]
  ) {
    self.values = values
    self.hold = hold
    self.bodies = bodies
  }
}

/// A body with fields to redact.
package struct RedactableBody: Hashable, Sendable {
  package var eventID: String
  package var paths: [String]
  /// Whether the body, or a document that it names, is under a hold and so it is never altered.
  package var isHeld: Bool

  /// Names fields of a body.
  package init(eventID: String, paths: [String], isHeld: Bool) {
    self.eventID = eventID
    self.paths = paths
    self.isHeld = isHeld
  }
}

/// The write port for audit bodies: it takes salts and values away and leaves digests.
package protocol BodyRedactor: Sendable {
  /// Redacts fields of one body, unless it is held, and proves it by reading back.
  func redact(
    _ body: RedactableBody,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> RedactionOutcome
}

/// How redacting one body ended.
package enum RedactionOutcome: Hashable, Sendable {
  case redacted
  /// It was so already.
  case unchanged
  /// Left as it is, with the reason.
  case left(String)
}
