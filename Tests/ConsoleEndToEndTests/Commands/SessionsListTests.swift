import Testing

/// `holdfast sessions list` and `show`, as scripts and people call them.
struct SessionsListTests {
  @Test func everyKeyUnderThePrefixesIsARecord() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run("sessions", "list", "--format", "ndjson")
    #expect(result.status == 0)
    #expect(result.lines.count >= DemoBackend.sessions)
    #expect(
      result.lines.allSatisfy { $0.hasPrefix(#"{"store":"redis","namespace":"sess:","id":"#) }
    )
    #expect(result.lines.allSatisfy { $0.hasSuffix("]}") && !$0.contains(#""sid":"#) })
    #expect(result.errors.isEmpty)
  }

  @Test func theRecordsOfOneUserComeAsAnArray() async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(2)
    let result = try await bench.run("sessions", "list", "--user", added.user, "--format", "json")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("[\n{"))
    #expect(result.output.hasSuffix("}\n]\n"))
    #expect(result.lines.count { $0.contains(#""user":"\#(added.user)""#) } == 2)
  }

  @Test func wholeIDsArePrintedOnlyWhenAskedFor() async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(1)
    let sid = try #require(added.sids.first)
    let list = ["sessions", "list", "--user", added.user, "--format", "ndjson"]
    let plain = try await CommandRun(list, environment: bench.environment(), input: "").result()
    #expect(!plain.output.contains(sid))
    let open = try await CommandRun(
      list + ["--show-ids"],
      environment: bench.environment(),
      input: ""
    ).result()
    #expect(open.output.contains(#""sid":"\#(sid)","key":"sess:\#(sid)""#))
  }

  @Test(arguments: [["--sort", "-expires"], ["--sort=-expires"]])
  func aMinusBeforeTheColumnReverses(_ sort: [String]) async throws {
    let bench = try await SharedBench.bench()
    let result = try await CommandRun(
      ["sessions", "list", "--format", "ndjson"] + sort,
      environment: bench.environment(),
      input: ""
    ).result()
    #expect(result.status == 0)
    // What never expires is last in the column's own order.
    #expect(result.lines.first?.contains(#""expiresAt":null"#) == true)
    #expect(result.lines.last?.contains(#""expiresAt":null"#) == false)
  }

  @Test func theFilterIsThatOfTheScreen() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run(
      "sessions",
      "list",
      "--filter",
      "flag:held",
      "--format",
      "ndjson"
    )
    #expect(result.status == 0)
    #expect(!result.lines.isEmpty)
    #expect(result.lines.allSatisfy { $0.contains(#""held""#) })
  }

  @Test func nothingThatSessionsHoldActsOnATerminal() async throws {
    let bench = try await SharedBench.bench()
    for format in ["text", "json"] {
      let result = try await bench.run("sessions", "list", "--format", format)
      let harmful = result.output.unicodeScalars.contains { scalar in
        (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
          || (0x202A...0x202E).contains(scalar.value)
      }
      #expect(!harmful, "as \(format)")
    }
  }

  @Test(arguments: ["nobody@nowhere.example", "nobody", "64f0c0ffee64f0c0ffeebeef"])
  func aUserWhoIsNotThereIsAnAnswer(user: String) async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run("sessions", "list", "--user", user)
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("Not found: MongoDB 127.0.0.1:"))
  }

  @Test func aSessionIsShownWithItsValueMasked() async throws {
    let bench = try await SharedBench.bench()
    let added = try await bench.addSessions(1)
    let result = try await bench.run("sessions", "show", "-", input: added.input)
    #expect(result.status == 0)
    #expect(result.output.contains("USER          \(added.user)"))
    #expect(result.output.contains(#""originalMaxAge":43200000"#))
    #expect(!result.output.contains(added.sids[0]))
  }

  @Test func idsThatAreNotThereAreCounted() async throws {
    let bench = try await SharedBench.bench()
    let result = try await bench.run("sessions", "show", "-", input: "nonsense\nnonsense\n\nmore\n")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("2 sessions of those named not found"))
  }

  @Test(arguments: [
    ["sessions", "list", "--sort", "colour"], ["sessions", "list", "--filter", "ttl<<1h"],
    ["sessions", "list", "--user", "two words"], ["sessions", "list", "--format", "xml"],
    ["sessions", "show"], ["sessions", "show", "0123456789abcdef"],
    ["sessions", "show", "--id-hash", "abc"], ["audit", "list", "--limit", "0"], ["bogus"],
    ["sessions", "list", "--redis", "redis://ana:secret@localhost"],
  ])
  func aWrongCommandLineIsRefusedBeforeAnythingIsOpened(_ arguments: [String]) async throws {
    let bench = try await SharedBench.bench()
    let result = try await CommandRun(
      arguments,
      environment: bench.environment(),
      input: ""
    ).result()
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(!result.errors.contains("secret"))
  }
}
