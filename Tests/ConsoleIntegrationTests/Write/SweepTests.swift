import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// The work that must go on with no console open, on real servers.
@Suite(.timeLimit(.minutes(5)))
struct SweepTests {
  @Test func aSweepIsOnRecordAndItsLastRunIsKept() async throws {
    let fixture = try await WriteFixture.shared()
    let run = try await ran(fixture.sweep())
    #expect(run.steps.map(\.name) == ["settle", "digest", "orphans"])
    #expect(run.steps.map(\.state) == [.done, .done, .done])
    let headers = try await fixture.documents("audit_headers", of: fixture.consoleDatabase)
    #expect(headers.map { $0["type"] } == ["sweep.run", "digest.eventlog", "sweep.run"])
    #expect(headers.map { $0["phase"] } == ["intent", "event", "outcome"])
    let standing = try await fixture.stores.sweepLease.reader.standing(.seconds(30))
    #expect(standing.owner == nil)
    #expect(standing.last?.steps.map(\.name) == run.steps.map(\.name))
    #expect(standing.marks["digest"] == "1")
    #expect(try await fixture.verification().faults.isEmpty)
  }

  @Test func healthTellsHowTheLastOneEnded() async throws {
    let fixture = try await WriteFixture.shared()
    let before = await fixture.reads().health.examine()
    #expect(before.sweep == .never(since: nil))
    let run = try await ran(fixture.sweep())
    let after = await fixture.reads().health.examine()
    guard case .last(let kept)? = after.sweep else {
      Issue.record("not told: \(String(describing: after.sweep))")
      return
    }
    #expect(kept.steps.map(\.text) == run.steps.map(\.text))
    _ = try await fixture.mongo.updateOne(
      UpdateRequest(
        MongoNamespace(fixture.consoleDatabase, "leases"),
        filter: [:],
        update: .operators(["$unset": ["last": ""]])
      ),
      deadline: .seconds(30)
    )
    guard case .never(since: .some)? = await fixture.reads().health.examine().sweep else {
      Issue.record("the oldest record tells since when there is a chain")
      return
    }
  }

  @Test func digestsGoOnWhereTheLastOneEndedEvenWithoutTheMark() async throws {
    let fixture = try await WriteFixture.shared()
    try await fixture.insertEvent(secondsAgo: 3600)
    try await fixture.insertEvent(secondsAgo: 800)
    _ = try await ran(fixture.sweep(margin: .seconds(1000)))
    _ = try await ran(fixture.sweep(margin: .seconds(700)))
    _ = try await fixture.mongo.deleteOne(
      from: MongoNamespace(fixture.consoleDatabase, "leases"),
      filter: [:],
      deadline: .seconds(30)
    )
    _ = try await ran(fixture.sweep(margin: .seconds(400)))
    let read = fixture.reads()
    let check = BackendDigestCheck(reader: read.digests, now: WriteFixture.clock.now())
    let faults = Found()
    try await read.audit.links(0) { links throws(StoreProblem) in
      for link in links { await faults.add(try await check.add(link)) }
      return true
    }
    #expect(await faults.all.isEmpty)
    #expect(await check.summary.digests == 3)
    #expect(await check.summary.events == 2)
  }

  @Test func aSecondSweepFindsTheLeaseTakenAndDoesNothing() async throws {
    let fixture = try await WriteFixture.shared()
    let gate = StepGate()
    let first = fixture.sweep(more: [gate])
    let running = gate.start(first)
    await gate.waitUntilEntered()
    let before = try await fixture.documents("audit_headers", of: fixture.consoleDatabase).count
    let second = try await fixture.sweep().run { _ in }
    guard case .held(let owner, let until) = second else {
      Issue.record("not held: \(second)")
      return
    }
    #expect(owner.hasPrefix("test host, operation "))
    #expect(until != nil)
    let after = try await fixture.documents("audit_headers", of: fixture.consoleDatabase).count
    #expect(after == before)
    await gate.release()
    guard case .ran = try await running.value else {
      Issue.record("the first sweep did not run")
      return
    }
    _ = try await ran(fixture.sweep())
  }

  @Test func aLeaseThatRanOutIsTakenOverAndItsFirstOwnerStops() async throws {
    let fixture = try await WriteFixture.shared()
    let (slow, other) = (StepGate(), StepGate())
    let first = fixture.sweep(more: [slow, NeverRun()])
    let overtaken = slow.start(first)
    await slow.waitUntilEntered()
    _ = try await fixture.mongo.updateOne(
      UpdateRequest(
        MongoNamespace(fixture.consoleDatabase, "leases"),
        filter: [:],
        update: .operators(["$set": ["until": .date(0)]])
      ),
      deadline: .seconds(30)
    )
    let second = fixture.sweep(more: [other])
    let taking = other.start(second)
    await other.waitUntilEntered()
    await slow.release()
    guard case .ran(let run, let problems) = try await overtaken.value else {
      Issue.record("the first sweep did not run")
      return
    }
    #expect(run.steps.last?.name == "never")
    #expect(run.steps.last?.state == .failed)
    #expect(problems.count == 1)
    await other.release()
    guard case .ran(_, let none) = try await taking.value else {
      Issue.record("the second sweep did not run")
      return
    }
    #expect(none.isEmpty)
  }

  @Test func anOldBodyWithoutAHeaderIsRemovedAndNoOther() async throws {
    let fixture = try await WriteFixture.shared()
    let old = WriteFixture.clock.now().advanced(by: .seconds(-100_000))
    let young = WriteFixture.clock.now().advanced(by: .seconds(-3600))
    let store = fixture.stores.audit
    let orphan = body(1, at: old)
    let held = body(2, at: old)
    let waiting = body(3, at: young)
    let linked = body(4, at: old)
    for body in [orphan, held, linked] { _ = try await store.insert(body: body, createdAt: old) }
    _ = try await store.insert(body: waiting, createdAt: young)
    let header = AuditHeader.next(
      after: nil,
      eventID: linked.eventID,
      at: old,
      type: "session.reveal",
      phase: .event,
      bodyRoot: linked.root
    )
    #expect(try await store.insert(header: header) == .stored)
    _ = try await fixture.mongo.updateOne(
      UpdateRequest(
        MongoNamespace(fixture.consoleDatabase, "audit_bodies"),
        filter: ["_id": .string(held.eventID)],
        update: .operators(["$set": ["legalHold": true]])
      ),
      deadline: .seconds(30)
    )
    let run = try await ran(fixture.sweep())
    let step = try #require(run.steps.first { $0.name == "orphans" })
    #expect(step.changed == 1)
    #expect(step.text == "2 bodies without a header, 1 removed")
    let ids = try await fixture.documents("audit_bodies", of: fixture.consoleDatabase)
      .compactMap { $0["_id"]?.string }
    #expect(!ids.contains(orphan.eventID))
    #expect(Set(ids).isSuperset(of: [held.eventID, waiting.eventID, linked.eventID]))
    #expect(try await fixture.verification().faults.isEmpty)
  }

  /// The body is swept away in the worst moment: between the appender's two inserts.
  @Test func aBodyThatIsSweptWhileItsHeaderComesIsPutBack() async throws {
    let fixture = try await WriteFixture.shared()
    _ = try await fixture.log().record(
      AuditObservation(
        type: "session.reveal",
        reason: nil,
        servers: ServerIdentity(redis: nil, mongo: nil),
        environment: nil,
        details: []
      )
    )
    let known = try await fixture.documents("audit_headers", of: fixture.consoleDatabase)
    let old = WriteFixture.clock.now().advanced(by: .seconds(-100_000))
    let owed = body(5, at: old)
    try await fixture.journal.add([
      JournalEntry(
        entry: AuditEntry(type: "session.revoke", phase: .outcome, body: owed, createdAt: old),
        intentEventID: try #require(known.first?["eventId"]?.string)
      )
    ])
    let log = AuditLog(
      store: SweptStore(store: fixture.stores.audit, fixture: fixture, swept: owed.eventID),
      journal: fixture.journal,
      actor: .known(WriteFixture.identity),
      clock: WriteFixture.clock,
      random: .secure
    )
    #expect(await log.settle().problem == nil)
    let verification = try await fixture.verification()
    #expect(verification.headers == 2)
    #expect(verification.faults.isEmpty)
  }

  private func body(_ number: UInt8, at time: Instant) -> AuditBody {
    AuditBody(
      eventID: ULID.make(at: time, random: [UInt8](repeating: number, count: ULID.randomSize)),
      fields: []
    )
  }

  private func ran(_ sweep: Sweep) async throws -> SweepRun {
    let result = try await sweep.run { _ in }
    guard case .ran(let run, let problems) = result else {
      throw NotRun(result: result)
    }
    #expect(problems.isEmpty)
    return run
  }

  private struct NotRun: Error {
    var result: SweepResult
  }
}

extension WriteFixture {
  func reads(margin: Duration = .seconds(300)) -> ReadStores {
    ReadStores(
      .init(
        redis: redis,
        mongo: mongo,
        backgroundMongo: mongo,
        database: database,
        consoleDatabase: consoleDatabase,
        profile: .nest,
        systemUser: nil,
        eventMargin: margin,
        now: Self.clock.now
      )
    )
  }

  func sweep(margin: Duration = .seconds(300), more: [any SweepStep] = []) -> Sweep {
    let reads = reads(margin: margin)
    return stores.sweep(
      upkeep(),
      chain: reads.audit,
      digests: reads.digests,
      host: "test host",
      more: more
    )
  }

  /// An event of the backend that is so old.
  func insertEvent(secondsAgo age: Int) async throws {
    let id = EventLogID.first(at: Self.clock.now().advanced(by: .seconds(-age)))
    _ = try await mongo.insertOne(
      ["_id": .objectID(try #require(MongoObjectID(id))), "action": "updated"],
      into: MongoNamespace(database, "eventlogs"),
      deadline: .seconds(30)
    )
  }
}

/// Faults between two pages of a walk.
private actor Found {
  private(set) var all: [EventLogDigestFault] = []

  func add(_ faults: [EventLogDigestFault]) { all += faults }
}

/// A step that goes on when it is told to.
private actor StepGate: SweepStep {
  nonisolated let name = "gate"
  private var waiting: CheckedContinuation<Void, Never>?
  private var watcher: CheckedContinuation<Void, Never>?
  private var isEntered = false
  private var isOver = false

  nonisolated func run(
    _ context: SweepContext,
    permit: borrowing MutationPermit
  ) async -> SweepStepResult {
    await enter()
    return SweepStepResult(name: name, state: .done, text: "")
  }

  /// Starts a sweep with this step; one that ends without it keeps nobody waiting.
  nonisolated func start(_ sweep: Sweep) -> Task<SweepResult, any Error> {
    Task {
      do {
        let result = try await sweep.run { _ in }
        await self.noteEnd()
        return result
      } catch {
        await self.noteEnd()
        throw error
      }
    }
  }

  func waitUntilEntered() async {
    if isEntered || isOver { return }
    await withCheckedContinuation { watcher = $0 }
  }

  func release() {
    waiting?.resume()
    waiting = nil
    isOver = true
  }

  private func enter() async {
    isEntered = true
    wake()
    if isOver { return }
    await withCheckedContinuation { waiting = $0 }
  }

  private func noteEnd() {
    isOver = true
    wake()
  }

  private func wake() {
    watcher?.resume()
    watcher = nil
  }
}

/// A step behind a lost lease.
private struct NeverRun: SweepStep {
  let name = "never"

  func run(
    _ context: SweepContext,
    permit: borrowing MutationPermit
  ) async -> SweepStepResult {
    SweepStepResult(name: name, state: .done, text: "")
  }
}

/// A store under which a body disappears right before its header is stored.
private struct SweptStore: AuditStore {
  let store: any AuditStore
  let fixture: WriteFixture
  let swept: String

  func tail() async throws(StoreProblem) -> AuditHeader? { try await store.tail() }

  func insert(body: AuditBody, createdAt: Instant) async throws(StoreProblem) -> BodyInsert {
    try await store.insert(body: body, createdAt: createdAt)
  }

  func body(eventID: String) async throws(StoreProblem) -> AuditBody? {
    try await store.body(eventID: eventID)
  }

  func insert(header: AuditHeader) async throws(StoreProblem) -> HeaderInsert {
    _ = try? await fixture.mongo.deleteOne(
      from: MongoNamespace(fixture.consoleDatabase, "audit_bodies"),
      filter: ["_id": .string(swept)],
      deadline: .seconds(30)
    )
    return try await store.insert(header: header)
  }

  func header(eventID: String) async throws(StoreProblem) -> AuditHeader? {
    try await store.header(eventID: eventID)
  }

  func header(sequence: Int64) async throws(StoreProblem) -> AuditHeader? {
    try await store.header(sequence: sequence)
  }
}
