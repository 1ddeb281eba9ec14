package import ConsoleDomain

/// The right to change one thing, given out by the audit log once the intent is stored.
///
/// It can't be copied, made elsewhere or kept: `AuditLog.end` consumes it with the outcome. A permit
/// that is dropped instead is noted by its `deinit`, so that no intent ends unseen.
package struct MutationPermit: ~Copyable, Sendable {
  /// Sequence of the intent in the chain.
  package let sequence: Int64
  /// The operation the intent names.
  package let operation: OperationID

  init(sequence: Int64, operation: OperationID) {
    self.sequence = sequence
    self.operation = operation
  }
}
