import ConsoleDemo
import Testing

/// Annotations and printed session ids are records of the chain.
struct AuditAnnotateTests {
  @Test func anAnnotationIsARecordOfItsOwn() async throws {
    let bench = try await SharedBench.bench()
    let made = try await bench.run(
      "audit",
      "annotate",
      "0",
      "--ticket",
      "E2E-300",
      "--note",
      "made for the tests",
      "--format",
      "ndjson"
    )
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains(#""annotates":"0""#))
    let list = try await bench.run("audit", "list", "--format", "ndjson", "--limit", "200")
    let record = try #require(list.lines.first { $0.contains(#""type":"audit.annotate""#) })
    #expect(record.contains(#""value":"E2E-300""#))
    #expect(record.contains(#""value":{"$numberLong":"0"}"#))
  }

  @Test func aRecordThatIsNotThereCanNotBeAnnotated() async throws {
    let bench = try await SharedBench.bench()
    let missing = try await bench.run("audit", "annotate", "999999999", "--ticket", "E2E-301")
    #expect(missing.status == 1)
    #expect(missing.errors.contains("no record 999999999"))
    let nothing = try await bench.run("audit", "annotate", "0")
    #expect(nothing.status == 64)
  }

  @Test func printingWholeIDsIsOnRecordOrRefused() async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(1)
    let shown = try await bench.run(
      "sessions",
      "show",
      "-",
      "--show-ids",
      "--format",
      "ndjson",
      input: added.input
    )
    #expect(shown.status == 0, "\(shown.errors)")
    #expect(shown.output.contains(added.sids[0]))
    let list = try await bench.run("audit", "list", "--format", "ndjson", "--limit", "200")
    #expect(list.lines.contains { $0.contains(#""type":"session.export""#) })
    let refused = try await bench.run(
      "sessions",
      "show",
      "-",
      "--show-ids",
      "--console-database",
      "nowhere",
      input: added.input,
      with: ["MONGO_URI": bench.backend.demo.administratorURI]
    )
    #expect(refused.status == 1)
    #expect(!refused.output.contains(added.sids[0]))
    #expect(refused.errors.contains("doctor --init"))
  }
}
