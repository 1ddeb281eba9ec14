import ConsoleMongo
import Testing

/// A command that changes something and is killed at each of its writes.
struct KilledAction: Sendable, CustomTestStringConvertible {
  var name: String
  /// Whether it writes files between its writes to servers; else what is there before a write is what is
  /// there after the one before it, and one side of each is enough.
  var writesFiles = false
  /// Makes what one run acts on, fresh for each.
  var attempt: @Sendable (KillBench) async throws -> Attempt

  var testDescription: String { name }

  /// One run of the command.
  struct Attempt: Sendable {
    var arguments: [String]
    var input = ""
    var environment: [String: String] = [:]
    /// The audit types under which the run may change anything.
    var types: Set<String>
    /// A write after which an interrupt ends the wait for sessions that come back.
    var hurries: (write: String, count: Int)?
    /// What the run changes outside of MongoDB's documents.
    var state: @Sendable () async throws -> String = { "" }
    /// What must hold once everything was recovered; says what does not.
    var check: @Sendable (KillStep) async throws -> String? = { _ in nil }
  }
}

extension KilledAction.Attempt {
  /// Whether the approval of an action on a hold is used up and the hold as it was: then nothing of the
  /// action itself was applied.
  func hasOnlyUsedAnApproval(from before: [String: String], to after: [String: String]) -> Bool {
    let changed = after.keys.filter { before[$0] != after[$0] }
    return types.allSatisfy { $0.hasPrefix("hold.") }
      && changed.allSatisfy { $0.hasSuffix(".approvals") }
  }

  /// Whether a write was seen often enough.
  func isHurried(by writes: [String]) -> Bool {
    guard let hurries else { return false }
    return writes.count { $0 == hurries.write } >= hurries.count
  }
}
