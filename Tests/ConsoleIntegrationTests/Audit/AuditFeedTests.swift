import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import Testing

@testable import ConsoleStores

/// Both logs as one, on a real MongoDB: every event once, in bounded steps, by the indexes there are.
@Suite(.timeLimit(.minutes(5)))
struct AuditFeedTests {
  private let start = Instant(milliseconds: 1_790_000_000_000)

  /// Events a second apart, oldest first; every thousandth is about one entity.
  private func fill(_ fixture: StoreFixture, _ count: Int) async throws {
    for first in stride(from: 0, to: count, by: 5_000) {
      var documents: [MongoDocument] = []
      for number in first..<min(count, first + 5_000) {
        documents.append(try event(number))
      }
      try await fixture.insert(documents, into: "eventlogs")
    }
    _ = try await fixture.mongo.command(
      [
        "createIndexes": "eventlogs",
        "indexes": [["key": ["entityId": 1], "name": "entityId_1"]],
      ],
      on: fixture.database,
      deadline: .seconds(60)
    )
  }

  private func event(_ number: Int) throws -> MongoDocument {
    let at = start.advanced(by: .seconds(number))
    let isRare = number % 1_000 == 7
    return try MongoDocument(elements: [
      ("_id", MongoValue(EventKey(at: at))),
      ("eventType", .string(isRare ? "user.archived" : "auth.login")),
      ("action", .string(isRare ? "archived" : "login")),
      ("entity", "User"),
      (
        "entityId",
        .string(isRare ? "64f0c0ffee64f0c0ffee0001" : "64f0c0ffee64f0c0ffee000\(number % 7 + 2)")
      ),
      ("actor", "64f0c0ffee64f0c0ffee00aa"), ("createdAt", .date(at.milliseconds)),
    ])
  }

  /// Records of this console's chain in between.
  private func record(_ fixture: StoreFixture, _ count: Int) async throws {
    let store = MongoAuditStore(client: fixture.mongo, consoleDatabase: fixture.consoleDatabase)
    var tail: AuditHeader?
    for number in 0..<count {
      let at = start.advanced(by: .milliseconds(number * 1_000_500))
      let body = AuditBody(
        eventID: ULID.make(
          at: at,
          random: [UInt8](repeating: UInt8(number), count: ULID.randomSize)
        ),
        fields: []
      )
      let header = AuditHeader.next(
        after: tail,
        eventID: body.eventID,
        at: at,
        type: "session.reveal",
        phase: .event,
        bodyRoot: body.root
      )
      _ = try await store.insert(body: body, createdAt: at)
      #expect(try await store.insert(header: header) == .stored)
      tail = header
    }
  }

  private func slice(
    _ fixture: StoreFixture,
    _ filter: String = "",
    from marks: AuditMarks = .newest,
    _ direction: AuditEventRequest.Direction = .older,
    limit: Int = 1_000
  ) async throws -> AuditSlice {
    try await fixture.stores.audit.events(
      AuditEventRequest(
        query: try AuditQuery.parse(filter),
        now: start.advanced(by: .seconds(20_000)),
        marks: marks,
        direction: direction,
        limit: limit
      )
    )
  }

  @Test func pagesThroughTwentyThousandEventsBothWays() async throws {
    let fixture = try await StoreFixture.shared()
    try await fill(fixture, 20_000)
    try await record(fixture, 20)
    var marks = AuditMarks.newest
    var older: [AuditEvent] = []
    for _ in 0..<40 {
      let slice = try await slice(fixture, from: marks)
      older += slice.events
      marks = slice.bottom
      if slice.isAtEnd { break }
    }
    #expect(older.count == 20_020)
    #expect(Set(older.map(\.id)).count == 20_020)
    let times = older.compactMap(\.placedAt)
    #expect(zip(times, times.dropFirst()).allSatisfy { $0 >= $1 })
    var newer: [AuditEvent] = []
    for _ in 0..<40 {
      let slice = try await slice(fixture, from: marks, .newer)
      newer = slice.events + newer
      marks = slice.top
      if slice.isAtEnd { break }
    }
    #expect(newer.map(\.id) == older.map(\.id))
  }

  @Test func findsTheWholeChainOnceItsStoreIsMade() async throws {
    let fixture = try await StoreFixture.shared()
    try await fill(fixture, 10)
    let before = try await slice(fixture)
    #expect(before.events.count == 10 && !before.isInitialised)
    try await record(fixture, 3)
    let after = try await slice(fixture, from: before.top, .newer)
    #expect(after.isInitialised && after.events.count == 3 && after.isAtEnd)
  }

  @Test func findsTheSameByIndexAndByLookingThroughTheLog() async throws {
    let fixture = try await StoreFixture.shared()
    try await fill(fixture, 20_000)
    let byID = try await slice(fixture, "entity:64f0c0ffee64f0c0ffee0001")
    let byType = try await slice(fixture, "action:archived")
    #expect(byID.events.count == 20 && byID.isAtEnd)
    #expect(byID.events.map(\.id) == byType.events.map(\.id))
    let first = try await slice(fixture, "action:archived", limit: 6)
    #expect(first.events.map(\.id) == Array(byType.events.map(\.id).prefix(6)))
    let second = try await slice(fixture, "action:archived", from: first.bottom, limit: 6)
    #expect(second.events.map(\.id) == Array(byType.events.map(\.id)[6..<12]))
    let hour = try await slice(fixture, "since:1h action:archived")
    #expect(hour.events.count == 3)
    #expect(try await slice(fixture, "-action:login -action:archived").events.isEmpty)
  }

  @Test func aStepOfASearchLooksAtABoundedRunOfTheLog() async throws {
    let fixture = try await StoreFixture.shared()
    try await fill(fixture, 25_000)
    let request = AuditEventRequest(
      query: try AuditQuery.parse("action:nothing"),
      now: start,
      limit: 100
    )
    let search = BackendSearch(request, from: .highest, tolerance: .zero)
    let pipeline = BackendLog.step(
      search,
      BackendEventFilter(request.query).document,
      wanted: 100
    )
    let plan = try await fixture.mongo.command(
      [
        "explain": [
          "aggregate": "eventlogs", "pipeline": .array(pipeline.map { .document($0) }),
          "cursor": [:],
        ],
        "verbosity": "executionStats",
      ],
      on: fixture.database,
      deadline: .seconds(60)
    )
    let text = try plan.json(.relaxed)
    #expect(text.contains("IXSCAN") && !text.contains("COLLSCAN"))
    let examined = text.matches(of: /"totalDocsExamined" ?: ?([0-9]+)/).compactMap { Int($0.1) }
    #expect(!examined.isEmpty && examined.allSatisfy { $0 <= BackendLog.step })
    let whole = try await slice(fixture, "action:nothing")
    #expect(whole.events.isEmpty && whole.isAtEnd)
  }

  @Test func opensHeldEventsAndNeverStrippedOnes() async throws {
    let fixture = try await StoreFixture.shared()
    let keys = (0..<2).map { EventKey(at: start.advanced(by: .seconds($0))) }
    let metadata: MongoValue = ["reason": "case 12", "email": "ana@example.com", "token": "t0p"]
    try await fixture.insert(
      [
        ["_id": MongoValue(keys[0]), "eventType": "a.b", "legalHold": true, "metadata": metadata],
        [
          "_id": MongoValue(keys[1]), "eventType": "a.c", "legalHold": true, "piiStripped": true,
          "metadata": metadata,
        ],
      ],
      into: "eventlogs"
    )
    let shown = try await slice(fixture).events
    #expect(
      shown.allSatisfy { event in
        if case .backend(let event) = event { event.metadata == nil } else { false }
      }
    )
    let held = try #require(try await fixture.stores.audit.reveal(keys[0].hex))
    #expect(
      held.metadata
        == .object([
          .init(name: "reason", value: .string("case 12", isMasked: false)),
          .init(name: "email", value: .string("ana@example.com", isMasked: false)),
          .init(name: "token", value: .string("•••", isMasked: true)),
        ])
    )
    #expect(try await fixture.stores.audit.reveal(keys[1].hex) == nil)
    #expect(try await fixture.stores.audit.reveal("no id") == nil)
  }

  @Test func findsChangesWithoutAnEventInASample() async throws {
    let fixture = try await StoreFixture.shared()
    let ids = ["64f0c0ffee64f0c0ffee0001", "64f0c0ffee64f0c0ffee0002", "64f0c0ffee64f0c0ffee0003"]
    try await fixture.insert(
      zip(ids, [10, 20, -900_000]).map { id, second in
        [
          "_id": MongoObjectID(id).map(MongoValue.objectID) ?? .null,
          "updatedAt": .date(start.advanced(by: .seconds(second)).milliseconds),
        ]
      },
      into: "users"
    )
    let at = start.advanced(by: .seconds(11))
    try await fixture.insert(
      [
        [
          "_id": MongoValue(EventKey(at: at)), "eventType": "user.updated", "entity": "User",
          "entityId": .string(ids[0]), "createdAt": .date(at.milliseconds),
        ]
      ],
      into: "eventlogs"
    )
    let report = try await fixture.stores.audit.coverage(
      CoverageRequest(
        since: start,
        until: start.advanced(by: .seconds(3_600)),
        sample: 100
      )
    )
    let users = try #require(report.collections.first { $0.name == "users" })
    #expect(users.sampled == 3 && users.changed == 2)
    #expect(users.gaps.map(\.id) == [ids[1]])
    #expect(report.gapCount == 1)
  }
}
