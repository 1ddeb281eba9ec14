import ConsoleDemo
import Testing

/// What commands answer when a server is not there, says no or says nothing.
struct CommandFailureTests {
  @Test(arguments: [
    ["sessions", "list"], ["sessions", "list", "--user", "64f0c0ffee64f0c0ffee0001"],
    ["sessions", "show", "--user", "64f0c0ffee64f0c0ffee0001"],
  ])
  func withoutRedisTheServerIsNamed(_ arguments: [String]) async throws {
    let bench = try await SharedBench.bench()
    let result = try await CommandRun(
      arguments,
      environment: bench.environment(["REDIS_URL": "redis://127.0.0.1:1"]),
      input: ""
    ).result()
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("Redis 127.0.0.1:1"))
    #expect(result.errors.contains("check the address"))
  }

  @Test(arguments: [
    ["audit", "list"], ["audit", "verify"], ["sessions", "list", "--user", "ana@example.com"],
  ])
  func withoutMongoDBTheServerIsNamed(_ arguments: [String]) async throws {
    let bench = try await SharedBench.bench()
    let result = try await CommandRun(
      arguments,
      environment: bench.environment(["MONGO_URI": "mongodb://127.0.0.1:1"]),
      input: ""
    ).result()
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("MongoDB 127.0.0.1:1"))
  }

  @Test func withoutMongoDBSessionsAreListedWithoutNames() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run(
      "sessions",
      "list",
      "--format",
      "ndjson",
      with: ["MONGO_URI": "mongodb://127.0.0.1:1"]
    )
    #expect(result.status == 0)
    #expect(result.lines.count >= DemoBackend.sessions)
    #expect(result.lines.allSatisfy { $0.contains(#""userLabel":null"#) })
    #expect(result.errors.contains("names and holds are unknown"))
    #expect(result.errors.contains("MongoDB 127.0.0.1:1"))
  }

  @Test func withoutMongoDBNothingIsRevoked() async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(1)
    let result = try await bench.run(
      "sessions",
      "revoke",
      "-",
      "--yes",
      "--reason",
      "an end-to-end test",
      "--ticket",
      "E2E-1",
      input: added.input,
      with: ["MONGO_URI": "mongodb://127.0.0.1:1"]
    )
    #expect(result.status == 2)
    #expect(result.errors.contains("MongoDB 127.0.0.1:1"))
    #expect(try await bench.remaining(added) == 1)
  }

  @Test func wrongPasswordsAreToldFromServersThatAreDown() async throws {
    let bench = try await SharedBench.bench()
    let redis = try await bench.run(
      "sessions",
      "list",
      with: ["REDIS_URL": "unix://oncall:wrong@\(bench.backend.demo.servers.redisSocket)"]
    )
    #expect(redis.status == 2)
    #expect(redis.errors.contains("Redis refused the credentials"))
    #expect(!redis.errors.contains("wrong"))
    let mongo = try await bench.run(
      "audit",
      "list",
      with: [
        "MONGO_URI": bench.addresses(of: "oncall")["MONGO_URI", default: ""]
          .replacing(/:[A-Za-z0-9]+@/, with: ":wrong@")
      ]
    )
    #expect(mongo.status == 2)
    #expect(mongo.errors.contains("MongoDB refused the credentials"))
    #expect(!mongo.errors.contains("wrong"))
  }

  @Test func whatAnIdentityMayNotDoIsNamed() async throws {
    let bench = try await SharedBench.bench()
    let auditor = try bench.addresses(of: "auditor")
    let list = try await bench.run("sessions", "list", with: auditor)
    #expect(list.status == 2)
    #expect(list.errors.contains("does not let this user do SCAN"))
    let onCall = try bench.addresses(of: "oncall")
    let initialising = try await bench.run("doctor", "--init", "--yes", with: onCall)
    #expect(initialising.status == 2)
    #expect(initialising.errors.contains("Not allowed on MongoDB"))
  }

  @Test func aClosedPipeEndsTheOutputWithoutAComplaint() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.runThroughHead("sessions", "list", "--format", "ndjson")
    #expect(result.status == 0)
    #expect(result.lines.count == 1)
    #expect(result.errors.isEmpty)
  }

  @Test func theConsoleItselfWantsATerminal() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run()
    #expect(result.status == 2)
    #expect(result.errors.contains("needs a terminal"))
  }
}
