import Testing

/// `holdfast limits list`, as scripts and people call it.
struct LimitsListTests {
  @Test func theAttackersCountersAreBlockedAndMasked() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run(
      "limits",
      "list",
      "--filter",
      "blocked:yes",
      "--format",
      "ndjson"
    )
    #expect(result.status == 0)
    #expect(!result.lines.isEmpty)
    #expect(result.lines.allSatisfy { $0.contains(#""blocked":true"#) })
    #expect(result.lines.allSatisfy { $0.contains(#""status":403"#) })
    #expect(result.output.contains("l•••@attacker.example"))
    #expect(!result.output.contains("load@attacker.example"))
    #expect(result.errors.isEmpty)
  }

  @Test func wholeKeysArePrintedOnlyWhenAskedForAndThenOnRecord() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run(
      "limits",
      "list",
      "--filter",
      "email:load@attacker.example",
      "--show-ids",
      "--format",
      "ndjson"
    )
    #expect(result.status == 0)
    #expect(result.output.contains(":load@attacker.example"))
    let audit = try await bench.run("audit", "list", "--format", "ndjson")
    #expect(audit.lines.contains { $0.contains(#""export""#) || $0.contains("keys ndjson") })
  }

  @Test func codesAndLocksOfTheSamePrefixAreNeverListed() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run("limits", "list", "--format", "ndjson")
    #expect(result.status == 0)
    #expect(!result.output.contains(":code:"))
    #expect(!result.output.contains("cooldown"))
  }

  @Test func aWrongFilterNamesTheWord() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run("limits", "list", "--filter", "blocked:maybe")
    #expect(result.status == 64)
    #expect(result.errors.contains("blocked is one of yes, no, unknown"))
  }
}
