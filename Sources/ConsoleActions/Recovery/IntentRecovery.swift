package import ConsoleDomain

/// Ends what consoles left behind that died between an intent and its outcome (compliance.md b.9).
///
/// The state is read back and recorded; nothing is done over and nothing is undone.
package struct IntentRecovery: Sendable {
  private let log: AuditLog
  private let intents: DanglingIntents
  private let readers: [any StateReader]
  private let journal: any OutcomeJournal
  private let fate: @Sendable (_ process: String) -> ProcessFate
  private let mayRecord: Bool
  private let clock: ActionClock

  /// Makes a recovery; `fate` tells whether a process that began an intent still runs;
  /// without `mayRecord` (a read-only context) intents are only listed, whatever is asked for.
  package init(
    log: AuditLog,
    intents: DanglingIntents,
    readers: [any StateReader],
    journal: any OutcomeJournal,
    fate: @escaping @Sendable (_ process: String) -> ProcessFate,
    mayRecord: Bool = true,
    clock: ActionClock
  ) {
    self.log = log
    self.intents = intents
    self.readers = readers
    self.journal = journal
    self.fate = fate
    self.mayRecord = mayRecord
    self.clock = clock
  }

  /// Goes over all dangling intents, oldest first; what is owed by the journal is stored before.
  package func run(_ policy: RecoveryPolicy) async throws(StoreProblem) -> RecoveryReport {
    var policy = policy
    policy.records = policy.records && mayRecord
    let settlement = policy.records ? await log.settle() : Settlement()
    var report = RecoveryReport(stored: settlement.stored, problem: settlement.problem)
    let waiting = await waitingInJournal(&report)
    for intent in try await intents.all(policy.reach) {
      let standing: RecoveryReport.Standing
      if waiting.contains(intent.header.eventID) {
        standing = .waiting
      } else {
        standing = await end(intent, by: policy)
      }
      report.intents.append(RecoveryReport.Entry(intent: intent, standing: standing))
      if Task.isCancelled { throw .cancelled }
    }
    return report
  }

  private func waitingInJournal(_ report: inout RecoveryReport) async -> Set<String> {
    do {
      return Set(try await journal.pending().entries.map(\.intentEventID))
    } catch {
      report.problem = report.problem ?? "the outcome journal can't be read: \(error.reason)"
      return []
    }
  }

  private func end(
    _ intent: DanglingIntent,
    by policy: RecoveryPolicy
  ) async -> RecoveryReport.Standing {
    switch intent.text("actor.process").map(fate) ?? .notKnown {
    case .running: return .running
    case .gone: break
    case .notKnown:
      let age = intent.begunAt.map { $0.duration(to: clock.now()) }
      guard let age, age > policy.olderThan ?? RecoveryPolicy.defaultAge else {
        return .young(age: age)
      }
      guard policy.olderThan != nil else {
        return .left(reason: "its console ran elsewhere and can't be looked at from here")
      }
    }
    guard policy.records else { return .left(reason: nil) }
    switch await readBack(intent) {
    case .decided(let state): return await record(state, of: intent)
    case .undecided(let why):
      guard let reason = policy.reasonForUnknown else { return .left(reason: why) }
      let state = RecoveredState(
        result: .unknown,
        matched: 0,
        changed: 0,
        blocked: 0,
        remark: "not read back: \(why)"
      )
      return await record(state, of: intent, reason: reason)
    }
  }

  /// One that can't be recorded stays dangling and hinders no other.
  private func record(
    _ state: RecoveredState,
    of intent: DanglingIntent,
    reason: String? = nil
  ) async -> RecoveryReport.Standing {
    do {
      return try await log.recover(intent, as: state, reason: reason)
    } catch {
      return .left(reason: "its outcome could not be recorded: \(error.sentence)")
    }
  }

  private func readBack(_ intent: DanglingIntent) async -> ReadBack {
    if let incomplete = intent.incomplete { return .undecided(reason: incomplete) }
    guard let reader = readers.first(where: { $0.type == intent.header.type }) else {
      return .undecided(reason: "this version can't read back \(intent.header.type)")
    }
    return await reader.state(after: intent)
  }
}
