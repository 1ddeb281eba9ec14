import ConsoleActions
import ConsoleConcurrency
import ConsoleDomain
import ConsoleFeatures
import Synchronization

/// Turns effects into calls on the ports and their answers into messages.
///
/// Reads run in slots, the newest only. What passes the gate runs in tasks of its own that are never
/// dropped: an action that has begun ends with its outcome, whatever the screen does meanwhile.
final class EffectRunner: Sendable {
  /// How long an action may go on with its current target when the program is told to end (tui.md c.7),
  /// and how long the record of the end may take: beyond it the start stands alone.
  private static let grace: Duration = .seconds(5)

  let ports: ConsolePorts
  let post: @Sendable (Message) -> Void
  private let reads = TaskSlots<Slot>()
  private let actions = ActionTasks()
  let settlement = AuditSettlement()
  let columns = OpenColumns()
  private let interruptions = InterruptionWatch()
  private let keeping = Mutex<Task<Void, Never>?>(nil)

  init(ports: ConsolePorts, post: @escaping @Sendable (Message) -> Void) {
    self.ports = ports
    self.post = post
  }

  /// Starts an effect and returns at once.
  func run(_ effect: Effect) {
    if case .cancel(let slot) = effect { return reads.cancel(slot) }
    if case .closeColumn(let column) = effect { return columns.close(column) }
    guard let slot = effect.slot else { return actions.start { await self.act(effect) } }
    reads.start(slot) { await self.read(effect, in: slot) }
  }

  /// Puts the start of this console on record and stores what is owed from earlier ones.
  func begin() {
    actions.start { [gate = ports.gate] in await gate.openConsole() }
    settle()
    keepCheckpoints()
  }

  /// Watches over the audit trail as long as this context is open.
  private func keepCheckpoints() {
    guard let keeper = ports.checkpoints else { return }
    let task = Task { [post] in
      await keeper.run { news in
        switch news {
        case .alarm(let text): post(.alarmed(text))
        case .problem(let text): post(.complained(text))
        }
      }
    }
    keeping.withLock { $0 = task }
  }

  /// Stores what this console, in an earlier run or in this one, still owes to the audit log.
  func settle() {
    guard settlement.begin(at: ports.now()) else { return }
    actions.start { [gate = ports.gate, settlement, post] in
      let result = await gate.settleAudit()
      if settlement.end(with: result) {
        post(.auditSettled(stored: result.stored, problem: result.problem))
      }
    }
  }

  /// Ends what consoles of this machine left that died in the middle of something, and counts the rest.
  private func recover() {
    guard interruptions.begin(at: ports.now()) else { return }
    actions.start { [recovery = ports.recovery, interruptions, post] in
      do throws(StoreProblem) {
        let report = try await recovery.run(.automatic)
        interruptions.end()
        post(.interruptionsFound(report))
      } catch {
        // Tried again with a later sign of life; the band says when MongoDB is lost.
        interruptions.end()
      }
    }
  }

  /// Someone typed: puts off the end of an elevation by idleness.
  func touch() {
    actions.start { [gate = ports.gate] in await gate.touch() }
  }

  /// Lets the running action finish its current target and gives up the right to change more.
  private func interrupt() async {
    await ports.gate.cancel()
    // Its record may have to wait for a server, and nobody waits for that longer than for the rest.
    actions.start { [gate = ports.gate] in await gate.dropElevation() }
    await actions.finish(within: Self.grace)
  }

  /// Ends all reads, waits for actions, records the end and closes the connections.
  ///
  /// What still waits for a silent server fails once its connection is closed, and leaves its outcome
  /// in the journal then.
  func finish(_ ending: ConsoleEnding) async {
    keeping.withLock { $0?.cancel() }
    await reads.cancelAll()
    await interrupt()
    actions.start { [gate = ports.gate] in await gate.closeConsole(ending) }
    await actions.finish(within: Self.grace)
    await ports.close()
    await actions.finish(within: Self.grace)
  }

  private func read(_ effect: Effect, in slot: Slot) async {
    switch effect {
    case .scanSessions(let generation): await scan(generation)
    case .arrangeSessions(let generation, let request): await arrange(generation, request)
    case .findSubject(let generation, let subject):
      await answer(slot, generation) { () throws(StoreProblem) in
        .subjectFound(generation: generation, try await self.ports.sessions.find(subject))
      }
    case .loadDetail(let generation, let id):
      await answer(slot, generation) { () throws(StoreProblem) in
        .detailLoaded(generation: generation, try await self.ports.sessions.detail(id))
      }
    case .loadAudit(let generation, let request):
      await answer(slot, generation) { () throws(StoreProblem) in
        .auditLoaded(generation: generation, try await self.ports.audit.events(request))
      }
    case .examineCoverage(let generation, let request):
      await answer(slot, generation) { () throws(StoreProblem) in
        .coverageExamined(generation: generation, try await self.ports.audit.coverage(request))
      }
    case .verifyAudit(let generation): await verify(generation)
    case .pingServers(let generation): await ping(generation)
    case .examineHealth(let generation):
      post(.healthExamined(generation: generation, await ports.health.examine()))
    case .plan(let generation, let request): await plan(generation, request)
    case .reveal(let generation, let id, let reason):
      await reveal(generation, id, reason: reason)
    case .revealStored(let generation, let id, let reason):
      await revealStored(generation, id, reason: reason)
    case .revealEvent(let generation, let id, let reason):
      await revealEvent(generation, id, reason: reason)
    case .revealEntity(let generation, let key, let reason):
      await revealEntity(generation, key, reason: reason)
    case .revealStoredEntity(let generation, let key, let reason):
      await revealStoredEntity(generation, key, reason: reason)
    case .revealColumn(let generation, let column, let reason):
      await revealColumn(generation, column, reason: reason)
    case .readColumn(let generation, let column, let cells):
      await readColumn(generation, column, cells)
    case .loadRetention(let generation):
      await answer(.retention, generation) { () throws(StoreProblem) in
        .retentionRead(generation: generation, try await self.ports.retention.report())
      }
    case .scanCounters, .arrangeCounters, .refreshCounters, .revealCounter,
      .watchRefusals:
      await readLimits(effect, in: slot)
    case .findSubjects, .loadSubject, .loadEntity, .loadEntities:
      await readEntities(effect, in: slot)
    case .loadHolds, .countHold, .checkHolds, .loadApprovals, .loadWaitingApprovals:
      await readHolds(effect, in: slot)
    default: preconditionFailure("an effect with a slot is a read")
    }
  }

  /// Posts what a read answered, or why it could not.
  func answer(
    _ slot: Slot,
    _ generation: Int,
    _ read: () async throws(StoreProblem) -> Message
  ) async {
    do throws(StoreProblem) {
      post(try await read())
    } catch {
      post(.failed(slot, generation: generation, error))
    }
  }

  private func ping(_ generation: Int) async {
    let report = await ports.health.ping()
    let mongoAnswers = report.mongo.problem == nil
    if settlement.isDue(mongoAnswers: mongoAnswers, at: ports.now()) { settle() }
    if mongoAnswers, interruptions.isDue(at: ports.now()) { recover() }
    post(.serversPinged(generation: generation, report))
  }

  private func scan(_ generation: Int) async {
    let post = post
    await answer(.scan, generation) { () throws(StoreProblem) in
      let snapshot = try await self.ports.sessions.scan { snapshot in
        post(.sessionsPublished(generation: generation, snapshot))
      }
      return .scanEnded(generation: generation, snapshot)
    }
  }

  /// A cancelled arrangement was overtaken by a newer one: there is nothing to answer.
  @concurrent
  private func arrange(_ generation: Int, _ request: SessionArrangementRequest) async {
    guard let arrangement = try? request.arranged() else { return }
    post(.sessionsArranged(generation: generation, arrangement))
  }

  private func verify(_ generation: Int) async {
    let post = post
    await answer(.verification, generation) { () throws(StoreProblem) in
      let verification = try await self.ports.audit.verify { checked in
        post(.auditProgressed(generation: generation, checked))
      }
      return .auditVerified(generation: generation, verification)
    }
  }
}
