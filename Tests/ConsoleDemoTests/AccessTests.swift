import ConsoleMongo
import ConsoleRedis
import Testing

@testable import ConsoleDemo

@Suite(.timeLimit(.minutes(5)))
struct AccessTests {
  private let patience = DemoFixture.patience

  @Test func fourPeopleAndTheOperatorSignInUnderTheirOwnNames() async throws {
    let demo = try await DemoFixture.demo()
    #expect(demo.people.map(\.name) == ["oncall", "compliance-a", "compliance-b", "auditor"])
    #expect(
      demo.people.map(\.environmentName) == ["ONCALL", "COMPLIANCE_A", "COMPLIANCE_B", "AUDITOR"]
    )
    for uri in demo.people.map(\.mongoURI) + [demo.mongoURI] {
      let client = try MongoClient(MongoAddress(uri))
      let reply = try await client.command(
        ["connectionStatus": 1],
        on: "admin",
        deadline: patience
      )
      let user = reply["authInfo.authenticatedUsers.0.user"]?.string
      #expect(user == (try MongoAddress(uri)).user)
    }
  }

  @Test func onCallFindsPeopleInTheMaskedViewOnly() async throws {
    let client = try await client(of: "oncall")
    let users = MongoNamespace(Demo.database, "users")
    let refusal = await code { () async throws(MongoFailure) in
      _ = try await client.find(FindRequest(users, limit: 1), deadline: patience)
    }
    #expect(refusal == .unauthorized)
    let masked = try await client.find(
      FindRequest(
        MongoNamespace(Demo.database, "users_masked"),
        filter: ["email": "ana@example.com"],
        limit: 1
      ),
      deadline: patience
    )
    #expect(
      Set(try #require(masked.first).keys) == [
        "_id", "email", "orgId", "legalHold", "piiStripped", "archivedAt", "createdAt",
      ]
    )
  }

  @Test func recordsCanBeAddedButNotChanged() async throws {
    let client = try await client(of: "oncall")
    let headers = MongoNamespace(Demo.consoleDatabase, "audit_headers")
    let events = MongoNamespace(Demo.database, "eventlogs")
    let added = try await client.insertOne(["_id": 1_000_001], into: headers, deadline: patience)
    #expect(added.inserted == 1)
    let refusal = await code { () async throws(MongoFailure) in
      _ = try await client.deleteOne(from: headers, filter: ["_id": 1_000_001], deadline: patience)
    }
    #expect(refusal == .unauthorized)
    let deletion = await code { () async throws(MongoFailure) in
      _ = try await client.deleteOne(from: events, filter: [:], deadline: patience)
    }
    #expect(deletion == .unauthorized)
  }

  @Test func theOperatorMaySetUpAndKeepEvidence() async throws {
    let demo = try await DemoFixture.demo()
    let client = try MongoClient(MongoAddress(demo.mongoURI))
    _ = try await client.command(
      ["create": "set_up_by_the_operator"],
      on: demo.consoleDatabase,
      deadline: patience
    )
    _ = try await client.command(
      [
        "createIndexes": "set_up_by_the_operator",
        "indexes": [["key": ["a": 1], "name": "a_1", "unique": true]],
      ],
      on: demo.consoleDatabase,
      deadline: patience
    )
    let evidence = MongoNamespace(demo.consoleDatabase, "evidence")
    let kept = try await client.insertOne(["value": "x"], into: evidence, deadline: patience)
    #expect(kept.inserted == 1)
    _ = try await client.command(["serverStatus": 1], on: "admin", deadline: patience)
    let users = try await client.find(
      FindRequest(MongoNamespace(demo.database, "users"), limit: 1),
      deadline: patience
    )
    #expect(users.count == 1)
  }

  @Test func onCallRevokesInRedisButWritesNothing() async throws {
    let demo = try await DemoFixture.demo()
    let person = try #require(demo.people.first { $0.name == "oncall" })
    // A database of its own: the others are counted by other tests.
    let admin = try await DemoFixture.redis(demo.redisURL + "?db=1")
    let url: String = try #require(person.redisURL)
    let redis = try await DemoFixture.redis(url + "?db=1")
    for setUp in [
      RedisCommand("SET", "sess:of-the-access-test", "{}"),
      RedisCommand("SADD", "user:sessions:access", "of-the-access-test", "other"),
    ] {
      _ = try await admin.send(setUp, deadline: patience)
    }
    let reads = try await redis.pipeline(
      [
        RedisCommand("SCAN", "0", "MATCH", "sess:*", "COUNT", 100), RedisCommand("DBSIZE"),
        RedisCommand("TYPE", "sess:of-the-access-test"),
        RedisCommand("PTTL", "sess:of-the-access-test"),
        RedisCommand("STRLEN", "sess:of-the-access-test"),
        RedisCommand("GETRANGE", "sess:of-the-access-test", 0, 10),
        RedisCommand("SSCAN", "user:sessions:access", "0"),
        RedisCommand("SISMEMBER", "user:sessions:access", "other"), RedisCommand("TIME"),
        RedisCommand("WATCH", "sess:of-the-access-test"), RedisCommand("UNWATCH"),
      ],
      deadline: patience
    )
    #expect(reads.allSatisfy { if case .error = $0 { false } else { true } })
    let replies = try await redis.pipeline(
      [
        RedisCommand("MULTI"), RedisCommand("DEL", "sess:of-the-access-test"),
        RedisCommand("SREM", "user:sessions:access", "of-the-access-test"), RedisCommand("EXEC"),
      ],
      deadline: patience
    )
    #expect(replies.last?.elements == [.integer(1), .integer(1)])
    for refused in [
      RedisCommand("SET", "sess:x", "1"), RedisCommand("DEL", "waitlist:stats"),
      RedisCommand("GET", "waitlist:verify:code:x"), RedisCommand("EXPIRE", "sess:x", 1),
    ] {
      let answer = try await redis.pipeline([refused], deadline: patience)
      guard case .error(let error) = answer.first else {
        Issue.record("\(refused.name) was allowed")
        continue
      }
      #expect(error.code == "NOPERM")
    }
    _ = try await admin.send(RedisCommand("DEL", "user:sessions:access"), deadline: patience)
  }

  private func client(of name: String) async throws -> MongoClient {
    let demo = try await DemoFixture.demo()
    let person = try #require(demo.people.first { $0.name == name })
    return try MongoClient(MongoAddress(person.mongoURI))
  }

  private func code(_ body: () async throws(MongoFailure) -> Void) async -> MongoFailure.Code? {
    do throws(MongoFailure) {
      try await body()
      return nil
    } catch {
      return error.code
    }
  }
}
