/// An examination between two pages of a walk.
actor AuditCheck {
  private let expectations: AuditExpectations
  private var examination: AuditExamination
  /// Smallest last, where it is cheap to take.
  private var outside: [CheckpointClaim]
  private var stored: [StoredCheckpoint] = []
  /// Size of the last stored checkpoint that was read; nil: all were.
  private var storedFrom: Int?

  init(_ expectations: AuditExpectations) {
    self.expectations = expectations
    examination = AuditExamination(now: expectations.now)
    outside = expectations.outside.sorted {
      $0.signed.checkpoint.size > $1.signed.checkpoint.size
    }
    storedFrom = expectations.chain == nil ? nil : -1
  }

  /// Takes what needs no header: files that are no checkpoints, checkpoints of size 0.
  func begin() async throws(StoreProblem) {
    for source in expectations.malformed {
      examination.report(
        .init(sequence: -1, kind: .checkpointMalformed, detail: "\(source) is no checkpoint")
      )
    }
    try await readStored()
    try await compare()
  }

  func add(_ links: [AuditLink]) async throws(StoreProblem) -> Int64 {
    for link in links {
      examination.add(link)
      if isDue { try await compare() }
      if link.header.type == EventLogDigest.type, let digests = expectations.digests {
        for fault in try await digests.add(link) { examination.report(.init(fault)) }
      }
    }
    return examination.count
  }

  func finish() async throws(StoreProblem) -> AuditVerification {
    while let checkpoint = try await nextStored() {
      // A page of the store holds larger ones last; none of them was reached.
      if let claim = checkpoint.claim {
        examination.compareUnreached(claim, keys: expectations.keys)
        examination.noteStored()
      } else {
        examination.compare(checkpoint, keys: expectations.keys)
      }
    }
    for claim in outside.reversed() {
      examination.compareUnreached(claim, keys: expectations.keys)
    }
    let bodyCount = try await expectations.chain?.bodyCount()
    var result = examination.finish()
    if let digests = expectations.digests { result.digests = await digests.summary.digests }
    result.orphanBodies = bodyCount.map { max(0, $0 - examination.bodiesSeen) }
    result.warnings = warnings + result.warnings
    return result
  }

  private var warnings: [AuditVerification.Warning] {
    var warnings: [AuditVerification.Warning] = []
    if expectations.outside.isEmpty {
      warnings.append(examination.hasStoredCheckpoint ? .noCheckpointOutside : .noCheckpoint)
    }
    if examination.checkpoints > 0, expectations.keys.isEmpty {
      warnings.append(.signaturesNotChecked)
    }
    return warnings
  }

  private var isDue: Bool {
    let count = Int(examination.count)
    return outside.last?.signed.checkpoint.size == count || stored.last?.size == count
  }

  private func compare() async throws(StoreProblem) {
    let count = Int(examination.count)
    while let claim = outside.last, claim.signed.checkpoint.size <= count {
      outside.removeLast()
      examination.compare(claim, keys: expectations.keys)
    }
    while let checkpoint = stored.last, checkpoint.size <= count {
      stored.removeLast()
      examination.compare(checkpoint, keys: expectations.keys)
      if stored.isEmpty { try await readStored() }
    }
  }

  private func nextStored() async throws(StoreProblem) -> StoredCheckpoint? {
    if stored.isEmpty { try await readStored() }
    return stored.popLast()
  }

  private func readStored() async throws(StoreProblem) {
    guard let chain = expectations.chain, let from = storedFrom else { return }
    stored = try await chain.checkpoints(from).reversed()
    storedFrom = stored.first?.size
  }
}

extension AuditVerification.Fault {
  /// A stretch of the backend's log that is not as the chain has it.
  init(_ fault: EventLogDigestFault) {
    self.init(
      sequence: fault.sequence,
      kind: .backendDigest,
      detail: "backend events \(fault.kind.rawValue): \(fault.detail)"
    )
  }
}
