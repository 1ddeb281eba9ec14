import ConsoleDomain
import ConsoleScreen

@testable import ConsoleFeatures

/// Answers effects as the runtime would, from values.
struct FakeStores {
  var rows: [SessionRow] = []
  var scan = 0
  var isAnswering = true
  var isAuditInitialised = true
  /// Events of the backend that came since the first page.
  var newerAuditEvents: Int64 = 0
  var redisProblem: StoreProblem?
  var mongoProblem: StoreProblem?

  mutating func replies(to effect: Effect, at now: Instant) -> [Message] {
    guard isAnswering else { return [] }
    switch effect {
    case .scanSessions(let generation):
      if let redisProblem { return [.failed(.scan, generation: generation, redisProblem)] }
      scan += 1
      return [
        .scanEnded(
          generation: generation,
          TestSessions.snapshot(rows, scan: scan, startedAt: now)
        )
      ]
    case .arrangeSessions(let generation, let request):
      guard let arrangement = try? request.arranged() else { return [] }
      return [.sessionsArranged(generation: generation, arrangement)]
    case .findSubject(let generation, let key): return [found(key, generation, now)]
    case .loadDetail(let generation, let id):
      return [.detailLoaded(generation: generation, detail(id, now))]
    case .reveal(let generation, let id, _):
      let revealed = RevealedSession(email: "user@example.com", name: "Una Vale", tree: nil)
      return [.revealed(generation: generation, id, revealed)]
    case .loadAudit(let generation):
      return [
        .auditLoaded(generation: generation, TestAudit.page(at: now, newer: newerAuditEvents))
      ]
    case .verifyAudit(let generation):
      let result = AuditVerification(headers: 4, faults: [], dangling: [3], head: "aa")
      return [.auditVerified(generation: generation, result)]
    case .pingServers(let generation):
      return [.serversPinged(generation: generation, report(at: now))]
    case .examineHealth(let generation):
      return [.healthExamined(generation: generation, report(at: now))]
    case .plan(let generation, let request):
      return [.planned(generation: generation, plan(request, now))]
    case .elevate(let reason, let ticket):
      guard isAuditInitialised else { return [.refused(.elevation, .auditNotInitialised)] }
      let until = now.advanced(by: .seconds(600))
      return [.elevationChanged(.open(until: until, reason: reason, ticket: ticket))]
    case .dropElevation: return [.elevationChanged(.readOnly(reason: nil))]
    case .initialiseAudit:
      isAuditInitialised = true
      return [.auditInitialised]
    case .copy(let text): return [.copied(bytes: text.utf8.count, .terminal)]
    case .exportSessions(let listing, let format, let path):
      return [.exported(path: path ?? "sessions.\(format.rawValue)", rows: listing.count)]
    case .saveReceipt: return [.receiptSaved(path: "receipt.txt")]
    case .setTheme(let name): return [.themeChanged(name)]
    case .apply, .cancelAction, .cancel, .setMouse, .switchContext, .redraw, .suspend, .quit:
      return []
    }
  }

  private func found(_ key: SubjectKey, _ generation: Int, _ now: Instant) -> Message {
    let id: String
    switch key {
    case .userID(let userID): id = userID
    case .email: id = TestSessions.userID(1)
    }
    let directory = TestSessions.directory()
    let user =
      directory.users[id]
      ?? UserSummary(
        id: id,
        email: nil,
        name: nil,
        emailHash: nil,
        organizationID: nil,
        role: nil,
        isHeld: false,
        isArchived: false,
        isStripped: false
      )
    return .subjectFound(
      generation: generation,
      SubjectSessions(
        user: user,
        organization: directory.organizations["org-a"],
        rows: rows.filter { $0.userID == id },
        deadMembers: 1,
        readAt: now
      )
    )
  }

  private func detail(_ id: SessionID, _ now: Instant) -> SessionDetail? {
    rows.first { $0.id == id }.map { row in
      let tree = JSONTree.object([
        .init(
          name: "cookie",
          value: .object([.init(name: "path", value: .string("/", isMasked: false))])
        ),
        .init(
          name: "user",
          value: .object([.init(name: "name", value: .string("U•••", isMasked: true))])
        ),
      ])
      return SessionDetail(row: row, tree: tree, unreadable: nil, isIndexed: true, readAt: now)
    }
  }

  /// A plan for the request over the present rows.
  func plan(_ request: ActionRequest, _ now: Instant) -> ActionPlan {
    let ids: [SessionID]
    switch request {
    case .revokeSessions(let targets): ids = targets.map(\.id)
    case .revokeUser(let userID): ids = rows.filter { $0.userID == userID }.map(\.id)
    }
    let held = TestSessions.userID(2)
    let targets = rows.filter { ids.contains($0.id) }.map { row in
      PlannedSession(
        row: row,
        user: row.userID == nil ? nil : "u•••@example.com",
        isHeld: row.userID == held,
        blocked: nil
      )
    }
    let isBulk = targets.count > 25
    return ActionPlan(
      id: OperationID(high: 7, low: UInt64(targets.count)),
      request: request,
      tier: isBulk ? .irreversible : .harmful,
      content: .sessions(targets),
      isComplete: true,
      warnings: ["The users can sign in again at once."],
      servers: ServerIdentity(
        redis: RedisIdentity(runID: "ab", address: "127.0.0.1:6379", database: 0),
        mongo: MongoIdentity(setName: "rs0", host: "127.0.0.1:27017", database: "app")
      ),
      hash: "00",
      madeAt: now,
      phrase: isBulk ? "revoke \(targets.count) in eu-west-1" : nil
    )
  }

  func report(at now: Instant) -> HealthReport {
    HealthReport(
      redis: ServerHealth(
        endpoint: StoreEndpoint(kind: .redis, address: "127.0.0.1:6379"),
        latency: redisProblem == nil ? .milliseconds(3) : nil,
        problem: redisProblem,
        facts: [
          HealthFact(name: "role", value: "master"),
          HealthFact(name: "version", value: "7.0.15"),
          HealthFact(name: "evictions", value: "12 keys evicted", severity: .warning),
        ],
        rights: [HealthFact(name: "delete sessions", value: "yes", severity: .ok)],
        clockSkew: .milliseconds(4)
      ),
      mongo: ServerHealth(
        endpoint: StoreEndpoint(kind: .mongo, address: "127.0.0.1:27017"),
        latency: mongoProblem == nil ? .milliseconds(9) : nil,
        problem: mongoProblem,
        facts: [HealthFact(name: "role", value: "primary of rs0")],
        rights: [],
        clockSkew: nil
      ),
      identity: ServerIdentity(redis: nil, mongo: nil),
      user: "oncall",
      canWrite: true,
      isAuditInitialised: isAuditInitialised,
      readAt: now
    )
  }
}

/// A page of audit records: a revoke with outcome, a dangling intent, two events of the backend.
enum TestAudit {
  static func page(at now: Instant, newer: Int64 = 0) -> AuditPage {
    AuditPage(
      ours: [
        record(3, .intent, result: nil, isDangling: true, at: now.advanced(by: .seconds(-30))),
        record(
          2,
          .outcome,
          result: "success",
          isDangling: false,
          at: now.advanced(by: .seconds(-60))
        ),
        record(1, .intent, result: nil, isDangling: false, at: now.advanced(by: .seconds(-61))),
      ],
      backend: (0..<newer).reversed().map { number in
        event("66ff\(number)", "auth.login", isHeld: false, at: now.advanced(by: .seconds(number)))
      } + [
        event("66aa", "session.revoked", isHeld: false, at: now.advanced(by: .seconds(-59))),
        event("66a9", "user.login", isHeld: true, at: now.advanced(by: .seconds(-300))),
      ],
      isInitialised: true,
      readAt: now
    )
  }

  private static func record(
    _ sequence: Int64,
    _ phase: AuditPhase,
    result: String?,
    isDangling: Bool,
    at: Instant
  ) -> AuditRecord {
    var fields = [
      AuditField(path: "actor.mongoUser", content: .disclosed(salt: [], value: .string("oncall"))),
      AuditField(path: "target.email", content: .redacted(digest: [])),
    ]
    if let result {
      fields.append(
        AuditField(path: "result", content: .disclosed(salt: [], value: .string(result)))
      )
    }
    return AuditRecord(
      header: AuditHeader(
        version: "1",
        sequence: sequence,
        eventID: "01J0000000000000000000000\(sequence)",
        timestamp: at.iso8601,
        type: "session.revoke",
        phase: phase,
        bodyRoot: String(repeating: "b", count: 64),
        previous: String(repeating: "a", count: 64),
        hash: String(repeating: "c", count: 64)
      ),
      body: AuditBody(eventID: "e", fields: fields),
      isDangling: isDangling
    )
  }

  private static func event(
    _ id: String,
    _ type: String,
    isHeld: Bool,
    at: Instant
  ) -> BackendEvent {
    BackendEvent(
      id: id,
      eventType: type,
      action: "revoke",
      entity: "Session",
      entityID: nil,
      actor: TestSessions.userID(1),
      organizationID: "org-a",
      createdAt: at,
      isHeld: isHeld,
      isStripped: false,
      payload: isHeld ? nil : .object([.init(name: "count", value: .number("1"))]),
      metadata: nil
    )
  }
}
