import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import Testing

/// Finding, inspecting and revealing single sessions on real servers.
@Suite(.timeLimit(.minutes(5)))
struct SubjectTests {
  private static let ana = "64f0c0ffee64f0c0ffee0001"
  private static let value =
    #"{"cookie":{"path":"/"},"user":{"id":"\#(ana)","role":"admin"},"csrfSecret":"s3cr3t","#
    + #""flash":{"error":["no user ana@example.com"]},"meta":{"lastSeen":"#

  private func fixtureWithAna() async throws -> StoreFixture {
    let fixture = try await StoreFixture.shared()
    let id = try #require(MongoObjectID(Self.ana))
    try await fixture.insert(
      [
        [
          "_id": .objectID(id), "email": "ana@example.com", "firstName": "Ana",
          "lastName": "Nora", "orgId": "64f0c0ffee64f0c0ffee00aa",
        ]
      ],
      into: "users"
    )
    try await fixture.fill(
      RedisCommand("SET", "sess:old", Self.value + #""2026-11-24T01:00:00.000Z"}}"#, "EX", 600),
      RedisCommand("SET", "sess:new", Self.value + #""2026-11-24T02:00:00.000Z"}}"#, "EX", 600),
      RedisCommand("SADD", "user:sessions:\(Self.ana)", "old", "new", "dead1", "dead2")
    )
    return fixture
  }

  @Test(arguments: ["Ana@Example.com", Self.ana, Self.ana.uppercased()])
  func findsSessionsByAddressAndByID(text: String) async throws {
    let fixture = try await fixtureWithAna()
    let subject = try #require(SubjectKey(text: text))
    let found = try await fixture.stores.sessions.find(subject)
    #expect(found.user.id == Self.ana)
    #expect(found.user.email == "a•••@example.com")
    #expect(found.rows.map { String(decoding: $0.id.bytes, as: UTF8.self) } == ["new", "old"])
    #expect(found.deadMembers == 2)
  }

  @Test func tellsAddressesInClearOfThoseUsersThatExist() async throws {
    let fixture = try await fixtureWithAna()
    let names = try await fixture.stores.sessions.clearUsers([Self.ana, "nobody"])
    #expect(names == [Self.ana: "ana@example.com"])
  }

  @Test func readsAValueAsItIsStoredWithCredentialsMasked() async throws {
    let fixture = try await fixtureWithAna()
    let id = SessionID(namespace: "sess:", bytes: Array("new".utf8))
    let stored = try #require(try await fixture.stores.sessions.stored(id))
    let value = Self.value + #""2026-11-24T02:00:00.000Z"}}"#
    #expect(stored.text == value.replacing("s3cr3t", with: "•••"))
    #expect(stored.shown == value.utf8.count && stored.length == value.utf8.count)
    let gone = SessionID(namespace: "sess:", bytes: Array("gone".utf8))
    #expect(try await fixture.stores.sessions.stored(gone) == nil)
  }

  @Test func saysWhenNoUserHasTheAddress() async throws {
    let fixture = try await StoreFixture.shared()
    await #expect(throws: StoreProblem.self) {
      try await fixture.stores.sessions.find(.email("nobody@example.com"))
    }
  }

  @Test func findsSessionsOfADeletedUserAndWithoutMongoDB() async throws {
    let fixture = try await fixtureWithAna()
    _ = try await fixture.mongo.deleteUsers(of: fixture.database)
    for fixture in [fixture, try await fixture.withoutMongoDB()] {
      let found = try await fixture.stores.sessions.find(.userID(Self.ana))
      #expect(found.rows.count == 2)
      #expect(found.user.email == nil)
    }
  }

  @Test func showsADetailMaskedAndRevealsItWithoutCredentials() async throws {
    let fixture = try await fixtureWithAna()
    let id = SessionID(namespace: "sess:", bytes: Array("new".utf8))
    let detail = try #require(try await fixture.stores.sessions.detail(id))
    #expect(detail.isIndexed == true)
    #expect(detail.unreadable == nil)
    #expect(detail.row.userID == Self.ana)
    let masked = String(describing: detail.tree)
    #expect(masked.contains("a•••@example.com"))
    #expect(!masked.contains("ana@example.com") && !masked.contains("s3cr3t"))
    let revealed = try #require(try await fixture.stores.sessions.reveal(id))
    #expect(revealed.email == "ana@example.com")
    #expect(revealed.name == "Ana Nora")
    let clear = String(describing: revealed.tree)
    #expect(clear.contains("ana@example.com"))
    #expect(!clear.contains("s3cr3t"))
  }

  @Test func answersNothingForASessionThatIsGone() async throws {
    let fixture = try await StoreFixture.shared()
    let id = SessionID(namespace: "sess:", bytes: Array("gone".utf8))
    #expect(try await fixture.stores.sessions.detail(id) == nil)
    #expect(try await fixture.stores.sessions.reveal(id) == nil)
  }

  @Test func explainsWhatIsNoSession() async throws {
    let fixture = try await StoreFixture.shared()
    try await fixture.fill(
      RedisCommand("SET", "sess:php", "user_id|i:42;"),
      RedisCommand("SET", "sess:java", [0xAC, 0xED, 0x00, 0x05, 0x1B] as [UInt8]),
      RedisCommand("HSET", "sess:hash", "a", "b"),
      RedisCommand("SET", "sess:nocookie", #"{"user":"x"}"#)
    )
    func unreadable(_ sid: String) async throws -> SessionDetail.Unreadable? {
      let id = SessionID(namespace: "sess:", bytes: Array(sid.utf8))
      return try await fixture.stores.sessions.detail(id)?.unreadable
    }
    #expect(try await unreadable("php") == .init(guess: "PHP session", head: "user_id|i:42;"))
    let java = try await unreadable("java")
    #expect(java?.guess == "Java serialization")
    #expect(java?.head.contains("\\xAC") == true && java?.head.contains("\u{1B}") == false)
    #expect(try await unreadable("hash")?.guess == "hash")
    #expect(try await unreadable("nocookie")?.guess == "JSON without a cookie")
  }
}

extension MongoClient {
  fileprivate func deleteUsers(of database: String) async throws -> MongoDocument {
    try await command(
      ["delete": "users", "deletes": [["q": [:], "limit": 0]]],
      on: database,
      deadline: .seconds(30)
    )
  }
}
