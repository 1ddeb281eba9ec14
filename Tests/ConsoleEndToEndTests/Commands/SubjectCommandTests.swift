import Testing

/// `holdfast subject show` and `holdfast profile check`, as scripts and people call them.
struct SubjectCommandTests {
  @Test func oneRecordHasEverythingOfAUser() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run("subject", "show", "ana@example.com", "--format", "ndjson")
    #expect(result.status == 0)
    #expect(result.lines.count == 1)
    let line = try #require(result.lines.first)
    for member in [#""collections":["#, #""sessions":["#, #""counters":["#, #""unmapped":["#] {
      #expect(line.contains(member), "\(member)")
    }
    #expect(!line.contains("ana@example.com"))
  }

  @Test func thePersonIsReadFromStandardInput() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run("subject", "show", "-", input: "ana@example.com\n")
    #expect(result.status == 0)
    #expect(result.output.contains("DOCUMENTS"))
    #expect(!result.output.contains("ana@example.com"))
  }

  @Test func nobodyIsANo() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run("subject", "show", "nobody@nowhere.example")
    #expect(result.status == 1)
    #expect(result.errors.contains("nobody found"))
  }

  @Test func severalAreListedUnlessAllAreWanted() async throws {
    let bench = try await SharedBench.bench()
    let several = try await bench.run("subject", "show", "Visitor 1", "--format", "ndjson")
    #expect(several.status == 64)
    #expect(several.lines.count > 1)
    #expect(several.lines.allSatisfy { $0.hasPrefix(#"{"type":""#) })
    #expect(several.errors.contains("may be meant"))
  }

  @Test func theProfileIsHeldAgainstTheDatabase() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run("profile", "check", "--format", "ndjson")
    #expect(result.status == 0, "\(result.output)")
    #expect(result.lines.contains { $0.contains(#""id":"profile.user.unique.email""#) })
    #expect(result.lines.contains { $0.contains("profile.invite.expiry.tokenExpires_1") })
    // `@` stands between a collection and the organisation that has it to itself, too.
    #expect(result.lines.allSatisfy { !$0.contains(/@[a-z-]+\./) })
  }
}
