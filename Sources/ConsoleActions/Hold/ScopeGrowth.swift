import ConsoleDomain

/// What the pictures of a hold's subjects reach by now and its scope does not name yet.
struct ScopeGrowth: Sendable {
  let reads: HoldReads
  let entities: [EntityProfile]

  /// What was found.
  struct Found {
    var keys: [EntityKey] = []
    /// Subjects whose own document is not there any more: nothing new can be found of them.
    var goneSubjects: [EntityKey] = []
    /// Why there may be more; nil: these are all.
    var incomplete: String?

    /// What a person must know of it.
    var warnings: [String] {
      (incomplete.map { ["There may be more that is new: \($0)."] } ?? [])
        + goneSubjects.map {
          "\($0.type) \($0.id.text) is not there any more: nothing new can be found of it."
        }
    }
  }

  func found(beyond scope: HoldScope) async throws(StoreProblem) -> Found {
    var found = Found()
    var seen: Set<EntityKey> = []
    for subject in scope.subjects {
      let records: SubjectRecords
      do {
        records = try await reads.subject(subject)
      } catch {
        guard case .notFound = error else { throw error }
        found.goneSubjects.append(subject)
        continue
      }
      found.keys += records.rows.filter { row in
        canHold(row.key.type) && !scope.covers(row.key, organizationID: row.organizationID)
          && seen.insert(row.key).inserted
      }.map(\.key)
      found.incomplete = found.incomplete ?? records.incomplete
    }
    return found
  }

  private func canHold(_ type: String) -> Bool {
    entities.first { $0.type == type }?.flags.legalHold != nil
  }
}
