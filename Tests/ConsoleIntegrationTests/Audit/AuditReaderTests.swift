import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// The console's chain and the backend's event log, read from a real MongoDB.
@Suite(.timeLimit(.minutes(5)))
struct AuditReaderTests {
  private let now = Instant(milliseconds: 1_800_000_000_000)

  private func eventID(_ number: Int) -> String {
    ULID.make(at: now, random: [UInt8](repeating: UInt8(number), count: ULID.randomSize))
  }

  private func body(_ number: Int, operation: String) -> AuditBody {
    let salt = [UInt8](repeating: UInt8(number), count: AuditCommitment.saltSize)
    return AuditBody(
      eventID: eventID(number),
      fields: [
        AuditField(
          path: "opId",
          content: .disclosed(salt: salt, value: .string(operation))
        ),
        AuditField(path: "counts.matched", content: .disclosed(salt: salt, value: .int(3))),
        AuditField(
          path: "target.sessions",
          content: .disclosed(
            salt: salt,
            value: .array([.document(["user": .string("u1"), "held": .bool(true)])])
          )
        ),
      ]
    )
  }

  /// Stores a chain of records; each is a phase with the operation it belongs to.
  private func store(
    _ records: [(phase: AuditPhase, operation: String)],
    in fixture: StoreFixture
  ) async throws {
    let store = MongoAuditStore(
      client: fixture.mongo,
      consoleDatabase: fixture.consoleDatabase
    )
    var tail: AuditHeader?
    for (number, record) in records.enumerated() {
      let body = body(number, operation: record.operation)
      let header = AuditHeader.next(
        after: tail,
        eventID: body.eventID,
        at: now,
        type: "session.revoke",
        phase: record.phase,
        bodyRoot: body.root
      )
      _ = try await store.insert(body: body, createdAt: now)
      #expect(try await store.insert(header: header) == .stored)
      tail = header
    }
  }

  @Test func isEmptyBeforeTheAuditStoreIsInitialised() async throws {
    let fixture = try await StoreFixture.shared()
    let page = try await fixture.stores.audit.newest(10)
    #expect(page.ours.isEmpty && !page.isInitialised && page.problem == nil)
    let verification = try await fixture.stores.audit.verify { _ in }
    #expect(verification.headers == 0 && verification.faults.isEmpty)
  }

  @Test func showsOwnRecordsNewestFirstWithDanglingIntents() async throws {
    let fixture = try await StoreFixture.shared()
    try await store([(.intent, "a"), (.outcome, "a"), (.intent, "b"), (.event, "c")], in: fixture)
    let page = try await fixture.stores.audit.newest(3)
    #expect(page.isInitialised)
    #expect(page.ours.map(\.header.sequence) == [3, 2, 1])
    #expect(page.ours.map(\.isDangling) == [false, true, false])
    #expect(page.ours[1].body == body(2, operation: "b"))
  }

  @Test func verifiesAnIntactChainAndNamesWhatWasTamperedWith() async throws {
    let fixture = try await StoreFixture.shared()
    try await store([(.intent, "a"), (.outcome, "a"), (.intent, "b")], in: fixture)
    let intact = try await fixture.stores.audit.verify { _ in }
    #expect(intact.headers == 3)
    #expect(intact.faults.isEmpty)
    #expect(intact.dangling == [2])
    _ = try await fixture.mongo.command(
      [
        "update": "audit_bodies",
        "updates": [
          ["q": ["_id": .string(eventID(1))], "u": ["$set": ["disclosed.0.value": "x"]]]
        ],
      ],
      on: fixture.consoleDatabase,
      deadline: .seconds(30)
    )
    _ = try await fixture.mongo.command(
      ["delete": "audit_bodies", "deletes": [["q": ["_id": .string(eventID(0))], "limit": 1]]],
      on: fixture.consoleDatabase,
      deadline: .seconds(30)
    )
    let tampered = try await fixture.stores.audit.verify { _ in }
    #expect(tampered.faults.map(\.kind) == [.bodyMissing, .bodyRoot])
    #expect(tampered.faults.map(\.sequence) == [0, 1])
  }

  @Test func redactsEventsAsTheBackendDoes() async throws {
    let fixture = try await StoreFixture.shared()
    let metadata: MongoValue = [
      "sessionId": "6od-VB8JJvtMKDsLVpy5eMChNTmL64XB", "note": "ask ana@example.com",
    ]
    func event(_ type: String, _ more: [(String, MongoValue)]) throws -> MongoDocument {
      try MongoDocument(
        elements: [
          ("_id", .objectID(.generate())), ("eventType", .string(type)),
          ("metadata", metadata), ("createdAt", .date(now.milliseconds)),
        ] + more
      )
    }
    try await fixture.insert(
      [
        try event("session.revoked", [("action", "revoked"), ("actor", "u1")]),
        try event("compliance.legal_hold", [("legalHold", true), ("entity", "User")]),
        try event("compliance.strip_pii", [("piiStripped", true), ("entityType", "User")]),
        try event("marketing.sent", [("actor", "ana@example.com")]),
      ],
      into: "eventlogs"
    )
    let events = try await fixture.stores.audit.newest(10).backend
    #expect(
      events.map(\.eventType) == [
        "marketing.sent", "compliance.strip_pii", "compliance.legal_hold", "session.revoked",
      ]
    )
    #expect(events.map(\.actor) == ["a•••@example.com", nil, nil, "u1"])
    #expect(events.map(\.entity) == [nil, "User", "User", nil])
    #expect(events.map(\.action) == ["sent", "strip_pii", "legal_hold", "revoked"])
    #expect(events.map { $0.metadata == nil } == [false, true, true, false])
    #expect(
      events[3].metadata
        == .object([
          .init(name: "sessionId", value: .string("6od-VB8J…", isMasked: true)),
          .init(name: "note", value: .string("ask a•••@example.com", isMasked: true)),
        ])
    )
    #expect(events[0].createdAt == now)
  }
}
