package import ConsoleDomain

/// Looks whether the index is there that an interrupted action was to create.
package struct RetentionStateReader: StateReader {
  package let type = ActionRequest.createRetentionIndex.auditType
  private let standing: @Sendable () async throws(StoreProblem) -> RetentionIndex.Standing

  /// Makes a reader; `standing` reads the indexes of the event log.
  package init(
    standing: @escaping @Sendable () async throws(StoreProblem) -> RetentionIndex.Standing
  ) {
    self.standing = standing
  }

  /// One look at the indexes; a build that still goes on is listed by the server as well.
  package func state(after intent: DanglingIntent) async -> ReadBack {
    let matched = if case .int(let count)? = intent.fields["counts.dying"] { Int(count) } else { 0 }
    do {
      switch try await standing() {
      case .present:
        return .decided(
          RecoveredState(result: .recovered, matched: matched, changed: 1, blocked: 0)
        )
      case .absent, .blocked:
        return .decided(
          RecoveredState(result: .notApplied, matched: matched, changed: 0, blocked: 0)
        )
      case .unknown(let problem): return .undecided(reason: problem.sentence)
      }
    } catch {
      return .undecided(reason: error.sentence)
    }
  }
}
