package import ConsoleDomain

/// The right to change one thing, given out by the audit log once the intent is stored.
///
/// It can't be copied, made elsewhere or kept: `AuditLog.end` consumes it with the outcome. A permit
/// that is dropped instead is noted by its `deinit`, so that no intent ends unseen. Its fields are
/// trivial, which is what lets `close` discard it without running the `deinit`.
package struct MutationPermit: ~Copyable, Sendable {
  /// Sequence of the intent in the chain.
  package let sequence: Int64
  /// The operation the intent names.
  package let operation: OperationID

  init(sequence: Int64, operation: OperationID) {
    self.sequence = sequence
    self.operation = operation
  }

  /// Ends the permit as it should end; only the audit log calls this, with the outcome in hand.
  consuming func close() {
    discard self
  }

  deinit {
    DroppedPermits.note(DroppedPermit(sequence: sequence, operation: operation))
  }
}
