package import ConsoleDomain

/// Reads back what an interrupted action of one type has left; it changes nothing.
///
/// Every action that takes a permit has one: an intent of a type that nobody can read back stays
/// listed until a person ends it as unknown.
package protocol StateReader: Sendable {
  /// The audit type of the intents it understands, such as `session.revoke`.
  var type: String { get }
  /// Looks at the real state; `undecided` when asking again later may tell.
  func state(after intent: DanglingIntent) async -> ReadBack
}

/// What looking at the real state gave.
package enum ReadBack: Hashable, Sendable {
  case decided(RecoveredState)
  /// A server did not answer, or not in time: the intent stays dangling.
  case undecided(reason: String)
}

/// The state that an interrupted action has left, as its outcome will say.
package struct RecoveredState: Hashable, Sendable {
  package var result: RecoveryResult
  package var matched: Int
  /// Targets that are as the action would have left them.
  package var changed: Int
  package var blocked: Int
  /// What is missing or not known; nil when the state is clear.
  package var remark: String?
  package var details: [AuditDetail]

  /// Makes a state.
  package init(
    result: RecoveryResult,
    matched: Int,
    changed: Int,
    blocked: Int,
    remark: String? = nil,
    details: [AuditDetail] = []
  ) {
    self.result = result
    self.matched = matched
    self.changed = changed
    self.blocked = blocked
    self.remark = remark
    self.details = details
  }
}
