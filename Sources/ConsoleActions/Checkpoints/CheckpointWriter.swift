package import ConsoleDomain

/// Signs size and root of the chain and sends copies out of the database.
///
/// `holdfast audit checkpoint`, an open console (by its schedule) and `holdfast sweep` all call this
/// one. It never signs a chain that is broken, or of which the newest checkpoint, stored or kept
/// elsewhere, is no prefix: a log must not vouch for two histories.
package actor CheckpointWriter {
  private let key: NoteSigningKey
  /// With the keys whose checkpoints may be built upon: the one in use and those before it.
  private let kept: KeptCheckpoints
  private let chain: ChainReader
  private let store: any CheckpointStore
  private let sinks: [CheckpointSink]
  private let log: AuditLog
  private let initialiser: any AuditInitialiser
  private let site: Site
  private let clock: ActionClock
  /// The newest checkpoint, and the places that did not take it.
  private var owed: (signed: SignedCheckpoint, sinks: [CheckpointSink])?

  /// Where this is, for the record.
  package struct Site: Sendable {
    package var environment: String
    package var identity: @Sendable () async throws(StoreProblem) -> ServerIdentity

    /// Names the context and asks for the servers when a record is made.
    package init(
      environment: String,
      identity: @escaping @Sendable () async throws(StoreProblem) -> ServerIdentity
    ) {
      self.environment = environment
      self.identity = identity
    }
  }

  /// Makes a writer; `earlierKeys` signed checkpoints before this key did.
  package init(
    key: NoteSigningKey,
    earlierKeys: [NoteVerifierKey] = [],
    chain: ChainReader,
    store: any CheckpointStore,
    sinks: [CheckpointSink],
    log: AuditLog,
    initialiser: any AuditInitialiser,
    site: Site,
    clock: ActionClock
  ) {
    self.key = key
    kept = KeptCheckpoints(sinks: sinks, keys: [key.verifier] + earlierKeys, chain: chain)
    self.chain = chain
    self.store = store
    self.sinks = sinks
    self.log = log
    self.initialiser = initialiser
    self.site = site
    self.clock = clock
  }

  /// Takes a checkpoint of the chain as it is now.
  ///
  /// The record `audit.checkpoint` comes after what is signed, so that it belongs to the next one. A
  /// place that takes no copy does not stop the others; the receipt says so.
  package func write() async throws(CheckpointRefusal) -> CheckpointReceipt {
    try await requireInitialised()
    let head = try await examine()
    let signed = SignedCheckpoint(size: head.count, root: head.root, by: key)
    let sequence = try await record(signed)
    var receipt = CheckpointReceipt(signed: signed, sequence: sequence)
    receipt.failures = await deliver(signed, to: sinks)
    let left = Set(receipt.failures.map(\.name))
    receipt.copiedTo = sinks.map(\.name).filter { !left.contains($0) }
    do throws(StoreProblem) {
      try await store.insert(signed, takenAt: clock.now(), copiedTo: receipt.copiedTo)
    } catch {
      receipt.failures.append(.init(name: "the database", reason: error.sentence))
    }
    return receipt
  }

  /// Takes a checkpoint if the schedule says that it is time; nil: it is not.
  package func writeIfDue(
    _ schedule: CheckpointSchedule
  ) async throws(CheckpointRefusal) -> CheckpointReceipt? {
    try await requireInitialised()
    let newest: StoredCheckpoint?
    let length: Int
    do {
      newest = try await chain.newestCheckpoint()
      length = try await chain.length()
    } catch {
      throw .store(error)
    }
    guard schedule.isDue(after: newest, length: length, now: clock.now()) else { return nil }
    return try await write()
  }

  /// Tries the places again that did not take the newest checkpoint; answers those that still do not.
  ///
  /// What no process lives to try again is made good by the next checkpoint, which covers more.
  package func deliverOwed() async -> [CheckpointReceipt.Failure] {
    guard let owed else { return [] }
    return await deliver(owed.signed, to: owed.sinks)
  }

  private func deliver(
    _ signed: SignedCheckpoint,
    to sinks: [CheckpointSink]
  ) async -> [CheckpointReceipt.Failure] {
    var failures: [CheckpointReceipt.Failure] = []
    var left: [CheckpointSink] = []
    for sink in sinks {
      do throws(CheckpointSinkFailure) {
        try await sink.deliver(signed)
      } catch {
        failures.append(CheckpointReceipt.Failure(name: sink.name, reason: error.reason))
        left.append(sink)
      }
    }
    owed = left.isEmpty ? nil : (signed, left)
    return failures
  }

  private func examine() async throws(CheckpointRefusal) -> (count: Int, root: [UInt8]) {
    var expectations = await kept.expectations()
    let verification: AuditVerification
    do {
      if let newest = try await chain.newestCheckpoint() {
        if let claim = newest.claim {
          expectations.outside.append(claim)
        } else {
          expectations.malformed.append("the newest checkpoint of the database")
        }
      }
      verification = try await chain.verifyHeaders(against: expectations)
    } catch {
      throw .store(error)
    }
    guard verification.isIntact else { throw .doesNotFit(verification.faults) }
    guard verification.headers > 0, let root = verification.rootBytes else { throw .empty }
    return (Int(verification.headers), root)
  }

  private func record(_ signed: SignedCheckpoint) async throws(CheckpointRefusal) -> Int64 {
    // Nothing is changed, so a server that can't say who it is goes on record as not known.
    let known = try? await site.identity()
    let observation = AuditObservation(
      type: "audit.checkpoint",
      reason: nil,
      servers: known ?? ServerIdentity(redis: nil, mongo: nil),
      environment: site.environment,
      details: [
        AuditDetail("checkpoint.size", .int(Int64(signed.checkpoint.size))),
        AuditDetail("checkpoint.root", .string(signed.checkpoint.rootHex)),
        AuditDetail("checkpoint.key", .string(key.verifier.description)),
        AuditDetail("checkpoint.places", .array(sinks.map { .string($0.name) })),
      ]
    )
    do {
      return try await log.record(observation)
    } catch {
      throw .store(error)
    }
  }

  private func requireInitialised() async throws(CheckpointRefusal) {
    do {
      guard try await initialiser.isInitialised() else { throw CheckpointRefusal.notInitialised }
    } catch let refusal as CheckpointRefusal {
      throw refusal
    } catch let problem as StoreProblem {
      throw .store(problem)
    } catch {
      throw .store(.cancelled)
    }
  }
}
