import Testing

/// `holdfast limits reset`, `block` and `addresses`, and `profile detect`, as scripts call them; what
/// changes counters is held by `KilledActionTests` and `LimitActionTests`.
struct LimitsActionTests {
  @Test func withoutYesAResetOnlySaysWhatItWouldDo() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run(
      "limits",
      "reset",
      "--client",
      "load@attacker.example",
      "--format",
      "json"
    )
    #expect(result.status == 1)
    #expect(result.output.contains(#""action":"limit.reset""#))
    #expect(result.output.contains(#""result":"planned""#))
    #expect(result.output.contains("l•••@attacker.example"))
    #expect(!result.output.contains("load@attacker.example"))
    #expect(result.errors.contains("nothing was changed"))
  }

  @Test func aResetMustSayWhichCounters() async throws {
    let bench = try await SharedBench.bench()
    let nothing = try await bench.run("limits", "reset")
    #expect(nothing.status == 64)
    #expect(nothing.errors.contains("say which"))
    let unknown = try await bench.run(
      "limits",
      "reset",
      "--limiter",
      "none such",
      "--client",
      "203.0.113.7"
    )
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("the profile has no limiter of this name"))
  }

  @Test func aLimiterWithoutBlocksSaysSo() async throws {
    let bench = try await SharedBench.bench()
    let list = try await bench.run("limits", "list", "--format", "ndjson")
    let name = try #require(list.output.firstMatch(of: /"limiter":"([^"]+)"/)?.1)
    let result = try await bench.run(
      "limits",
      "block",
      "--limiter",
      String(name),
      "--client",
      "203.0.113.7",
      "--for",
      "15m"
    )
    #expect(result.status == 1)
    #expect(result.errors.contains("knows no block from outside"))
  }

  @Test func refusedAddressesAreDirectivesOfNginx() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run("limits", "addresses", "--format", "nginx")
    #expect(result.status == 0)
    #expect(result.lines.allSatisfy { $0.hasPrefix("deny ") && $0.hasSuffix(";") })
    let set = try await bench.run("limits", "addresses", "--format", "aws")
    #expect(set.output.hasPrefix(#"{"Name":"holdfast-refused","Scope":"REGIONAL""#))
  }

  @Test func aProfileIsProposedWithoutTheSecretsBesideTheCounters() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run("profile", "detect")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains(#"prefixes: ["sess:"]"#))
    #expect(!result.output.contains(#"prefix: "waitlist:""#))
    #expect(!result.output.contains("verify:code"))
  }
}
