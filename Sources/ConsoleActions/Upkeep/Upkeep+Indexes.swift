package import ConsoleDomain

extension Upkeep {
  /// Creates the indexes that are missing, one after the other, on record.
  ///
  /// An index that is there with other options is left as it is: dropping one is a person's work.
  package func createIndexes(
    _ findings: [SchemaFinding]
  ) async throws(GateRefusal) -> IndexRepair {
    let missing = findings.filter(\.isMissingIndex)
    guard !missing.isEmpty else { throw .nothingToDo("no index is missing") }
    let work = Work(
      type: IndexRepair.type,
      reason: "holdfast doctor --fix-indexes",
      matched: missing.count,
      details: [AuditDetail(IndexRepair.targetsPath, .array(missing.map(\.auditValue)))]
    )
    let (repair, ending) = try await perform(work) { permit in
      let repair = await create(missing, permit: permit)
      return (repair, repair.outcome(of: missing.count))
    }
    var told = repair
    told.problem = ending.problem
    return told
  }

  private func create(
    _ missing: [SchemaFinding],
    permit: borrowing MutationPermit
  ) async -> IndexRepair {
    var repair = IndexRepair()
    for finding in missing {
      do {
        try await initialiser.create(finding, permit: permit)
        repair.created.append(finding)
      } catch {
        repair.refused.append(IndexRepair.Refused(finding: finding, problem: error))
      }
    }
    return repair
  }
}

/// What became of the indexes that were missing.
package struct IndexRepair: Hashable, Sendable {
  static let type = "audit.fix_indexes"
  static let targetsPath = "target.indexes"
  static let createdPath = "created.indexes"

  package var created: [SchemaFinding] = []
  package var refused: [Refused] = []
  /// Why the outcome is not on record yet; nil: it is.
  package var problem: String?

  /// An index that the server did not make.
  package struct Refused: Hashable, Sendable {
    package var finding: SchemaFinding
    package var problem: StoreProblem
  }

  func outcome(of matched: Int) -> AuditOutcome {
    AuditOutcome(
      result: refused.isEmpty ? .success : created.isEmpty ? .failure : .partial,
      matched: matched,
      changed: created.count,
      blocked: 0,
      error: refused.first?.problem.sentence,
      details: [AuditDetail(IndexRepair.createdPath, .array(created.map(\.auditValue)))]
    )
  }
}

extension SchemaFinding {
  /// The index as a record names it.
  var auditValue: AuditValue { .string("\(collection).\(index ?? "")") }
}
