import ConsoleRedis
import Testing

@testable import ConsoleDemo

@Suite(.timeLimit(.minutes(5)))
struct RedisContentsTests {
  private let patience = DemoFixture.patience

  @Test func sessionsHaveTheBytesOfExpressSession() async throws {
    let redis = try await DemoFixture.redis()
    var signedIn = 0
    var anonymous = 0
    for key in try await keys("sess:*", redis) where key.wholeMatch(of: Self.sessionKey) != nil {
      let reply = try await redis.send(RedisCommand("GET", key), deadline: patience)
      let json = try #require(reply.text)
      let left = try await redis.send(RedisCommand("PTTL", key), deadline: patience)
      #expect((1...43_200_000).contains(try #require(left.integer)))
      #expect(json.prefixMatch(of: Self.cookie) != nil, "the cookie of \(json)")
      if json.contains(#""user":"#) {
        signedIn += 1
        #expect(json.wholeMatch(of: try Self.signedInSession) != nil, "\(json)")
      } else {
        anonymous += 1
        #expect(json.wholeMatch(of: try Self.anonymousSession) != nil, "\(json)")
      }
    }
    #expect(signedIn + anonymous == DemoFixture.sessions)
    #expect(anonymous > signedIn)
    #expect(signedIn >= DemoCast.leadingSessions)
  }

  @Test func setsOfUsersHoldLiveAndDeadSessionsAndNeverExpire() async throws {
    let redis = try await DemoFixture.redis()
    var live = 0
    var dead = 0
    for key in try await keys("user:sessions:*", redis) {
      #expect(key.wholeMatch(of: /user:sessions:[0-9a-f]{24}/) != nil)
      let left = try await redis.send(RedisCommand("PTTL", key), deadline: patience)
      #expect(left.integer == -1)
      let members = try await redis.send(RedisCommand("SMEMBERS", key), deadline: patience)
      for member in try #require(members.elements).compactMap(\.text) {
        let there = try await redis.send(
          RedisCommand("EXISTS", "sess:" + member),
          deadline: patience
        )
        if there.integer == 1 { live += 1 } else { dead += 1 }
      }
    }
    #expect(live >= DemoCast.leadingSessions)
    #expect(dead > 0)
  }

  @Test func everyLimiterHasCountersBelowAtAndOverItsLimit() async throws {
    let redis = try await DemoFixture.redis()
    for family in LimiterShapes.families {
      var hits: [Int64] = []
      for key in try await keys(family.prefix + "*", redis) {
        let left = try await redis.send(RedisCommand("PTTL", key), deadline: patience)
        #expect((1...900_000).contains(try #require(left.integer)))
        let count = try await redis.send(RedisCommand("GET", key), deadline: patience)
        hits.append(try #require(count.integer))
      }
      #expect(hits.contains { $0 > family.limit }, "\(family.prefix)")
      #expect(hits.contains { $0 == family.limit }, "\(family.prefix)")
    }
  }

  @Test func secretsAndLocksLieBesideTheLimiters() async throws {
    let redis = try await DemoFixture.redis()
    let codes = try await keys("waitlist:verify:code:*", redis)
    #expect(!codes.isEmpty)
    for key in codes {
      let code = try await redis.send(RedisCommand("GET", key), deadline: patience)
      #expect(code.text?.wholeMatch(of: /[0-9]{6}/) != nil)
    }
    let stats = try await redis.send(RedisCommand("EXISTS", "waitlist:stats"), deadline: patience)
    #expect(stats.integer == 1)
  }

  @Test func theOddSessionsAreThereInTheirOddTypes() async throws {
    let redis = try await DemoFixture.redis()
    let all = try await keys("sess:*", redis)
    let odd = all.filter { $0.wholeMatch(of: Self.sessionKey) == nil }
    #expect(odd.count == OddSessions.keyCount)
    let expected = [
      "odd-hash": "hash", "odd-list": "list", "odd-set": "set", "odd-not-json": "string",
    ]
    for (name, type) in expected {
      let reply = try await redis.send(RedisCommand("TYPE", "sess:" + name), deadline: patience)
      #expect(reply.text == type)
    }
    let huge = try await redis.send(RedisCommand("STRLEN", "sess:odd-huge"), deadline: patience)
    #expect(try #require(huge.integer) > 200 * 1024)
    let forever = try await redis.send(
      RedisCommand("PTTL", "sess:odd-no-expiry"),
      deadline: patience
    )
    #expect(forever.integer == -1)
  }

  private func keys(_ pattern: String, _ redis: RedisConnection) async throws -> Set<String> {
    var found: Set<String> = []
    var cursor = "0"
    repeat {
      let reply = try await redis.send(
        RedisCommand("SCAN", cursor, "MATCH", pattern, "COUNT", 1000),
        deadline: patience
      )
      let parts = try #require(reply.elements)
      cursor = try #require(parts.first?.text)
      found.formUnion(try #require(parts.last?.elements).compactMap(\.text))
    } while cursor != "0"
    return found
  }

  // Regex is not Sendable; each use makes its own.
  private static var sessionKey: Regex<Substring> { /sess:[A-Za-z0-9_-]{32}/ }
  private static var cookie: Regex<Substring> {
    /\{"cookie":\{"originalMaxAge":43200000,"expires":"[-0-9]{10}T[:0-9]{8}\.[0-9]{3}Z","secure":true,"httpOnly":true,"domain":"[^"]+","path":"\/","sameSite":"none"\}/
  }
  private static var meta: String {
    #""meta":\{"ip":"[^"]+","userAgent":"[^"]+","createdAt":"[^"]{24}","lastSeen":"[^"]{24}"\}"#
  }
  private static var anonymousSession: Regex<AnyRegexOutput> {
    get throws { try Regex(#"\{"cookie":\{[^}]*\},"# + meta + #"\}"#) }
  }
  private static var signedInSession: Regex<AnyRegexOutput> {
    get throws {
      try Regex(
        #"\{"cookie":\{[^}]*\},"user":\{"id":"[0-9a-f]{24}","role":"\w+","roles":\["\w+"\],"#
          + #"("orgId":"[0-9a-f]{24}",)?"isOrgOwner":(true|false)\}(,"# + meta + #")?\}"#
      )
    }
  }
}
