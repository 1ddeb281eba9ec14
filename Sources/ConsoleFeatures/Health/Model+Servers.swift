import ConsoleDomain

extension Model {
  mutating func pingServers() -> Effect { .pingServers(generation: slots.begin(.ping)) }
  mutating func examineHealth() -> Effect { .examineHealth(generation: slots.begin(.health)) }

  mutating func verifyAudit() -> [Effect] {
    audit.checked = 0
    audit.verification = nil
    return [.verifyAudit(generation: slots.begin(.verification))]
  }

  mutating func takeServers(_ message: Message) -> [Effect] {
    switch message {
    case .auditLoaded(let generation, let slice): return take(slice, generation)
    case .eventRevealed(let generation, let id, let event):
      guard slots.finish(.reveal, generation) else { return [] }
      take(event, of: id)
    case .coverageExamined(let generation, let report): take(report, generation)
    case .auditProgressed(let generation, let checked):
      guard slots.isCurrent(.verification, generation) else { return [] }
      audit.checked = checked
    case .auditVerified(let generation, let verification):
      guard slots.finish(.verification, generation) else { return [] }
      audit.checked = nil
      audit.verification = verification
      audit.verifiedAt = shell.now
      if verification.faults.isEmpty {
        shell.say(.ok, "chain intact: \(verification.headers) headers")
      } else {
        shell.complain(
          "audit chain: \(verification.faults.count) faults",
          verification.faults.map { "\($0.sequence) \($0.kind.rawValue): \($0.detail)" }
            .joined(separator: "\n")
        )
      }
    case .serversPinged(let generation, let report):
      guard slots.finish(.ping, generation) else { return [] }
      health.pulse = report
      health.pingedAt = shell.now
      return noteLosses(report)
    case .healthExamined(let generation, let report):
      guard slots.finish(.health, generation) else { return [] }
      health.report = report
      health.pulse = report
      return noteLosses(report)
    default: break
    }
    return []
  }

  /// Says which server went silent or came back; a scan that failed begins again.
  private mutating func noteLosses(_ report: HealthReport) -> [Effect] {
    var effects: [Effect] = []
    for (kind, server) in [(StoreKind.redis, report.redis), (.mongo, report.mongo)] {
      if let problem = server.problem {
        guard health.lostAt[kind] == nil else { continue }
        health.lostAt[kind] = shell.now
        complain(problem)
      } else if health.lostAt.removeValue(forKey: kind) != nil {
        shell.say(.ok, "\(server.endpoint) answers again")
        if kind == .redis, sessions.problem != nil { effects.append(startScan()) }
        if kind == .redis, limits.problem != nil { effects.append(startCounterScan()) }
        if kind == .mongo, audit.problem != nil { effects.append(loadAudit()) }
      }
    }
    return effects
  }

  mutating func take(_ problem: StoreProblem, of slot: Slot, _ generation: Int) -> [Effect] {
    guard slots.finish(slot, generation) else { return [] }
    switch slot {
    case .scan: sessions.problem = problem
    case .arrangement:
      sessions.arranging = nil
      forgetHeldKeys(for: .sessions)
    case .detail: sessions.detail?.problem = problem
    case .counterScan: limits.problem = problem
    case .counterOrder:
      limits.arranging = nil
      forgetHeldKeys(for: .limits)
    // It never fails as a whole: each source says what is wrong with it.
    case .refusals: return []
    case .counters:
      // Tried again every second: said once, then shown as the age of what is there.
      let isKnown = limits.refreshProblem != nil
      limits.refreshProblem = problem
      if isKnown { return [] }
    case .picture: subject.problem = problem
    case .entity:
      subject.detail?.problem = problem
      entities.detail?.problem = problem
    case .entities:
      entities.problem = problem
      entities.giveUpReading()
      forgetHeldKeys(for: .entities)
    case .retention: retention.problem = problem
    case .audit:
      audit.problem = problem
      audit.giveUpReading()
      forgetHeldKeys(for: .audit)
    case .verification: audit.checked = nil
    case .ping: health.pingedAt = shell.now
    case .clear: clearColumns.noteFailure(at: shell.now)
    case .holds:
      holds.problem = problem
      // Read only to name holds elsewhere, which goes on with their ids.
      if shell.navigation.current != .holds { return [] }
    case .holdCount: holds.countProblem = problem
    case .holdCheck: holds.checkProblem = problem
    case .approvals: approvals.problem = problem
    // Asked again and again, and nobody asked for it: the Approvals screen says why it can't be read.
    case .waiting: return []
    case .subject, .reveal, .coverage, .health, .plan: break
    }
    if problem != .cancelled { complain(problem) }
    return []
  }

  /// Says a store's problem and keeps it with what helps.
  mutating func complain(_ problem: StoreProblem) {
    shell.complain(ProblemText(problem).line, "What helps: \(ProblemText(problem).remedy)")
  }
}
