import ConsoleCrypto
import ConsoleDomain

/// What an action on documents has done so far; becomes the outcome and the receipt.
struct EntityRun: Sendable {
  var groups: [DocumentsEnding.Group] = []
  var failures: [PlannedDocument] = []
  var problems: [String] = []
  var notes: [String] = []
  var events = 0
  var sessions = 0
  /// Events that a subject merely caused, with its values replaced.
  var causedEvents = 0
  var limiterKeys = 0
  /// Why not everything is gone or was searched, one clause each.
  var incomplete: [String] = []
  var residue: ResidueReport?
  /// What in the stripped documents looks like personal data; nil: nobody looked.
  var suspects: [PersonalSuspect]?
  var wasStopped = false
  /// Whether a write was sent that nobody answered.
  var isUnknown = false

  var ending: DocumentsEnding {
    DocumentsEnding(groups: groups, failures: failures, notes: notes)
  }

  /// Documents that were dealt with, however they ended.
  var seen: Int {
    groups.reduce(0) { $0 + $1.changed + $1.unchanged + $1.blocked + $1.failed }
  }

  mutating func add(_ result: EntityWriteResult, at place: String) {
    let held = result.left.count { $0.isHeld }
    add(
      DocumentsEnding.Group(
        place: place,
        changed: result.changed,
        unchanged: result.unchanged,
        blocked: held,
        failed: result.left.count - held
      )
    )
    failures += result.left.map {
      PlannedDocument(place: place, id: $0.id.text, blocked: $0.reason)
    }
  }

  mutating func block(
    _ keys: [EntityKey],
    at place: String,
    _ reasons: [EntityKey: String]
  ) {
    guard !keys.isEmpty else { return }
    add(DocumentsEnding.Group(place: place, changed: 0, blocked: keys.count))
    failures += keys.map {
      PlannedDocument(place: place, id: $0.id.text, blocked: reasons[$0])
    }
  }

  mutating func fail(_ count: Int, at place: String, _ problem: StoreProblem) {
    add(DocumentsEnding.Group(place: place, changed: 0, failed: count))
    isUnknown = isUnknown || problem.leavesWriteUnknown
    problems.append("\(place): \(problem.sentence).")
  }

  /// Databases that the plan could not reach: nothing was done there.
  mutating func leaveOut(_ tenants: [UnreachedTenant]) {
    incomplete += tenants.map { "not reached, the own database of \($0.text)" }
  }

  var result: ActionResult {
    let ending = ending
    let isWhole =
      ending.blocked == 0 && ending.failed == 0 && problems.isEmpty && incomplete.isEmpty
      && !wasStopped
    if isWhole { return .success }
    if ending.changed > 0 { return .partial }
    if isUnknown { return .unknown }
    if ending.blocked > 0, ending.failed == 0, !wasStopped { return .blocked }
    return ending.unchanged > 0 ? .partial : .failure
  }

  private mutating func add(_ group: DocumentsEnding.Group) {
    guard let index = groups.firstIndex(where: { $0.place == group.place }) else {
      groups.append(group)
      return
    }
    groups[index].changed += group.changed
    groups[index].unchanged += group.unchanged
    groups[index].blocked += group.blocked
    groups[index].failed += group.failed
  }
}

/// What the audit bodies keep of an action on documents: ids and paths, never a value.
enum EntityRecord {
  static func intentDetails(_ plan: ActionPlan) -> [AuditDetail] {
    var details = subjects(of: plan.request)
    details += plan.places.details
    details += plan.warnings.enumerated().map { .item("warnings", $0, .string($1)) }
    let groups = plan.documents?.groups ?? []
    let paths = plan.documents?.paths ?? []
    details += paths.enumerated().map { index, path in
      .item(
        "paths",
        index,
        .document([
          "coll": .string(path.place), "path": .string(path.path),
          "count": .int(Int64(path.count)),
        ])
      )
    }
    return details
      + groups.enumerated().map { index, group in
        .item(
          "plan",
          index,
          .document([
            "coll": .string(group.place), "matched": .int(Int64(group.matched)),
            "blocked": .int(Int64(group.blocked)),
          ])
        )
      }
  }

  static func run(_ run: EntityRun, of plan: ActionPlan) -> ActionRun {
    var run = run
    if run.events > 0 { run.notes.append("\(run.events) events lost payload and metadata") }
    if run.sessions > 0 { run.notes.append("\(run.sessions) sessions revoked") }
    if run.causedEvents > 0 {
      run.notes.append("their values were replaced in \(run.causedEvents) events of others")
    }
    if run.limiterKeys > 0 { run.notes.append("limiter keys deleted: \(run.limiterKeys)") }
    run.notes += run.incomplete.map { "incomplete: \($0)" }
    let ending = run.ending
    var details = [
      AuditDetail("counts.events", .int(Int64(run.events))),
      AuditDetail("counts.sessions", .int(Int64(run.sessions))),
      AuditDetail("counts.caused_events", .int(Int64(run.causedEvents))),
      AuditDetail("counts.limiter_keys", .int(Int64(run.limiterKeys))),
    ]
    details += run.incomplete.enumerated().map { .item("incomplete", $0, .string($1)) }
    if let residue = run.residue {
      details.append(AuditDetail("residue.found", .int(Int64(residue.found))))
      details.append(AuditDetail("residue.coverage", .string(residue.coverage)))
    }
    if let suspects = run.suspects {
      details.append(AuditDetail("residue.possible", .int(Int64(suspects.count))))
    }
    details += ending.failures.enumerated().map {
      .item(
        "left",
        $0,
        .document([
          "coll": .string($1.place), "id": .string($1.id), "reason": .text($1.blocked),
        ])
      )
    }
    return ActionRun(
      result: run.result,
      matched: run.seen,
      changed: ending.changed,
      blocked: ending.blocked,
      problems: run.problems,
      details: details,
      ending: .documents(ending)
    )
  }

  /// What a request is about, as far as records name it.
  static func subjects(of request: ActionRequest) -> [AuditDetail] {
    let entities = keys(of: request).enumerated().map { index, key in
      AuditDetail.item(
        "entities",
        index,
        .document(["type": .string(key.type), "id": .string(key.id.text)])
      )
    }
    switch request {
    case .contain(let userID), .revokeUser(let userID):
      return entities + [AuditDetail("subject.user", .string(userID))]
    case .redactAudit(let userID): return entities + [subject(hashed: userID)]
    case .resumeHold(let id), .extendHold(let id, _), .reviewHold(let id, _), .releaseHold(let id),
      .cancelRelease(let id), .withdrawHold(let id), .endHold(let id):
      return entities + [AuditDetail("hold.id", .string(id))]
    case .createRetentionIndex:
      return [AuditDetail("target.index", .string(RetentionIndex.name))]
    case .exportHold(let export):
      return [AuditDetail("hold.subject", .string(export.subject))]
    case .resetClient(let client):
      return [AuditDetail("subject.clientHash", .string(client.digest))]
    case .revokeSessions, .placeHold, .stripSubject, .strip, .archive, .resetCounters, .blockClient:
      return entities
    }
  }

  /// A user whose values are to leave the records: so the record of that must not hold the id.
  private static func subject(hashed userID: String) -> AuditDetail {
    AuditDetail("subject.idHash", .string(SHA256.hexDigest(of: Array(userID.utf8))))
  }

  private static func keys(of request: ActionRequest) -> [EntityKey] {
    switch request {
    case .stripSubject(let key): [key]
    case .strip(let keys), .archive(let keys, _): keys
    default: []
    }
  }
}
