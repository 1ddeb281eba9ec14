import ConsoleDomain
import ConsoleScreen

@testable import ConsoleFeatures

/// Answers effects as the runtime would, from values.
struct FakeStores {
  var rows: [SessionRow] = []
  var scan = 0
  var isAnswering = true
  var isAuditInitialised = true
  var sweep: SweepStanding?
  /// Events of the backend that came since the first page.
  var newerAuditEvents: Int64 = 0
  /// How many events the backend's log holds, if not the usual few.
  var auditEvents: Int?
  /// An event of another server, between those that are there.
  var lateAuditEvent: BackendEvent?
  var redisProblem: StoreProblem?
  /// Why limiter keys can't be read.
  var countersProblem: StoreProblem?
  /// How many documents every collection holds.
  var entityCount = 1_000
  var mongoProblem: StoreProblem?
  /// What a scan for counters finds.
  var counters = TestCounters.snapshot(at: testNow)
  /// What the watch tells at the start.
  var refusals: RefusalHistory?
  /// Counters that are gone when they are read again.
  var goneCounters: Set<CounterID> = []
  /// The register of holds.
  var holds = TestHolds.holds
  /// What a comparison with the register finds.
  var findings = TestHolds.findings
  var approvals: [Approval] = []
  /// Why the gate makes no plan, one for each that is asked for.
  var planRefusals: [GateRefusal] = []
  /// Why the gate takes no decision.
  var decisionRefusal: GateRefusal?
  /// What this identity may not do.
  var missingRights: [MissingRight] = []

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
    case .revealStored(let generation, let id, _):
      let text = #"{"cookie":{},"email":"user@example.com"}"#
      let value = StoredValue(text: text, shown: text.utf8.count, length: 200_000)
      return [.storedRevealed(generation: generation, id, value)]
    case .loadAudit(let generation, let request):
      return [.auditLoaded(generation: generation, audit(at: now).slice(request))]
    case .examineCoverage(let generation, let request):
      return [.coverageExamined(generation: generation, TestAudit.coverage(request))]
    case .revealEvent(let generation, let id, _):
      let tree = JSONTree.object([.init(name: "reason", value: .string("case 12", isMasked: false))]
      )
      return [
        .eventRevealed(generation: generation, id, RevealedEvent(payload: nil, metadata: tree))
      ]
    case .verifyAudit(let generation):
      let result = AuditVerification(headers: 4, faults: [], dangling: [3], head: "aa")
      return [.auditVerified(generation: generation, result)]
    case .pingServers(let generation):
      return [.serversPinged(generation: generation, report(at: now))]
    case .examineHealth(let generation):
      return [.healthExamined(generation: generation, report(at: now))]
    case .plan(let generation, let request):
      guard planRefusals.isEmpty else {
        return [.refused(.plan(generation: generation), planRefusals.removeFirst())]
      }
      return [.planned(generation: generation, plan(request, now))]
    case .elevate(let reason, let ticket):
      guard isAuditInitialised else { return [.refused(.elevation, .auditNotInitialised)] }
      let until = now.advanced(by: .seconds(600))
      return [.elevationChanged(.open(until: until, reason: reason, ticket: ticket))]
    case .dropElevation: return [.elevationChanged(.readOnly(reason: nil))]
    case .initialiseAudit:
      isAuditInitialised = true
      return [.auditInitialised]
    case .annotate(let sequence, _, _): return [.annotated(sequence, by: 4)]
    case .copy(let text): return [.copied(bytes: text.utf8.count, .terminal)]
    case .exportSessions(let listing, let format, let path):
      return [.exported(path: path ?? "sessions.\(format.rawValue)", rows: listing.count)]
    case .saveReceipt: return [.receiptSaved(path: "receipt.txt")]
    case .setTheme(let name): return [.themeChanged(name)]
    case .findSubjects(let generation, let selector):
      return [
        .subjectCandidates(
          generation: generation,
          selector,
          TestEntities.candidates(selector)
        )
      ]
    case .loadSubject(let generation, let key):
      if let mongoProblem { return [.failed(.picture, generation: generation, mongoProblem)] }
      var picture = TestEntities.picture(of: key, sessions: rows, at: now)
      if let countersProblem { picture.counters = .failed(countersProblem) }
      return [.subjectPictured(generation: generation, picture)]
    case .loadRetention(let generation):
      return [.retentionRead(generation: generation, TestRetention.report(at: now))]
    case .loadEntity(let generation, let key):
      return [
        .entityLoaded(generation: generation, key, TestEntities.detail(key, at: now))
      ]
    case .revealStoredEntity(let generation, let key, _):
      let text = #"{"_id":{"$oid":"64f0"},"email":"user@example.com"}"#
      let value = StoredValue(text: text, shown: text.utf8.count, length: text.utf8.count)
      return [.storedEntityRevealed(generation: generation, key, value)]
    case .revealEntity(let generation, let key, _):
      return [.entityRevealed(generation: generation, key, TestEntities.revealed)]
    case .loadEntities(let generation, let request):
      return [
        .entitiesLoaded(
          generation: generation,
          TestEntities.page(request, of: entityCount, at: now)
        )
      ]
    case .revealColumn(let generation, let column, _):
      let until = now.advanced(by: MaskedColumn.lifetime)
      return [.columnOpened(generation: generation, column, until: until)]
    case .readColumn(let generation, let column, let cells):
      if let mongoProblem { return [.failed(.clear, generation: generation, mongoProblem)] }
      return [.columnRead(generation: generation, column, cells, TestReveal.values(of: cells))]
    case .watchRefusals(let generation):
      return refusals.map { [.refusalsPublished(generation: generation, $0)] } ?? []
    case .scanCounters, .arrangeCounters, .refreshCounters, .revealCounter, .exportCounters:
      return counterReplies(to: effect, at: now)
    case .loadHolds(let generation):
      if let mongoProblem { return [.failed(.holds, generation: generation, mongoProblem)] }
      return [.holdsLoaded(generation: generation, TestHolds.register(holds, at: now))]
    case .countHold(let generation, let hold):
      return [.holdCounted(generation: generation, TestHolds.count(of: hold, at: now))]
    case .checkHolds(let generation):
      return [
        .holdsChecked(generation: generation, HoldCheck(findings: findings, readAt: now))
      ]
    case .loadApprovals(let generation):
      return [
        .approvalsLoaded(
          generation: generation,
          ApprovalListing(requests: approvals, readAt: now)
        )
      ]
    case .loadWaitingApprovals(let generation):
      return [
        .waitingApprovalsLoaded(
          generation: generation,
          ApprovalListing(requests: approvals.filter { $0.expiresAt > now }, readAt: now)
        )
      ]
    case .decide(let decision): return decided(decision, now)
    case .apply, .cancelAction, .cancel, .closeColumn, .setMouse, .switchContext, .redraw, .suspend,
      .quit:
      return []
    }
  }

  private mutating func decided(_ decision: ApprovalDecision, _ now: Instant) -> [Message] {
    if let decisionRefusal { return [.refused(.decision, decisionRefusal)] }
    guard let index = approvals.firstIndex(where: { $0.id == decision.request }) else { return [] }
    approvals[index].decision = Approval.Decision(
      isApproved: decision.isApproved,
      by: TestHolds.approver,
      reason: decision.reason,
      at: now
    )
    return [.decided(approvals[index])]
  }

  /// Both logs as they are now.
  private func audit(at now: Instant) -> TestAudit {
    var audit = TestAudit.few(at: now, newer: newerAuditEvents)
    if let lateAuditEvent {
      let key = lateAuditEvent.id
      audit.backend.insert(lateAuditEvent, at: audit.backend.firstIndex { $0.id < key } ?? 0)
    }
    if let auditEvents { audit.backend = TestAudit.many(auditEvents, at: now) }
    return audit
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
    if let documents = TestDocumentPlans.plan(request, at: now) { return documents }
    let ids: [SessionID]
    switch request {
    case .placeHold: return TestHolds.plan(request, now)
    case .revokeSessions(let targets): ids = targets.map(\.id)
    case .revokeUser(let userID): ids = rows.filter { $0.userID == userID }.map(\.id)
    default: ids = []
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
      servers: .staging,
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
      sweep: sweep,
      missingRights: missingRights,
      readAt: now
    )
  }
}
