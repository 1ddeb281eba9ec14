import ConsoleDomain

extension LogEntry {
  /// What an effect asks of the servers; nil for what stays on this machine.
  init?(_ effect: Effect, at now: Instant) {
    guard let (kind, title, origin) = Self.asked(effect) else { return nil }
    self.init(kind, title, origin, at: now)
  }

  /// Names every effect, so that a new one is not left out by mistake.
  private static func asked(_ effect: Effect) -> (Kind, String, Origin)? {
    switch effect {
    case .scanSessions(let generation):
      (.read, "all sessions: SCAN, GETRANGE, PTTL", .slot(.scan, generation))
    case .findSubject(let generation, _):
      (.read, "the sessions of a user", .slot(.subject, generation))
    case .loadDetail(let generation, _):
      (.read, "a session: GETRANGE, PTTL", .slot(.detail, generation))
    case .loadAudit(let generation, _):
      (.read, "audit records and events", .slot(.audit, generation))
    case .findSubjects(let generation, _):
      (.read, "whom a person may mean", .slot(.picture, generation))
    case .loadSubject(let generation, _):
      (.read, "everything of a subject", .slot(.picture, generation))
    case .loadEntity(let generation, let key):
      (.read, "a document: \(key.type)", .slot(.entity, generation))
    case .loadEntities(let generation, let request):
      (.read, "documents: \(request.type)", .slot(.entities, generation))
    case .loadHolds(let generation):
      (.read, "the register of holds", .slot(.holds, generation))
    case .countHold(let generation, _):
      (.read, "what a hold covers", .slot(.holdCount, generation))
    case .checkHolds(let generation):
      (.read, "documents against the register", .slot(.holdCheck, generation))
    case .loadApprovals(let generation):
      (.read, "requests for approval", .slot(.approvals, generation))
    case .loadWaitingApprovals(let generation):
      (.read, "what waits for a second person", .slot(.waiting, generation))
    case .loadRetention(let generation):
      (.read, "indexes that delete by age", .slot(.retention, generation))
    case .scanCounters(let generation):
      (.read, "all counters: SCAN, GET, PTTL", .slot(.counterScan, generation))
    case .refreshCounters(let generation, _):
      (.read, "counters in view: GET, PTTL", .slot(.counters, generation))
    case .watchRefusals(let generation):
      (.read, "what is refused: every source", .slot(.refusals, generation))
    case .examineCoverage(let generation, _):
      (.read, "changes without an event", .slot(.coverage, generation))
    case .verifyAudit(let generation): (.read, "the audit chain", .slot(.verification, generation))
    case .pingServers(let generation):
      (.read, "sign of life: both servers", .slot(.ping, generation))
    case .examineHealth(let generation): (.read, "health: both servers", .slot(.health, generation))
    case .reveal, .revealStored, .revealEvent, .revealEntity, .revealStoredEntity, .revealCounter,
      .revealColumn,
      .readColumn:
      revealed(effect)
    case .plan(let generation, let request):
      (.plan, request.auditType, .slot(.plan, generation))
    case .apply(let id, _): (.write, "the planned action", .apply(id))
    case .elevate: (.right, "the right to change", .elevation)
    case .dropElevation: (.right, "read-only again", .elevation)
    case .initialiseAudit: (.write, "the audit collections", .initialisation)
    case .decide: (.write, "a second person's decision", .decision)
    case .annotate: (.write, "a note to an audit record", .annotation)
    case .exportSessions(_, let format, _):
      (.export, "sessions as \(format.rawValue), masked", .export)
    case .exportCounters(_, let format, _):
      (.export, "counters as \(format.rawValue), masked", .export)
    case .switchContext: (.right, "another context", .context)
    // `cancel` is noted with what it gives up.
    case .cancel, .cancelAction, .closeColumn, .arrangeSessions, .arrangeCounters, .copy,
      .saveReceipt, .setMouse,
      .setTheme, .redraw, .suspend, .quit:
      nil
    }
  }

  private static func revealed(_ effect: Effect) -> (Kind, String, Origin)? {
    switch effect {
    case .reveal(let generation, _, _):
      (.reveal, "a session in clear", .slot(.reveal, generation))
    case .revealStored(let generation, _, _):
      (.reveal, "a session as it is stored", .slot(.reveal, generation))
    case .revealEvent(let generation, _, _):
      (.reveal, "an event in clear", .slot(.reveal, generation))
    case .revealEntity(let generation, let key, _):
      (.reveal, "a document in clear: \(key.type)", .slot(.reveal, generation))
    case .revealCounter(let generation, _, let limiter, _, _):
      (.reveal, "a key in clear: \(limiter)", .slot(.reveal, generation))
    case .revealStoredEntity(let generation, let key, _):
      (.reveal, "a document as it is stored: \(key.type)", .slot(.reveal, generation))
    case .revealColumn(let generation, let column, _):
      (.reveal, "the column \(column.title)", .slot(.reveal, generation))
    case .readColumn(let generation, let column, _):
      (.reveal, "rows of \(column.title)", .slot(.clear, generation))
    default: nil
    }
  }
}

extension LogEntry.Origin {
  static func slot(_ slot: Slot, _ generation: Int) -> LogEntry.Origin {
    .slot(slot, generation: generation)
  }
}
