import ConsoleCrypto

/// All that one pass over the chain can show without asking anybody else.
///
/// Memory grows with open intents and with what the chain has not accounted for yet (redacted fields
/// before the record that names them), not with its length.
struct AuditExamination: Sendable {
  private var chain = AuditChainVerifier()
  private var bodies: BodyAccounts
  private(set) var checkpoints = 0
  private(set) var hasStoredCheckpoint = false
  /// Bodies that were there, for telling how many are nobody's.
  private(set) var bodiesSeen: Int64 = 0

  /// `now` decides which bodies are old enough to have expired; nil: none is.
  init(now: Instant?) {
    bodies = BodyAccounts(now: now)
  }

  var count: Int64 { chain.count }

  mutating func add(_ link: AuditLink) {
    if case .stored = link.body { bodiesSeen += 1 }
    bodies.note(link)
    // Whether a body may be missing is for the accounts to say, at the end.
    chain.add(link.header, body: link.body == .missing ? .notExpected : link.body)
  }

  /// Compares a checkpoint whose size has just been reached.
  mutating func compare(_ claim: CheckpointClaim, keys: [NoteVerifierKey]) {
    checkpoints += 1
    if let fault = claim.signatureFault(keys) ?? claim.rootFault(chain.merkleTree.root) {
      chain.report(fault)
    }
  }

  /// Compares a checkpoint of the database, whose document itself may be spoiled.
  mutating func compare(_ stored: StoredCheckpoint, keys: [NoteVerifierKey]) {
    hasStoredCheckpoint = true
    guard let claim = stored.claim else {
      checkpoints += 1
      chain.report(
        AuditVerification.Fault(
          sequence: Int64(stored.size) - 1,
          kind: .checkpointMalformed,
          detail:
            "checkpoint of size \(stored.size) in the database: its note does not say the same"
        )
      )
      return
    }
    compare(claim, keys: keys)
  }

  /// Compares a checkpoint that the chain never reached.
  mutating func compareUnreached(_ claim: CheckpointClaim, keys: [NoteVerifierKey]) {
    checkpoints += 1
    let fault = claim.signatureFault(keys) ?? claim.sizeFault(Int(chain.count))
    if let fault { chain.report(fault) }
  }

  /// A checkpoint of the database was seen, compared elsewhere.
  mutating func noteStored() {
    hasStoredCheckpoint = true
  }

  mutating func report(_ fault: AuditVerification.Fault) {
    chain.report(fault)
  }

  /// The result, once the chain has ended.
  mutating func finish() -> AuditVerification {
    for fault in bodies.faults { chain.report(fault) }
    var result = chain.result
    result.root = chain.root
    result.faults.sort { $0.sequence < $1.sequence }
    result.checkpoints = checkpoints
    if bodies.unread > 0 { result.warnings.append(.bodiesNotRead(bodies.unread)) }
    let unprovable = bodies.redactionsBeyondProof
    if unprovable > 0 { result.warnings.append(.redactionsBeyondProof(unprovable)) }
    return result
  }
}
