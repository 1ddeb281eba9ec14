/// An intent of the chain that has no outcome, with what its body still says.
package struct DanglingIntent: Hashable, Sendable {
  package var header: AuditHeader
  /// The fields of all its bodies by path; empty where they can't be read.
  package var fields: [String: AuditValue]
  /// Why `fields` is not all that was recorded; nil: it is.
  package var incomplete: String?

  /// Makes an intent.
  package init(header: AuditHeader, fields: [String: AuditValue], incomplete: String? = nil) {
    self.header = header
    self.fields = fields
    self.incomplete = incomplete
  }

  /// When it was begun, by the clock of the console that began it; nil: not readable.
  package var begunAt: Instant? { Instant(iso8601: header.timestamp) }

  /// The text at a path; nil when it is absent, redacted or no text.
  package func text(_ path: String) -> String? {
    guard case .string(let text)? = fields[path] else { return nil }
    return text
  }
}

/// What reading back after a dead console came to; the words of the outcome's `result`.
package enum RecoveryResult: String, Hashable, Sendable, CaseIterable {
  /// The change is there, wholly or in part: the counts and targets say which.
  case recovered
  /// Nothing of it is there.
  case notApplied = "not_applied"
  /// The servers can't say any more, or a person decided not to ask them.
  case unknown
}

/// What became of the process that began an intent.
package enum ProcessFate: Hashable, Sendable {
  case running
  /// It ran on this machine and is gone.
  case gone
  /// It ran elsewhere, or did not say where.
  case notKnown
}
