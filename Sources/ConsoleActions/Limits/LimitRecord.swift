import ConsoleDomain

/// What the audit bodies keep of counters: masked key and hash, one field a counter, so that each can be
/// redacted alone.
enum LimitRecord {
  static func intentDetails(_ plan: ActionPlan) -> [AuditDetail] {
    var details = [AuditDetail("entity.coll", .string("limits"))]
    switch plan.request {
    case .resetClient(let client):
      details.append(AuditDetail("subject.clientHash", .string(client.digest)))
    case .blockClient(let block):
      details.append(
        AuditDetail("block.seconds", block.duration.map { .int($0.components.seconds) } ?? .null)
      )
      details.append(
        AuditDetail("block.until", .instant(block.duration.map { plan.madeAt.advanced(by: $0) }))
      )
    default: break
    }
    details += plan.warnings.enumerated().map { .item("warnings", $0, .string($1)) }
    details += plan.counters.enumerated().map { .item("counters", $0, counter($1)) }
    return details
  }

  static func run(_ run: CounterRun, of plan: ActionPlan, notes: [String]) -> ActionRun {
    let ending = CountersEnding(run.outcomes, notes: notes)
    let ends: [AuditDetail] = zip(plan.counters, run.outcomes).enumerated().map { index, end in
      .item("outcomes", index, outcome(end.1, of: end.0))
    }
    return ActionRun(
      result: run.result,
      matched: plan.counters.count,
      changed: ending.changed,
      blocked: ending.skipped,
      problems: run.problems,
      details: ends + notes.enumerated().map { .item("notes", $0, .string($1)) },
      ending: .counters(ending)
    )
  }

  private static func counter(_ planned: PlannedCounter) -> AuditValue {
    let standing = planned.standing
    return .document([
      "limiter": .string(planned.limiter.name),
      "key": .string(planned.shownKey),
      "keyHash": .string(planned.keyHash),
      "ip": .text(planned.address?.text),
      "hits": standing?.hits.map(AuditValue.int) ?? .null,
      "limit": standing?.limit.map(AuditValue.int) ?? .null,
      "endsAt": .instant(standing?.endsAt),
      "isBlocked": standing?.isBlocked.map(AuditValue.bool) ?? .null,
      "flags": .array((standing?.flags.names ?? []).map(AuditValue.string)),
      "blocked": .text(planned.blocked),
    ])
  }

  private static func outcome(_ outcome: CounterOutcome, of planned: PlannedCounter) -> AuditValue {
    .document([
      "limiter": .string(planned.limiter.name),
      "keyHash": .string(planned.keyHash),
      "outcome": .string(outcome.end.word),
      "reason": .text(outcome.end.reason),
      "hits": outcome.hits.map(AuditValue.int) ?? .null,
      "endsAt": .instant(outcome.before?.left.end),
    ])
  }
}
