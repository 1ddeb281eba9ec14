import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import Testing

/// A scan over real servers, with everything that backend-data.md section 8 says may lie there.
@Suite(.timeLimit(.minutes(5)))
struct SessionScanTests {
  private static let ana = "64f0c0ffee64f0c0ffee0001"
  private static let ben = "64f0c0ffee64f0c0ffee0002"
  private static let organization = "64f0c0ffee64f0c0ffee00aa"

  private static func value(user: String, agent: String = "curl/8.0") -> String {
    """
    {"cookie":{"originalMaxAge":43200000,"expires":"2020-01-01T00:00:00.000Z","path":"/"},\
    "user":{"id":"\(user)","role":"admin","orgId":"\(organization)"},"meta":{"ip":"10.0.0.7",\
    "userAgent":"\(agent)","createdAt":"2026-11-24T03:35:23.789Z","lastSeen":\
    "2026-11-24T03:35:23.789Z"}}
    """
  }

  private func scan(_ fixture: StoreFixture) async throws -> SessionSnapshot {
    try await fixture.stores.sessions.scan { _ in }
  }

  @Test func readsEveryShapeThatMayLieUnderThePrefix() async throws {
    let fixture = try await StoreFixture.shared()
    let anonymous = #"{"cookie":{"path":"/"},"meta":{"ip":"127.0.0.1","userAgent":"bot"}}"#
    let huge =
      #"{"cookie":{"path":"/"},"user":{"id":"\#(Self.ana)"},"blob":""#
      + String(repeating: "x", count: 200_000) + #""}"#
    try await fixture.fill(
      RedisCommand("SET", "sess:ana", Self.value(user: Self.ana), "PX", 43_200_000),
      RedisCommand("SET", "sess:anonymous", anonymous, "PX", 43_200_000),
      RedisCommand("SET", "sess:forever", Self.value(user: Self.ana)),
      RedisCommand("SET", "sess:emoji", Self.value(user: Self.ana, agent: "😀\\ud800"), "EX", 60),
      RedisCommand(
        "SET",
        "sess:escape",
        Self.value(user: Self.ana, agent: "\\u001b[31m"),
        "EX",
        60
      ),
      RedisCommand("SET", "sess:huge", huge, "EX", 60),
      RedisCommand("SET", "sess:text", "not json", "EX", 60),
      RedisCommand("SET", "sess:empty", "", "EX", 60),
      RedisCommand("SET", "sess:null", "null", "EX", 60),
      RedisCommand("SET", "sess:nocookie", #"{"user":{"id":"x"}}"#, "EX", 60),
      RedisCommand("SET", "sess:nul", [UInt8](repeating: 0, count: 32), "EX", 60),
      RedisCommand("HSET", "sess:hash", "a", "b"),
      RedisCommand("SADD", "sess:set", "a"),
      RedisCommand("SET", Array("sess:".utf8) + [0xFF, 0x00, 0x1B], Self.value(user: Self.ana)),
      RedisCommand("SET", "session:other", Self.value(user: Self.ana)),
      RedisCommand("SADD", "user:sessions:\(Self.ana)", "ana", "dead")
    )
    let snapshot = try await scan(fixture)
    let rows = snapshot.rows
    #expect(snapshot.progress.phase == .complete)
    #expect(snapshot.count == 14)
    #expect(rows["ana"]?.userID == Self.ana)
    #expect(rows["ana"]?.flags == .unknownUser)
    #expect(rows["ana"]?.agent == "curl/8.0")
    #expect(rows["anonymous"]?.flags == .anonymous)
    #expect(rows["forever"]?.expiry == .never)
    #expect(rows["forever"]?.flags.contains(.noExpiry) == true)
    #expect(rows["emoji"]?.agent == #"😀\ud800"#)
    #expect(rows["emoji"]?.userID == Self.ana)
    #expect(rows["escape"]?.agent == "␛[31m")
    #expect(rows["huge"]?.userID == Self.ana)
    #expect(rows["huge"]?.flags.contains(.truncated) == true)
    #expect(rows["huge"].map { $0.bytes > 200_000 } == true)
    for sid in ["text", "empty", "null", "nul"] {
      #expect(rows[sid]?.flags == .unreadable, "\(sid)")
    }
    #expect(rows["nocookie"]?.flags.contains(.unreadable) == true)
    #expect(rows["hash"]?.flags.contains(.wrongType) == true)
    #expect(rows["set"]?.flags.contains(.wrongType) == true)
  }

  @Test func takesTheTimeToLiveFromTheServer() async throws {
    let fixture = try await StoreFixture.shared()
    try await fixture.fill(
      RedisCommand("SET", "sess:a", Self.value(user: Self.ana), "PX", 43_200_000)
    )
    let row = try #require(try await scan(fixture).rows["a"])
    guard case .at(let end) = row.expiry else {
      Issue.record("no expiry")
      return
    }
    let reply = try await fixture.redis.send(RedisCommand("PEXPIRETIME", "sess:a"))
    let expected = try #require(reply.integer)
    // TIME and PTTL are two looks at the clock; a slow machine may lie between them.
    #expect(abs(end.milliseconds - expected) < 10_000)
  }

  @Test func joinsNamesMasked() async throws {
    let fixture = try await StoreFixture.shared()
    let id = try #require(MongoObjectID(Self.ana))
    let organization = try #require(MongoObjectID(Self.organization))
    try await fixture.insert(
      [
        [
          "_id": .objectID(id), "email": "ana@example.com", "firstName": "Ana",
          "lastName": "Nora", "orgId": .string(Self.organization), "role": "admin",
          "legalHold": true, "archivedAt": .date(1), "piiStripped": false,
          "passwordHash": "secret",
        ]
      ],
      into: "users"
    )
    try await fixture.insert(
      [["_id": .objectID(organization), "name": "Acorn Works"]],
      into: "organizations"
    )
    try await fixture.fill(
      RedisCommand("SET", "sess:a", Self.value(user: Self.ana)),
      RedisCommand("SET", "sess:b", Self.value(user: Self.ben))
    )
    let snapshot = try await scan(fixture)
    let user = try #require(snapshot.directory.users[Self.ana])
    #expect(user.email == "a•••@example.com")
    #expect(user.name == "A••• N•••")
    #expect(user.emailHash == EmailHash.of("ana@example.com"))
    #expect(user.isHeld && user.isArchived && !user.isStripped)
    #expect(snapshot.directory.organizations[Self.organization]?.name == "Acorn Works")
    #expect(snapshot.directory.missingUsers == [Self.ben])
    #expect(snapshot.rows["a"]?.flags == [.held, .archived, .noExpiry])
    #expect(snapshot.rows["b"]?.flags == [.unknownUser, .noExpiry])
  }

  @Test func findsEveryKeyOnceAndPublishesOnTheWay() async throws {
    let fixture = try await StoreFixture.shared()
    let total = 20_000
    for start in stride(from: 0, to: total, by: 1000) {
      let commands = (start..<start + 1000).flatMap { number in
        [
          RedisCommand("SET", "sess:\(number)", Self.value(user: Self.ana), "EX", 600),
          RedisCommand("SET", "other:\(number)", "x"),
        ]
      }
      _ = try await fixture.redis.pipeline(commands)
    }
    let published = Snapshots()
    let snapshot = try await fixture.stores.sessions.scan { published.add($0) }
    #expect(snapshot.rows.count == total)
    #expect(snapshot.count == total)
    #expect(snapshot.progress.scanned == total)
    #expect(snapshot.progress.estimatedTotal == 2 * total)
    #expect(published.all.count >= 2)
    #expect(published.all.allSatisfy { $0.scan == snapshot.scan })
    #expect(published.all.first?.progress.phase == .running)
  }

  @Test func walksOnceForSeveralPrefixes() async throws {
    var profile = Profile.nest
    profile.sessions.prefixes = ["app:sess:", "app:s*:"]
    let fixture = try await StoreFixture.shared(profile: profile)
    try await fixture.fill(
      RedisCommand("SET", "app:sess:a", Self.value(user: Self.ana)),
      RedisCommand("SET", "app:s*:b", Self.value(user: Self.ana)),
      RedisCommand("SET", "app:sx:c", Self.value(user: Self.ana))
    )
    let snapshot = try await scan(fixture)
    #expect(snapshot.rows["a"]?.id.namespace == "app:sess:")
    #expect(snapshot.rows["b"]?.id.namespace == "app:s*:")
    #expect(snapshot.count == 2)
  }

  @Test func namesThePrefixesFoundWhereThereIsNoSession() async throws {
    let fixture = try await StoreFixture.shared()
    try await fixture.fill(
      RedisCommand("SET", "shop:sess:a1", Self.value(user: Self.ana)),
      RedisCommand("SET", "waitlist:resend:ana@example.com:10.0.0.1", "1"),
      RedisCommand("SET", "plain", "1")
    )
    #expect(try await scan(fixture).otherPrefixes == ["shop:sess:"])
    try await fixture.fill(RedisCommand("DEL", "shop:sess:a1"))
    #expect(try await scan(fixture).otherPrefixes == ["waitlist:resend:"])
  }

  @Test func stopsWhenCancelledAndSaysSo() async throws {
    let fixture = try await StoreFixture.shared()
    for start in stride(from: 0, to: 20_000, by: 1000) {
      _ = try await fixture.redis.pipeline(
        (start..<start + 1000).map {
          RedisCommand("SET", "sess:\($0)", Self.value(user: Self.ana), "EX", 600)
        }
      )
    }
    let snapshot = try await fixture.stores.sessions.scanStoppedAtFirstSight()
    #expect(snapshot.progress.phase == .incomplete(reason: "stopped"))
    #expect(snapshot.count < 20_000)
  }

  @Test func worksWithoutMongoDB() async throws {
    let shared = try await StoreFixture.shared()
    try await shared.fill(RedisCommand("SET", "sess:a", Self.value(user: Self.ana)))
    let fixture = try await shared.withoutMongoDB()
    let snapshot = try await scan(fixture)
    #expect(snapshot.rows["a"]?.userID == Self.ana)
    #expect(snapshot.directory.users.isEmpty)
    #expect(snapshot.directory.missingUsers.isEmpty)
    #expect(snapshot.directory.problem?.endpoint?.kind == .mongo)
  }
}
