import ConsoleDemo
import ConsoleMongo
import ConsoleSystem
import ServerHarness
import Testing

/// Before there is an audit store, and after somebody has meddled with it.
struct AuditStoreTests {
  @Test func withoutAStoreNothingIsListedVerifiedOrRevoked() async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(1)
    let elsewhere = ["MONGO_URI": bench.backend.demo.administratorURI]
    for command in [["audit", "list"], ["audit", "verify"]] {
      let result = try await CommandRun(
        command + ["--console-database", "nowhere"],
        environment: bench.environment(elsewhere),
        input: ""
      ).result()
      #expect(result.status == 2)
      #expect(result.errors.contains("doctor --init"))
    }
    let revoke = try await bench.run(
      "sessions",
      "revoke",
      "-",
      "--yes",
      "--reason",
      "no place for a record",
      "--ticket",
      "E2E-600",
      "--console-database",
      "nowhere",
      input: added.input,
      with: elsewhere
    )
    #expect(revoke.status == 1)
    #expect(revoke.errors.contains("doctor --init"))
    #expect(try await bench.remaining(added) == 1)
    let doctor = try await bench.run("doctor", "--console-database", "nowhere", with: elsewhere)
    #expect(doctor.status == 1)
    #expect(doctor.output.contains("FAIL  audit store"))
  }

  @Test func initialisingAsksWhoCanAnswer() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run("doctor", "--init", input: "yes\n")
    #expect(result.status == 64)
    #expect(result.errors.contains("--yes"))
  }

  @Test func doctorPassesOnceAllIsThere() async throws {
    let bench = try await SharedBench.bench()
    let text = try await bench.run("doctor")
    #expect(text.status == 0, "\(text.output)")
    #expect(text.output.contains("PASS  audit store"))
    #expect(text.output.ranges(of: "  clock skew  ").count == 2)
    let records = try await bench.run("doctor", "--format", "ndjson")
    #expect(records.lines.allSatisfy { $0.hasPrefix(#"{"id":""#) && $0.contains(#""result":""#) })
    let down = try await bench.run(
      "doctor",
      "--format",
      "ndjson",
      with: ["REDIS_URL": "redis://127.0.0.1:1"]
    )
    #expect(down.status == 2)
    #expect(down.output.contains(#""id":"redis.connection","title":"connection","result":"ERROR""#))
  }

  @Test func aRecordThatWasChangedIsFound() async throws {
    let bench = try await SharedBench.bench()
    let own = ["--console-database", "tampered"]
    let administrator = bench.environment(["MONGO_URI": bench.backend.demo.administratorURI])
    let made = try await CommandRun(
      ["doctor", "--init", "--yes"] + own,
      environment: administrator,
      input: ""
    ).result()
    #expect(made.status == 0)
    let added = try await bench.addSessions(1)
    let run = try CommandRun(
      ["sessions", "revoke", "-", "--yes", "--reason", "to be tampered", "--ticket", "E2E-700"]
        + own,
      environment: administrator,
      input: added.input
    )
    #expect(try await eventually(within: .seconds(60)) { try await bench.remaining(added) == 0 })
    try await run.send(.interrupt)
    #expect(try await run.result().status == 130)
    let verify = ["audit", "verify"] + own
    let before = try await CommandRun(verify, environment: administrator, input: "").result()
    #expect(before.status == 0)
    #expect(before.output.contains("intact: 5 records"))
    _ = try await bench.backend.mongo.command(
      [
        "update": "audit_headers",
        "updates": [["q": ["_id": .int64(0)], "u": ["$set": ["ts": "2001-01-01T00:00:00.000Z"]]]],
      ],
      on: "tampered",
      deadline: .seconds(30)
    )
    let after = try await CommandRun(verify, environment: administrator, input: "").result()
    #expect(after.status == 1)
    #expect(after.output.contains("NOT intact"))
    #expect(after.output.contains("FAULT  0  hash"))
  }
}
