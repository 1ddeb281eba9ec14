import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ConsoleSystem
import Testing

/// Digests of the backend's event log, made and checked on a real MongoDB.
@Suite(.timeLimit(.minutes(5)))
struct BackendDigestTests {
  /// An hour ago: well settled.
  private let start = Instant(
    milliseconds: SystemClock.wallMilliseconds() / 1000 * 1000 - 3_600_000
  )

  private func id(_ number: Int) throws -> MongoObjectID {
    let time = start.advanced(by: .seconds(number / 16))
    return try #require(MongoObjectID(EventLogID.first(at: time).dropLast(2) + "0" + hex(number)))
  }

  private func hex(_ number: Int) -> String { String(number % 16, radix: 16) }

  private func insert(_ numbers: Range<Int>, in fixture: StoreFixture) async throws {
    let events = try numbers.map { number in
      [
        "_id": .objectID(try id(number)), "createdAt": .date(start.milliseconds),
        "action": "updated", "entityId": .string("entity-\(number)"), "payload": ["a": 1],
        "legalHold": false,
      ] as MongoDocument
    }
    try await fixture.insert(events, into: "eventlogs")
  }

  private func update(
    _ number: Int,
    _ change: MongoDocument,
    in fixture: StoreFixture
  ) async throws {
    _ = try await fixture.background.updateOne(
      UpdateRequest(
        MongoNamespace(fixture.database, "eventlogs"),
        filter: ["_id": .objectID(try id(number))],
        update: .operators(change)
      ),
      deadline: .seconds(30)
    )
  }

  private func delete(_ number: Int, in fixture: StoreFixture) async throws {
    _ = try await fixture.background.deleteOne(
      from: MongoNamespace(fixture.database, "eventlogs"),
      filter: ["_id": .objectID(try id(number))],
      deadline: .seconds(30)
    )
  }

  private func faults(
    of digest: EventLogDigest,
    in fixture: StoreFixture
  ) async throws -> [EventLogDigestFault] {
    let fields = digest.fields.map {
      AuditField(path: $0.path, content: .disclosed(salt: [], value: $0.value))
    }
    let body = AuditBody(eventID: "e", fields: fields)
    let header = AuditHeader.next(
      after: nil,
      eventID: "e",
      at: start,
      type: EventLogDigest.type,
      phase: .event,
      bodyRoot: body.root
    )
    let check = BackendDigestCheck(
      reader: fixture.stores.digests,
      now: Instant(milliseconds: SystemClock.wallMilliseconds())
    )
    return try await check.add(AuditLink(header: header, body: .stored(body)))
  }

  @Test func anEmptyLogHasADigestInWhichNothingMayAppear() async throws {
    let fixture = try await StoreFixture.shared()
    let digest = try #require(try await fixture.stores.digests.digest(after: nil, limit: 100))
    #expect(digest.count == 0 && digest.parts.isEmpty)
    #expect(try await faults(of: digest, in: fixture).isEmpty)
    try await insert(0..<1, in: fixture)
    let added = try await faults(of: digest, in: fixture)
    #expect(added.map(\.kind) == [.added])
    let again = try await fixture.stores.digests.digest(after: digest.through, limit: 100)
    #expect(again.map { $0.count == 0 } ?? true)
  }

  @Test func laterChangesOfImmutableFieldsAreFoundWithinTheirPart() async throws {
    let fixture = try await StoreFixture.shared()
    try await insert(0..<2500, in: fixture)
    let digest = try #require(try await fixture.stores.digests.digest(after: nil, limit: 10_000))
    #expect(digest.count == 2500)
    #expect(digest.collection == "\(fixture.database).eventlogs")
    let untouched = try await faults(of: digest, in: fixture)
    #expect(untouched.isEmpty)

    try await update(3, ["$set": ["payload": .null, "legalHold": true]], in: fixture)
    try await update(4, ["$unset": ["payload": ""]], in: fixture)
    let redacted = try await faults(of: digest, in: fixture)
    #expect(redacted.isEmpty)

    try await update(1500, ["$set": ["action": "viewed"]], in: fixture)
    try await delete(2400, in: fixture)
    let found = try await faults(of: digest, in: fixture)
    #expect(found.map(\.kind) == [.changed, .missing])
    #expect(found[0].detail.contains(try id(1023).hex))
    #expect(found[0].detail.contains(try id(2047).hex))
    #expect(found[1].detail.contains("451 left of 452"))
  }

  @Test func digestsFollowEachOtherAndCoverEveryEventOnce() async throws {
    let fixture = try await StoreFixture.shared()
    try await insert(0..<100, in: fixture)
    let reader = fixture.stores.digests
    let first = try #require(try await reader.digest(after: nil, limit: 60))
    #expect(first.count == 60)
    #expect(first.through == (try id(59).hex))
    let second = try #require(try await reader.digest(after: first.through, limit: 60))
    #expect(second.count == 40)
    #expect(second.after == first.through)
    #expect(second.through > first.through)
  }

  @Test func whatIsNotSettledYetWaitsForTheNextDigest() async throws {
    let fixture = try await StoreFixture.shared()
    let fresh: MongoDocument = ["_id": .objectID(.generate()), "action": "created"]
    try await fixture.insert([fresh], into: "eventlogs")
    let digest = try #require(try await fixture.stores.digests.digest(after: nil, limit: 10))
    #expect(digest.count == 0)
  }

  @Test func everyTypeOfValueHasAFormOfItsOwn() async throws {
    let fixture = try await StoreFixture.shared()
    let values: [MongoValue?] = [
      nil, .null, true, .int32(1), .int64(1), .double(1), .string("1"), .date(1), [1],
      ["a": 1], .objectID(try id(1)), .binary(subtype: 0, bytes: [1]), .decimal("1"), .minKey,
      .maxKey, .timestamp(seconds: 1, increment: 1), .regex(pattern: "1", options: ""),
      .double(.nan),
    ]
    var events: [MongoDocument] = []
    for (number, value) in values.enumerated() {
      var elements: [(String, MongoValue)] = [("_id", .objectID(try id(number)))]
      if let value { elements.append(("entityId", value)) }
      events.append(try MongoDocument(elements: elements))
    }
    try await fixture.insert(events, into: "eventlogs")
    let digest = try #require(try await fixture.stores.digests.digest(after: nil, limit: 100))
    #expect(digest.count == values.count)
    #expect(try await faults(of: digest, in: fixture).isEmpty)
    try await update(3, ["$set": ["entityId": .int64(1)]], in: fixture)
    #expect(try await faults(of: digest, in: fixture).map(\.kind) == [.changed])
  }
}
