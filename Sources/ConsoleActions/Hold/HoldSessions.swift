import ConsoleDomain

/// Copies the live sessions of users who are being held: a session can't be held itself, for one that
/// never expires would be a permanent credential (compliance.md b.2).
struct HoldSessions: Sendable {
  let evidence: any EvidenceStore
  let reads: RevocationReads
  let server: RedisIdentity?
  let operation: OperationID
  let clock: ActionClock

  func preserve(
    _ users: [String],
    for hold: String,
    _ run: inout HoldRun,
    permit: borrowing MutationPermit
  ) async {
    guard !users.isEmpty else { return }
    guard let server else {
      run.problems.append("Sessions were not copied: the Redis server is not known.")
      return
    }
    do {
      for (_, ids) in try await reads.indexed(Set(users), server) {
        for id in ids {
          guard let value = try await reads.value(id, server) else { continue }
          let copy = SessionEvidence(
            operation: operation,
            source: "redis:\(id.namespace)",
            keyHash: id.hash,
            value: value,
            takenAt: clock.now(),
            holdIDs: [hold]
          )
          try await evidence.preserve(copy, permit: permit)
          run.evidence += 1
        }
      }
    } catch {
      run.problems.append("Not every live session could be copied: \(error.sentence).")
    }
  }
}
