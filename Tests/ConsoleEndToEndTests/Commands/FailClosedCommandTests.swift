import ConsoleDemo
import ConsoleMongo
import ConsoleSystem
import ServerHarness
import TerminalHarness
import Testing

/// Whoever can't write the audit log changes nothing, and is told why and what to do.
@Suite(.timeLimit(.minutes(5)))
struct FailClosedCommandTests {
  @Test func whoMayOnlyReadTheAuditLogRevokesNothing() async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(2)
    let reader = try await bench.auditReader()
    let result = try await bench.run(
      "sessions",
      "revoke",
      "-",
      "--yes",
      "--reason",
      "an end-to-end test",
      "--ticket",
      "E2E-810",
      input: added.input,
      with: reader
    )
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("could not be recorded"))
    #expect(result.errors.contains("Not allowed on MongoDB"))
    #expect(result.errors.contains("nothing was changed"))
    #expect(result.errors.contains("ask for the right, or use a context that has it"))
    #expect(try await bench.remaining(added) == 2)
    let records = try await bench.backend.records(
      "audit_bodies",
      of: bench.backend.demo.consoleDatabase
    )
    #expect(!records.contains { $0.contains("E2E-810") })
  }

  @Test func whoMayOnlyReadTheAuditLogIsToldOnTheScreen() async throws {
    let bench = try await SharedBench.bench()
    let reader = try await bench.auditReader()
    try await withConsole(on: bench.backend, size: (120, 40), environment: reader) { console in
      try await console.see("scanned, complete")
      await console.press("R")
      try await console.see("ELEVATE")
      await console.press("no right to record it", Keys.tab, "E2E-811", Keys.tab)
      try await console.see("E2E-811")
      try await console.agree("Elevate", with: Keys.enter)
      try await console.see("could not be recorded", "Not allowed on MongoDB", "ELEVATE")
    }
  }
}

extension CommandBench {
  /// The addresses of somebody who may do everything to sessions and nothing to the audit log but read.
  fileprivate func auditReader() async throws -> [String: String] {
    let name = "reader\(UInt32.random(in: .min ... .max))"
    _ = try await backend.mongo.command(
      ["createUser": .string(name), "pwd": "secret", "roles": ["readAnyDatabase"]],
      on: "admin",
      deadline: .seconds(60)
    )
    let servers = backend.demo.servers
    return [
      "MONGO_URI": "mongodb://\(name):secret@127.0.0.1:\(servers.mongoPort)/"
        + "?replicaSet=\(servers.replicaSet)&authSource=admin"
    ]
  }
}
