package import ConsoleDomain
import ConsoleScreen

extension Model {
  /// Takes one message, which left the mailbox at `now`, and answers what is to be done.
  ///
  /// Total and synchronous: no clock, no randomness, no input or output.
  package mutating func update(_ message: Message, at now: Instant) -> [Effect] {
    shell.now = now
    log.note(message, at: now)
    let effects = expire() + take(message) + takeHeldKeys() + readClearCells()
    log.note(effects, at: now)
    return effects
  }

  private mutating func take(_ message: Message) -> [Effect] {
    switch message {
    case .input(let event): return take(event)
    case .tick: return tick()
    case .suspending: return run("suspend")
    case .resumed: return [.redraw] + tick()
    case .sessionsPublished, .scanEnded, .sessionsArranged, .subjectFound, .detailLoaded, .revealed,
      .storedRevealed:
      shell.lastAnswerAt = shell.now
      return takeSessions(message)
    case .auditLoaded, .auditProgressed, .auditVerified, .eventRevealed, .coverageExamined,
      .serversPinged, .healthExamined:
      shell.lastAnswerAt = shell.now
      return takeServers(message)
    case .retentionRead(let generation, let report):
      shell.lastAnswerAt = shell.now
      take(report, generation)
      return []
    case .subjectCandidates, .subjectPictured, .entityLoaded, .entityRevealed,
      .storedEntityRevealed, .entitiesLoaded:
      shell.lastAnswerAt = shell.now
      return takeEntities(message)
    case .columnOpened, .columnRead:
      shell.lastAnswerAt = shell.now
      return takeColumn(message)
    case .countersPublished, .counterScanEnded, .countersArranged, .countersRefreshed,
      .counterRevealed:
      shell.lastAnswerAt = shell.now
      return takeLimits(message)
    case .refusalsPublished(let generation, let history):
      take(history, generation)
      return []
    case .holdsLoaded, .holdCounted, .holdsChecked:
      shell.lastAnswerAt = shell.now
      return takeHolds(message)
    case .approvalsLoaded, .waitingApprovalsLoaded, .decided:
      shell.lastAnswerAt = shell.now
      return takeApprovals(message)
    case .auditSettled(let stored, let problem): return settleAudit(stored, problem)
    case .interruptionsFound(let report): return take(report)
    case .planned, .progressed, .finished, .elevationChanged, .auditInitialised, .annotated:
      return takeGate(message)
    case .refused(let step, let refusal): return take(refusal, of: step)
    case .failed(let slot, let generation, let problem):
      return take(problem, of: slot, generation)
    case .copied, .exported, .notExported, .receiptSaved, .themeChanged, .contextSwitched,
      .complained,
      .alarmed:
      return takeLocal(message)
    }
  }
}
