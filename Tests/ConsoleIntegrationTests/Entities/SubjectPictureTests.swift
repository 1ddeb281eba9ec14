import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import Testing

/// Everything of one subject, put together from both real stores.
@Suite(.timeLimit(.minutes(5)))
struct SubjectPictureTests {
  private static let user = "64f0c0ffee64f0c0ffee0011"
  private static let key = EntityKey(type: "user", id: .objectID(user))
  private static let email = "ana.moreau@example.com"
  private static let counted = "waitlist:submit:email:\(email)"

  @Test func documentsSessionsCountersAndEventsAreOnePicture() async throws {
    let fixture = try await filled()
    let picture = try await fixture.stores.subjects.picture(Self.key)
    #expect(picture.sessions.value?.count == 1)
    let counters = try #require(picture.counters.value)
    #expect(counters.map(\.hits) == [5])
    #expect(counters.first?.key == "waitlist:submit:email:a•••@example.com")
    #expect(counters.first?.isBlocked == true)
    #expect(counters.first?.endsAt != nil)
    #expect(picture.newestEvents.value?.count == 2)
    #expect(picture.warnings.contains(.heldWithSessions(1)))
    #expect(
      picture.warnings.contains(.eventsNotHeld(Self.key, count: 1, isCapped: false))
    )
  }

  @Test func nothingOfItIsInClear() async throws {
    let fixture = try await filled()
    let picture = try await fixture.stores.subjects.picture(Self.key)
    let text = RecordJSON.subject(picture, now: picture.records.readAt)
    for word in ["moreau", "Moreau", "+15550100", "argon2", "verySecret"] {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test func aDeadRedisHidesNoDocument() async throws {
    let fixture = try await filled()
    let alone = try await fixture.withoutRedis()
    let picture = try await alone.subjects.picture(Self.key)
    #expect(picture.counters.problem != nil)
    #expect(picture.sessions.problem != nil)
    #expect(picture.records.subject?.hold == .yes)
  }

  @Test func whoIsNotThereIsNotFound() async throws {
    let fixture = try await StoreFixture.shared()
    await #expect(throws: StoreProblem.self) {
      try await fixture.stores.subjects.picture(Self.key)
    }
  }

  @Test func aDocumentIsMaskedByNameByLookAndByTheProfile() async throws {
    let fixture = try await filled()
    try await fixture.insert(
      [
        [
          "_id": "c1", "displayName": "Ana Moreau", "company": "Moreau Steel",
          "notes": "call Moreau, ana.moreau@example.com", "skills": ["rigging"],
          "verifyCode": "123456",
          "comment": "ask ana.moreau@example.com", "count": 3,
        ]
      ],
      into: "contacts"
    )
    let key = EntityKey(type: "contact", id: .string("c1"))
    let read = try await fixture.stores.entities.document(key)
    let detail = try #require(read)
    let text = RecordJSON.tree(detail.tree)
    for word in ["Moreau", "moreau", "123456", "rigging"] {
      #expect(!text.contains(word), "\(word)")
    }
    #expect(text.contains(#""count":3"#))
    let opened = try await fixture.stores.entities.reveal(key)
    let revealed = RecordJSON.tree(try #require(opened).tree)
    #expect(revealed.contains("Moreau Steel") && revealed.contains("rigging"))
    #expect(!revealed.contains("123456"))
    let names = try await fixture.stores.entities.clearNames("contact", [.string("c1")])
    #expect(names == [.string("c1"): "Ana Moreau"])
  }

  @Test func secretsOfAUserNeverOpen() async throws {
    let fixture = try await filled()
    let opened = try await fixture.stores.entities.reveal(Self.key)
    let revealed = RecordJSON.tree(try #require(opened).tree)
    #expect(revealed.contains("Moreau"))
    #expect(!revealed.contains("argon2") && !revealed.contains("verySecret"))
    #expect(revealed.contains(#""_id":"\#(Self.user)""#))
    #expect(!revealed.contains("$oid") && !revealed.contains("$date"))
  }

  @Test func aDocumentThatIsGoneIsNil() async throws {
    let fixture = try await StoreFixture.shared()
    #expect(try await fixture.stores.entities.document(Self.key) == nil)
    #expect(try await fixture.stores.entities.reveal(Self.key) == nil)
  }

  private func filled() async throws -> StoreFixture {
    let fixture = try await StoreFixture.shared()
    let id = try #require(MongoObjectID(Self.user))
    try await fixture.insert(
      [
        [
          "_id": .objectID(id), "email": .string(Self.email), "lastName": "Moreau",
          "passwordHash": "$argon2id$v=19$abc", "resetTokenHash": "verySecret",
          "legalHold": true, "lastLogin": .date(1_795_000_000_000),
        ]
      ],
      into: "users"
    )
    try await fixture.insert(
      [
        ["eventType": "user.updated", "entity": "User", "entityId": .string(Self.user)],
        [
          "eventType": "compliance.legal_hold", "entity": "User",
          "entityId": .string(Self.user), "legalHold": true,
        ],
      ],
      into: "eventlogs"
    )
    try await fixture.fill(
      RedisCommand("SET", Self.counted, 5, "PX", 600_000),
      RedisCommand("SET", "waitlist:submit:email:other@example.com", 9, "PX", 600_000),
      RedisCommand(
        "SET",
        "sess:one",
        #"{"cookie":{"path":"/"},"user":{"id":"\#(Self.user)"}}"#,
        "EX",
        600
      ),
      RedisCommand("SADD", "user:sessions:\(Self.user)", "one")
    )
    return fixture
  }
}
