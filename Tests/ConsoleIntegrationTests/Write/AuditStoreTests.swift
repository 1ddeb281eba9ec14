import ConsoleActions
import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ServerHarness
import Testing

struct AuditStoreTests {
  @Test func twoLogsAtOnceLeaveAGaplessChain() async throws {
    let fixture = try await WriteFixture.shared()
    let eventsEach = 200
    async let first: Void = record(eventsEach, with: fixture.log(), on: fixture)
    async let second: Void = record(eventsEach, with: fixture.log(), on: fixture)
    _ = try await (first, second)
    let verification = try await fixture.verification()
    #expect(verification.headers == Int64(eventsEach * 2))
    #expect(verification.faults.isEmpty)
    let headers = try await fixture.documents("audit_headers", of: fixture.consoleDatabase)
    #expect(headers.map { $0["_id"] } == (0..<400).map { MongoValue.int64($0) })
    let bodies = try await fixture.documents("audit_bodies", of: fixture.consoleDatabase)
    #expect(bodies.count == eventsEach * 2)
  }

  @Test func aSequenceIsGivenOnceAndAnEventCountsOnce() async throws {
    let fixture = try await WriteFixture.shared()
    let store = fixture.stores.audit
    let first = header(sequence: 0, eventID: "01J0000000000000000000000A")
    #expect(try await store.tail() == nil)
    #expect(try await store.insert(header: first) == .stored)
    #expect(try await store.insert(header: first) == .present(first))
    let other = header(sequence: 0, eventID: "01J0000000000000000000000B")
    #expect(try await store.insert(header: other) == .taken)
    let again = header(sequence: 1, eventID: first.eventID)
    #expect(try await store.insert(header: again) == .present(first))
    #expect(try await store.tail() == first)
    #expect(try await store.header(eventID: first.eventID) == first)
    #expect(try await store.header(eventID: other.eventID) == nil)
  }

  @Test func initialisingIsIdempotentAndMakesTheUniqueIndex() async throws {
    let fixture = try await WriteFixture.uninitialised()
    let initialiser = fixture.stores.initialiser
    #expect(try await !initialiser.isInitialised())
    let names = try await fixture.mongo.collectionNames(
      in: fixture.consoleDatabase,
      deadline: .seconds(30)
    )
    #expect(names.isEmpty)
    try await initialiser.initialise()
    try await initialiser.initialise()
    #expect(try await initialiser.isInitialised())
    let indexes = try await fixture.mongo.indexes(
      of: MongoNamespace(fixture.consoleDatabase, "audit_headers"),
      deadline: .seconds(30)
    )
    #expect(indexes.contains { $0["name"] == "eventId" && $0["unique"] == true })
  }

  @Test func nothingChangesForWhoMayNotWriteTheAuditLog() async throws {
    try await withServers(accessControl: true) { servers in
      try await servers.initiateReplicaSet()
      let reader = try await makeUsers(on: servers)
      let fixture = try WriteFixture(
        redisURL: servers.redisURL,
        mongoURI: reader.uri,
        database: "app",
        consoleDatabase: "holdfast"
      )
      let owner = try WriteFixture(
        redisURL: servers.redisURL,
        mongoURI: reader.administratorURI,
        database: "app",
        consoleDatabase: "holdfast"
      )
      try await owner.stores.initialiser.initialise()
      let id = try await fixture.addSession("guarded-session1")
      var refusal: GateRefusal?
      do {
        let target = RevokeTarget(id: id, userID: WriteFixture.user)
        _ = try await fixture.revoke(.revokeSessions([target]), with: fixture.gate())
      } catch {
        refusal = error as? GateRefusal
      }
      guard case .auditUnavailable(.unauthorized) = refusal else {
        Issue.record("not refused for want of a right: \(String(describing: refusal))")
        return
      }
      #expect(try await fixture.exists(id))
      #expect(try await owner.documents("audit_headers", of: "holdfast").isEmpty)
      #expect(try await owner.documents("eventlogs").isEmpty)
    }
  }

  @Test func anIntentWithoutAnOutcomeIsFoundDangling() async throws {
    let fixture = try await WriteFixture.shared()
    try await abandon(fixture)
    // Whoever comes next has not the memory of who died.
    let verification = try await fixture.verification()
    #expect(verification.headers == 1)
    #expect(verification.faults.isEmpty)
    #expect(verification.dangling == [0])
  }

  private func abandon(_ fixture: WriteFixture) async throws {
    let permit = try await fixture.log().begin(fixture.intent())
    #expect(permit.sequence == 0)
  }

  private func record(_ count: Int, with log: AuditLog, on fixture: WriteFixture) async throws {
    for number in 0..<count {
      _ = try await log.record(
        AuditObservation(
          type: "session.reveal",
          reason: "number \(number)",
          servers: ServerIdentity(redis: nil, mongo: nil),
          environment: nil,
          details: []
        )
      )
    }
  }

  private func header(sequence: Int64, eventID: String) -> AuditHeader {
    let tail = sequence == 0 ? nil : header(sequence: sequence - 1, eventID: eventID)
    return AuditHeader.next(
      after: tail,
      eventID: eventID,
      at: Instant(milliseconds: 0),
      type: "session.revoke",
      phase: .event,
      bodyRoot: AuditCommitment.genesis
    )
  }

  /// An administrator, and somebody who may only read.
  private func makeUsers(
    on servers: PrivateServers
  ) async throws -> (uri: String, administratorURI: String) {
    func uri(_ name: String) -> String {
      "mongodb://\(name):secret@127.0.0.1:\(servers.mongoPort)/"
        + "?replicaSet=\(servers.replicaSet)&authSource=admin"
    }
    let local = try MongoClient(MongoAddress(servers.memberURI), purpose: .background)
    _ = try await local.command(
      ["createUser": "owner", "pwd": "secret", "roles": ["root"]],
      on: "admin",
      deadline: .seconds(60)
    )
    let owner = try MongoClient(MongoAddress(uri("owner")), purpose: .background)
    _ = try await owner.command(
      ["createUser": "reader", "pwd": "secret", "roles": ["readAnyDatabase"]],
      on: "admin",
      deadline: .seconds(60)
    )
    return (uri("reader"), uri("owner"))
  }
}
