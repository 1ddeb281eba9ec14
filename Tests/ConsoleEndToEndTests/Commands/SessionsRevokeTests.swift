import ConsoleDemo
import ConsoleMongo
import ConsoleSystem
import ServerHarness
import Testing

/// `holdfast sessions revoke` from the command line to the records it leaves.
struct SessionsRevokeTests {
  @Test func anOnCallEngineerRevokesAndItIsOnRecord() async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(3)
    let onCall = try bench.addresses(of: "oncall")
    let result = try await bench.run(
      "sessions",
      "revoke",
      "-",
      "--yes",
      "--reason",
      "stolen laptop, see ticket",
      "--ticket",
      "E2E-100",
      "--format",
      "json",
      input: added.input,
      with: onCall
    )
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains(#""action":"session.revoke""#))
    #expect(result.output.contains(#""result":"success""#))
    #expect(result.output.ranges(of: #""outcome":"revoked""#).count == 3)
    // No terminal watches, so there is no progress to read past.
    #expect(result.errors.isEmpty)
    #expect(try await bench.remaining(added) == 0)

    let list = try await bench.run(
      "audit",
      "list",
      "--filter",
      "ticket:E2E-100",
      "--format",
      "ndjson",
      with: try bench.addresses(of: "auditor")
    )
    let intent = try #require(
      list.lines.first {
        $0.contains("E2E-100") && $0.contains(#""type":"session.revoke""#)
      }
    )
    #expect(intent.contains(#""phase":"intent""#))
    #expect(intent.contains(#""dangling":false"#))
    #expect(intent.contains(#""value":"admin.oncall""#))
    let verification = try await bench.run("audit", "verify", "--format", "ndjson")
    #expect(verification.status == 0)
    #expect(verification.output.contains(#""intact":true"#))

    let events = try await bench.backend.records(
      "eventlogs",
      of: bench.backend.demo.database,
      where: ["entityId": .string(added.user)]
    )
    let written = [result.output, list.output, bench.log] + events
    for sid in added.sids {
      #expect(!written.contains { $0.contains(sid) })
    }
  }

  @Test func whatIsToldToEndDuringTheChecksEndsInOrder() async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(2)
    let run = try bench.begin(
      "sessions",
      "revoke",
      "--user",
      added.user,
      "--yes",
      "--reason",
      "ended by a signal",
      "--ticket",
      "E2E-200",
      "--format",
      "json"
    )
    #expect(try await eventually(within: .seconds(60)) { try await bench.remaining(added) == 0 })
    try await run.send(.terminate)
    let result = try await run.result()
    #expect(result.status == 143)
    #expect(result.output.contains(#""result":"#))
    #expect(result.output.contains("Stopped before the check"))
    let list = try await bench.run("audit", "list", "--format", "ndjson")
    let intent = try #require(list.lines.first { $0.contains("E2E-200") })
    #expect(intent.contains(#""dangling":false"#))
  }

  @Test func whatIsKilledBeforeItsOutcomeDangles() async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(1)
    let run = try bench.begin(
      "sessions",
      "revoke",
      "-",
      "--yes",
      "--reason",
      "killed before its outcome",
      "--ticket",
      "E2E-300",
      input: added.input
    )
    #expect(try await eventually(within: .seconds(60)) { try await bench.remaining(added) == 0 })
    try await run.send(.kill)
    #expect(try await run.result().status == 137)
    let records = try await bench.run("audit", "list", "--format", "ndjson")
    let intent = try #require(records.lines.first { $0.contains("E2E-300") })
    #expect(intent.contains(#""dangling":true"#))
    let table = try await bench.run("audit", "list")
    let row = try #require(table.lines.first { $0.contains("E2E-300") })
    #expect(row.contains("dangling"))
  }

  @Test func withoutYesThePlanIsPrintedAndNothingChanges() async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(2)
    let result = try await bench.run(
      "sessions",
      "revoke",
      "--user",
      added.user,
      "--format",
      "ndjson"
    )
    #expect(result.status == 1)
    #expect(result.output.contains(#""result":"planned","count":2"#))
    #expect(result.errors.contains("nothing was changed"))
    #expect(try await bench.remaining(added) == 2)
  }

  @Test func aboveTheCapTheCountMustBeKnown() async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(26)
    for count in [[], ["--expect-count", "25"]] {
      let result = try await CommandRun(
        [
          "sessions", "revoke", "-", "--yes", "--reason", "too many at once", "--ticket", "E2E-400",
        ] + count,
        environment: bench.environment(),
        input: added.input
      ).result()
      #expect(result.status == 1)
      #expect(result.errors.contains("--expect-count 26"))
    }
    #expect(try await bench.remaining(added) == 26)
  }

  struct Refused: Sendable {
    var flags: [String]
    var status: Int32
  }

  @Test(arguments: [
    Refused(flags: ["--yes"], status: 64),
    Refused(flags: ["--yes", "--reason", "no ticket given"], status: 64),
    Refused(flags: ["--yes", "--reason", "short", "--ticket", "E2E-500"], status: 64),
    Refused(
      flags: ["--yes", "--reason", "not in this mode", "--ticket", "E2E-500", "--read-only"],
      status: 1
    ),
  ])
  func whatIsNotAuthorisedChangesNothing(_ refused: Refused) async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(1)
    let result = try await CommandRun(
      ["sessions", "revoke", "--user", added.user] + refused.flags,
      environment: bench.environment(),
      input: ""
    ).result()
    #expect(result.status == refused.status)
    #expect(result.output.isEmpty)
    #expect(try await bench.remaining(added) == 1)
  }

  @Test func aSessionIDInAnArgumentIsRefused() async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(1)
    let sid = try #require(added.sids.first)
    let result = try await bench.run("sessions", "revoke", sid)
    #expect(result.status == 64)
    #expect(result.errors.contains("standard input"))
    #expect(!result.errors.contains(sid))
  }
}
