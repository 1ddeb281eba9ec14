package import ConsoleDomain

/// Looks which of the indexes that an interrupted repair was to create are there.
package struct IndexStateReader: StateReader {
  package let type = IndexRepair.type
  private let findings: @Sendable () async throws(StoreProblem) -> [SchemaFinding]

  /// Makes a reader; `findings` is what is missing of the console's own schema.
  package init(findings: @escaping @Sendable () async throws(StoreProblem) -> [SchemaFinding]) {
    self.findings = findings
  }

  /// One look at the schema.
  package func state(after intent: DanglingIntent) async -> ReadBack {
    guard case .array(let targets)? = intent.fields[IndexRepair.targetsPath], !targets.isEmpty
    else { return .undecided(reason: "its record does not name the indexes any more") }
    let missing: Set<AuditValue>
    do {
      missing = Set(try await findings().filter(\.isMissingIndex).map(\.auditValue))
    } catch {
      return .undecided(reason: error.sentence)
    }
    let created = targets.filter { !missing.contains($0) }
    let left = targets.count - created.count
    return .decided(
      RecoveredState(
        result: created.isEmpty ? .notApplied : .recovered,
        matched: targets.count,
        changed: created.count,
        blocked: 0,
        remark: left > 0 && !created.isEmpty ? "\(left) of \(targets.count) are missing" : nil,
        details: [AuditDetail(IndexRepair.createdPath, .array(created))]
      )
    )
  }
}
