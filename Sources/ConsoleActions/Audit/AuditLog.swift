package import ConsoleDomain

/// The console's own audit trail, and the only place that gives out permits.
///
/// `begin` stores the intent before it returns a permit and refuses where it can't: fail closed.
/// What `end` can't store goes to the journal on this machine, until a `settle` stores it.
package actor AuditLog {
  private static let endedByAnother =
    "Another console had recorded an outcome for this by reading back; this one stands beside it."

  let appender: ChainAppender
  let maker: AuditEntryMaker
  let actor: ActorSource
  private let journal: any OutcomeJournal
  private var begun: [OperationID: StoredIntent] = [:]

  /// Makes a log over an initialised store.
  package init(
    store: any AuditStore,
    journal: any OutcomeJournal,
    actor: ActorSource,
    clock: ActionClock,
    random: RandomSource
  ) {
    appender = ChainAppender(store: store, clock: clock, random: random)
    maker = AuditEntryMaker(clock: clock, random: random)
    self.journal = journal
    self.actor = actor
  }

  /// Who acts now.
  func actorIdentity() async -> ActorIdentity { await actor.current() }

  /// Who acts, in one word: the MongoDB user where there is access control, else the OS user.
  func actorName() async -> String {
    let actor = await actor.current()
    return actor.mongoUser ?? actor.osUser ?? actor.id ?? "unknown"
  }

  /// Stores the intent and gives out the permit for it; nothing may change before this returns.
  package func begin(_ intent: AuditIntent) async throws(GateRefusal) -> MutationPermit {
    _ = await settle()
    let actor = await actor.current()
    let entries = maker.entries(
      by: actor,
      type: intent.type,
      phase: .intent,
      fields: AuditFields.intent(intent),
      details: intent.details
    )
    var sequence: Int64 = 0
    var eventID = ""
    for entry in entries {
      do {
        sequence = try await appender.append(entry).sequence
        eventID = entry.body.eventID
      } catch {
        if error.mayBeStored, entry.phase == .intent {
          await owe(outcomeOfLostIntent: entry, operation: intent.operation, by: actor)
        }
        throw .auditUnavailable(error.problem)
      }
    }
    begun[intent.operation] = StoredIntent(
      type: intent.type,
      operation: intent.operation,
      eventID: eventID,
      actor: actor
    )
    return MutationPermit(sequence: sequence, operation: intent.operation)
  }

  /// Consumes the permit with its outcome; never throws, since what was done is done.
  package func end(
    _ permit: consuming MutationPermit,
    with outcome: AuditOutcome
  ) async -> AuditEnding {
    let operation = permit.operation
    permit.close()
    guard let intent = begun.removeValue(forKey: operation) else {
      return AuditEnding(sequence: nil, problem: "this log did not begin the operation")
    }
    return await store(maker.entries(of: outcome, ending: intent), of: intent)
  }

  /// Records something that changes no data; refuses where it can't, so that it must not happen then.
  package func record(
    _ observation: AuditObservation
  ) async throws(StoreProblem) -> Int64 {
    let entries = maker.entries(
      by: await actor.current(),
      type: observation.type,
      phase: .event,
      fields: AuditFields.observation(observation),
      details: []
    )
    var sequence: Int64 = 0
    for entry in entries {
      do {
        sequence = try await appender.append(entry).sequence
      } catch {
        throw error.problem
      }
    }
    return sequence
  }

  /// The header at a place in the chain; nil: the chain does not reach there.
  func header(sequence: Int64) async throws(StoreProblem) -> AuditHeader? {
    try await appender.store.header(sequence: sequence)
  }

  /// Stores what is still owed: outcomes of the journal and of permits that were dropped.
  ///
  /// Called at start, before each intent and when MongoDB answers again. What is owed to a chain of
  /// another deployment, or to one whose intent never came, waits where it is.
  package func settle() async -> Settlement {
    await oweOutcomesOfDroppedPermits()
    let pending: OwedOutcomes
    do {
      pending = try await journal.pending()
    } catch {
      return Settlement(problem: "the outcome journal can't be read: \(error.reason)")
    }
    // The parts of a large outcome stand before it, as they would have.
    let parts = pending.entries.filter { $0.entry.phase != .outcome }
    let outcomes = pending.entries.filter { $0.entry.phase == .outcome }
    var settlement = Settlement(problem: pending.damage.map { "the outcome journal: \($0)" })
    for owed in parts + outcomes {
      do {
        guard try await isOwedHere(owed) else {
          settlement.waiting += 1
          continue
        }
        try await append(owed)
        if owed.entry.phase == .outcome { settlement.stored += 1 }
        try await journal.remove(eventIDs: [owed.entry.body.eventID])
      } catch let failure as ChainAppender.Failure {
        settlement.problem = "outcomes wait in the journal: \(failure.problem.sentence)"
        return settlement
      } catch {
        settlement.problem = "the outcome journal can't be written"
        return settlement
      }
    }
    return settlement
  }

  private func store(_ entries: [AuditEntry], of intent: StoredIntent) async -> AuditEnding {
    let writer = OutcomeWriter(appender: appender)
    for (index, entry) in entries.enumerated() {
      do {
        if entry.phase == .outcome {
          let written = try await writer.write(entry, of: intent.eventID)
          return AuditEnding(
            sequence: written.header.sequence,
            problem: written.isByAnother ? Self.endedByAnother : nil
          )
        }
        _ = try await appender.append(entry)
      } catch {
        let why = error.problem.sentence
        let left = entries[index...].map { JournalEntry(entry: $0, intentEventID: intent.eventID) }
        return AuditEnding(sequence: nil, problem: await owe(left, because: why))
      }
    }
    return AuditEnding(sequence: nil, problem: "the outcome has no entry")
  }

  private func append(_ owed: JournalEntry) async throws(ChainAppender.Failure) {
    if owed.entry.phase == .outcome {
      _ = try await OutcomeWriter(appender: appender).write(owed.entry, of: owed.intentEventID)
    } else {
      _ = try await appender.append(owed.entry)
    }
  }

  private func owe(_ entries: [JournalEntry], because why: String) async -> String {
    do {
      try await journal.add(entries)
      return "The outcome is not stored yet (\(why)); it waits in the journal."
    } catch {
      return "The outcome could not be stored (\(why)), nor kept in the journal (\(error.reason));"
        + " the intent is left dangling."
    }
  }

  /// An intent whose acknowledgement was lost gets the outcome that nothing was done, if it is there.
  private func owe(
    outcomeOfLostIntent entry: AuditEntry,
    operation: OperationID,
    by actor: ActorIdentity
  ) async {
    let intent = StoredIntent(
      type: entry.type,
      operation: operation,
      eventID: entry.body.eventID,
      actor: actor
    )
    let outcome = AuditOutcome(
      result: .failure,
      matched: 0,
      changed: 0,
      blocked: 0,
      error: "not applied: the intent was not acknowledged",
      details: []
    )
    let owed = maker.entries(of: outcome, ending: intent)
    // Where this fails too the intent, if it is there, is listed as dangling.
    try? await journal.add(
      owed.map { JournalEntry(entry: $0, intentEventID: entry.body.eventID) }
    )
  }

  private func oweOutcomesOfDroppedPermits() async {
    for dropped in DroppedPermits.take(of: begun.keys) {
      guard let intent = begun.removeValue(forKey: dropped.operation) else { continue }
      let outcome = AuditOutcome(
        result: .unknown,
        matched: 0,
        changed: 0,
        blocked: 0,
        error: "the operation ended without saying how",
        details: []
      )
      let owed = maker.entries(of: outcome, ending: intent)
      do {
        try await journal.add(
          owed.map { JournalEntry(entry: $0, intentEventID: intent.eventID) }
        )
      } catch {
        // Keep it for the next time: the permit is gone, this entry is all that is left of it.
        begun[intent.operation] = intent
        DroppedPermits.note(dropped)
      }
    }
  }

  private func isOwedHere(_ owed: JournalEntry) async throws(ChainAppender.Failure) -> Bool {
    do {
      return try await appender.store.header(eventID: owed.intentEventID) != nil
    } catch {
      throw ChainAppender.Failure(problem: error, mayBeStored: false)
    }
  }
}
