package import ConsoleDomain

/// How it ended: the second half of a record.
package struct AuditOutcome: Hashable, Sendable {
  package var result: ActionResult
  package var matched: Int
  package var changed: Int
  package var blocked: Int
  /// What did not go as it should; nil when nothing did.
  package var error: String?
  /// SHA-256 hex of the entity before and after, for actions on one document; nil for others.
  package var beforeHash: String?
  package var afterHash: String?
  package var details: [AuditDetail]

  /// Makes an outcome.
  package init(
    result: ActionResult,
    matched: Int,
    changed: Int,
    blocked: Int,
    error: String?,
    beforeHash: String? = nil,
    afterHash: String? = nil,
    details: [AuditDetail]
  ) {
    self.result = result
    self.matched = matched
    self.changed = changed
    self.blocked = blocked
    self.error = error
    self.beforeHash = beforeHash
    self.afterHash = afterHash
    self.details = details
  }
}

/// Where an outcome ended up.
package struct AuditEnding: Hashable, Sendable {
  /// Sequence of the outcome; nil when it could not be stored yet.
  package var sequence: Int64?
  /// Why, and what happens to it now.
  package var problem: String?

  /// Makes an ending.
  package init(sequence: Int64?, problem: String? = nil) {
    self.sequence = sequence
    self.problem = problem
  }
}
