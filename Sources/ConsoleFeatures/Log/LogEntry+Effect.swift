import ConsoleDomain

extension LogEntry {
  /// What an effect asks of the servers; nil for what stays on this machine.
  init?(_ effect: Effect, at now: Instant) {
    switch effect {
    case .scanSessions(let generation):
      self.init(.read, "all sessions: SCAN, GETRANGE, PTTL", .slot(.scan, generation), at: now)
    case .findSubject(let generation, _):
      self.init(.read, "the sessions of a user", .slot(.subject, generation), at: now)
    case .loadDetail(let generation, _):
      self.init(.read, "a session: GETRANGE, PTTL", .slot(.detail, generation), at: now)
    case .loadAudit(let generation, _):
      self.init(.read, "audit records and events", .slot(.audit, generation), at: now)
    case .findSubjects(let generation, _):
      self.init(.read, "whom a person may mean", .slot(.picture, generation), at: now)
    case .loadSubject(let generation, _):
      self.init(.read, "everything of a subject", .slot(.picture, generation), at: now)
    case .loadEntity(let generation, let key):
      self.init(.read, "a document: \(key.type)", .slot(.entity, generation), at: now)
    case .loadEntities(let generation, let request):
      self.init(.read, "documents: \(request.type)", .slot(.entities, generation), at: now)
    case .loadHolds(let generation):
      self.init(.read, "the register of holds", .slot(.holds, generation), at: now)
    case .countHold(let generation, _):
      self.init(.read, "what a hold covers", .slot(.holdCount, generation), at: now)
    case .checkHolds(let generation):
      self.init(.read, "documents against the register", .slot(.holdCheck, generation), at: now)
    case .loadApprovals(let generation):
      self.init(.read, "what waits for a second person", .slot(.approvals, generation), at: now)
    case .examineCoverage(let generation, _):
      self.init(.read, "changes without an event", .slot(.coverage, generation), at: now)
    case .verifyAudit(let generation):
      self.init(.read, "the audit chain", .slot(.verification, generation), at: now)
    case .pingServers(let generation):
      self.init(.read, "sign of life: both servers", .slot(.ping, generation), at: now)
    case .examineHealth(let generation):
      self.init(.read, "health: both servers", .slot(.health, generation), at: now)
    case .readColumn(let generation, let column, _):
      self.init(.reveal, "rows of \(column.title)", .slot(.clear, generation), at: now)
    default:
      guard let entry = Self.atGate(effect, at: now) else { return nil }
      self = entry
    }
  }

  /// What goes through the gate.
  private static func atGate(_ effect: Effect, at now: Instant) -> LogEntry? {
    switch effect {
    case .plan(let generation, let request):
      LogEntry(.plan, request.auditType, .slot(.plan, generation), at: now)
    case .apply(let id, _): LogEntry(.write, "the planned action", .apply(id), at: now)
    case .elevate: LogEntry(.right, "the right to change", .elevation, at: now)
    case .dropElevation: LogEntry(.right, "read-only again", .elevation, at: now)
    case .initialiseAudit:
      LogEntry(.write, "the audit collections", .initialisation, at: now)
    case .reveal(let generation, _, _):
      LogEntry(.reveal, "a session in clear", .slot(.reveal, generation), at: now)
    case .revealStored(let generation, _, _):
      LogEntry(.reveal, "a session as it is stored", .slot(.reveal, generation), at: now)
    case .revealEvent(let generation, _, _):
      LogEntry(.reveal, "an event in clear", .slot(.reveal, generation), at: now)
    case .revealEntity(let generation, let key, _):
      LogEntry(.reveal, "a document in clear: \(key.type)", .slot(.reveal, generation), at: now)
    case .revealColumn(let generation, let column, _):
      LogEntry(.reveal, "the column \(column.title)", .slot(.reveal, generation), at: now)
    case .decide: LogEntry(.write, "a second person's decision", .decision, at: now)
    case .annotate: LogEntry(.write, "a note to an audit record", .annotation, at: now)
    case .exportSessions(_, let format, _):
      LogEntry(.export, "sessions as \(format.rawValue), masked", .export, at: now)
    case .switchContext: LogEntry(.right, "another context", .context, at: now)
    default: nil
    }
  }
}

extension LogEntry.Origin {
  static func slot(_ slot: Slot, _ generation: Int) -> LogEntry.Origin {
    .slot(slot, generation: generation)
  }
}
