import ConsoleDemo
import ConsoleDomain
import ConsoleRedis
import ConsoleStores
import ConsoleSystem
import ServerHarness
import Testing

/// What is left to somebody with few rights, or with a server that falls silent.
@Suite(.timeLimit(.minutes(5)))
struct RestrictedUserTests {
  private let value = #"{"cookie":{},"user":{"id":"64f0c0ffee64f0c0ffee0001"}}"#

  private func signedIn(
    _ fixture: StoreFixture,
    rights: [String]
  ) async throws -> StoreFixture {
    let name = "reader\(fixture.redis.address.database)"
    var command = [Array(name.utf8), Array("on".utf8), Array(">pw".utf8)]
    command += rights.map { Array($0.utf8) }
    try await fixture.fill(RedisCommand(name: "ACL SETUSER", arguments: command))
    return try await fixture.signedIn(
      RedisCredentials(user: name, password: Array("pw".utf8))
    )
  }

  @Test func scansWithTheFewestRights() async throws {
    let fixture = try await StoreFixture.shared()
    try await fixture.fill(RedisCommand("SET", "sess:a", value, "EX", 600))
    let reader = try await signedIn(
      fixture,
      rights: ["~sess:*", "+select", "+scan", "+strlen", "+getrange", "+pttl"]
    )
    let snapshot = try await reader.stores.sessions.scan { _ in }
    #expect(snapshot.count == 1)
    #expect(snapshot.progress.phase == .complete)
    #expect(snapshot.progress.estimatedTotal == 0)
  }

  @Test func namesTheRightThatIsMissing() async throws {
    let fixture = try await StoreFixture.shared()
    try await fixture.fill(RedisCommand("SET", "sess:a", value, "EX", 600))
    let blind = try await signedIn(fixture, rights: ["~sess:*", "+select", "+scan"])
    let endpoint = StoreEndpoint(
      kind: .redis,
      address: blind.redis.address.withoutCredentials
    )
    await #expect(throws: StoreProblem.unauthorized(endpoint, needed: "PTTL")) {
      try await blind.stores.sessions.scan { _ in }
    }
    let health = await blind.stores.health.examine()
    #expect(health.redis.problem == .unauthorized(endpoint, needed: "PING"))
  }

  @Test func aSilentRedisIsAProblemAndHidesNoMongoDB() async throws {
    try await withServers { servers in
      try await servers.initiateReplicaSet()
      let fixture = try await StoreFixture(servers)
      try await fixture.fill(RedisCommand("SET", "sess:a", value, "EX", 600))
      let process = try #require(servers.processID(of: .redis))
      try await freeze(process)
      defer { try? ProcessSignal.resume.send(to: process) }
      let endpoint = StoreEndpoint(kind: .redis, address: servers.redisSocket)
      await #expect(throws: StoreProblem.timedOut(endpoint, after: .seconds(4))) {
        try await fixture.stores.sessions.scan { _ in }
      }
      let health = await fixture.stores.health.ping()
      #expect(health.redis.problem == .timedOut(endpoint, after: .seconds(3)))
      #expect(health.mongo.problem == nil)
      #expect(health.mongo.latency != nil)
    }
  }

  @Test func aSilentMongoDBIsAProblemAndHidesNoSession() async throws {
    try await withServers { servers in
      try await servers.initiateReplicaSet()
      let fixture = try await StoreFixture(servers)
      try await fixture.fill(
        RedisCommand("SET", "sess:a", value, "EX", 600),
        RedisCommand("SADD", "user:sessions:64f0c0ffee64f0c0ffee0001", "a")
      )
      let process = try #require(servers.processID(of: .mongod))
      try await freeze(process)
      defer { try? ProcessSignal.resume.send(to: process) }
      let snapshot = try await fixture.stores.sessions.scan { _ in }
      #expect(snapshot.count == 1)
      #expect(snapshot.directory.problem?.endpoint?.kind == .mongo)
      let found = try await fixture.stores.sessions.find(.userID("64f0c0ffee64f0c0ffee0001"))
      #expect(found.rows.count == 1)
      let health = await fixture.stores.health.examine()
      #expect(health.mongo.problem != nil)
      #expect(health.redis.problem == nil)
      await #expect(throws: StoreProblem.self) {
        try await fixture.stores.audit.newest(10)
      }
    }
  }
}
