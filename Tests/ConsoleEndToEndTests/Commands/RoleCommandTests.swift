import ConsoleDemo
import ConsoleMongo
import ConsoleSystem
import Testing

/// Every kind of user does what is theirs with the rights of docs/security.md, and can't do the rest;
/// `SecurityPageRoleTests` proves that the demo's people have these rights and no others.
@Suite(.timeLimit(.minutes(15)))
struct RoleCommandTests {
  private let agreed = ["--yes", "--reason", "an end-to-end test", "--ticket", "E2E-940"]

  @Test func complianceOfficersAndTheSweepDoAllOfTheirWork() async throws {
    let bench = try await CommandBench.start()
    do {
      try await holds(bench)
      try await changes(bench)
    } catch {
      await bench.stop()
      throw error
    }
    await bench.stop()
  }

  @Test func whatOthersMayNotDoFailsWithASentenceAndChangesNothing() async throws {
    let bench = try await SharedBench.bench()
    let user = try await someUser(bench)
    let before = try await document(user, bench)
    let attempts = [
      ["hold", "place", "--matter", "M-NO", "--title", "None", "--entity", text(user)],
      ["subject", "strip", text(user), "--expect-count", "1"],
      ["subject", "contain", text(user)],
      ["entities", "archive", "--entity", text(user)],
      ["audit", "redact", "--user", user.hex, "--expect-count", "1"],
    ]
    for name in ["oncall", "auditor"] {
      let person = try bench.addresses(of: name)
      for attempt in attempts {
        let result = try await run(bench, attempt + agreed, person)
        #expect([1, 2].contains(result.status), "\(name) \(attempt[0...1]) \(result.errors)")
        #expect(!result.errors.isEmpty)
        #expect(!result.output.contains(#""result":"success""#))
      }
    }
    #expect(try await document(user, bench) == before)
    let sessions = try await bench.addSessions(1)
    let revoke = ["sessions", "revoke", "-", "--format", "json"] + agreed
    let auditor = try bench.addresses(of: "auditor")
    let refused = try await run(bench, revoke, auditor, input: sessions.input)
    #expect([1, 2].contains(refused.status), "\(refused.errors)")
    #expect(try await bench.remaining(sessions) == 1)
  }

  @Test func anAuditorVerifiesAndExportsAndNothingElse() async throws {
    let bench = try await SharedBench.bench()
    let auditor = try bench.addresses(of: "auditor")
    #expect(try await run(bench, ["audit", "list"], auditor).status == 0)
    let verify = try await run(bench, ["audit", "verify"], auditor)
    #expect(verify.status == 0, "\(verify.errors) \(verify.output)")
    let folder = "\(bench.home.path)/auditor-export"
    let export = try await run(bench, ["audit", "export", "--out", folder], auditor)
    #expect(export.status == 0, "\(export.errors)")
    let key = "\(bench.home.path)/auditor.key"
    let made = try await run(bench, ["audit", "keygen", "--out", key, "--name", "aud"], auditor)
    #expect(made.status == 0, "\(made.errors)")
    let signing = auditor.merging(["HOLDFAST_CHECKPOINT_KEY": "@\(key)"]) { $1 }
    let checkpoint = try await run(bench, ["audit", "checkpoint"], signing)
    #expect(checkpoint.status == 0, "\(checkpoint.errors)")
  }

  /// Placed by one, released by two, ended by the sweep.
  private func holds(_ bench: CommandBench) async throws {
    let first = try bench.addresses(of: "compliance-a")
    let user = try await someUser(bench)
    let place = ["hold", "place", "--matter", "M-R", "--title", "A matter", "--entity", text(user)]
    let placed = try await run(bench, place + agreed, first)
    #expect(placed.status == 0, "\(placed.errors)")
    #expect(try await document(user, bench)["legalHold"] == true)
    let list = try await run(bench, ["hold", "list", "--format", "ndjson"], first)
    let line = try #require(list.lines.first { $0.contains(#""matter":"M-R""#) })
    let hold = String(try #require(line.firstMatch(of: /"id":"(H-[0-9a-f]+)"/)).1)
    try await twice(["hold", "release", hold, "--expect-count", "1"], bench)
    _ = try await bench.backend.mongo.updateMany(
      UpdateRequest(
        MongoNamespace(bench.backend.demo.consoleDatabase, "legal_holds"),
        filter: ["_id": .string(hold)],
        update: .operators(["$set": ["releaseEffectiveAt": .date(1_000)]])
      ),
      deadline: .seconds(30)
    )
    let sweep = try await run(bench, ["sweep"], try await sweeper(bench))
    #expect(sweep.status == 0, "\(sweep.errors) \(sweep.output)")
    #expect(try await document(user, bench)["legalHold"] == false)
  }

  private func changes(_ bench: CommandBench) async throws {
    let first = try bench.addresses(of: "compliance-a")
    let user = try await someUser(bench)
    for change in [
      ["entities", "archive", "--entity", text(user)],
      ["entities", "unarchive", "--entity", text(user)], ["subject", "contain", text(user)],
    ] {
      let result = try await run(bench, change + agreed, first)
      #expect(result.status == 0, "\(change) \(result.errors) \(result.output)")
    }
    let redact = ["audit", "redact", "--user", user.hex]
    let plan = try await run(bench, redact, first)
    let bodies = try #require(plan.errors.firstMatch(of: /--expect-count ([0-9]+)/)).1
    let redacted = try await run(
      bench,
      redact + ["--expect-count", String(bodies)] + agreed,
      first
    )
    #expect(redacted.status == 0, "\(redacted.errors)")
    let strip = ["subject", "strip", text(user)]
    let preview = try await run(bench, strip, first)
    let count = try #require(preview.errors.firstMatch(of: /--expect-count ([0-9]+)/)).1
    let result = try await twice(strip + ["--expect-count", String(count)], bench)
    #expect(try await document(user, bench)["piiStripped"] == true)
    // Values may well stand in other people's documents; but nothing was kept from this identity.
    for words in ["may not", "not permitted", "could not be read", "could not be listed"] {
      #expect(!"\(result.output) \(result.errors)".contains(words), "\(result.output)")
    }
    let export = ["audit", "export", "--out", "\(bench.home.path)/export"]
    #expect(try await run(bench, export, first).status == 0)
  }

  /// Asks, has the other officer agree, and does it.
  @discardableResult
  private func twice(_ change: [String], _ bench: CommandBench) async throws -> CommandResult {
    let first = try bench.addresses(of: "compliance-a")
    let second = try bench.addresses(of: "compliance-b")
    let asked = try await run(bench, change + agreed, first)
    #expect(asked.status == 1)
    let hash = try #require(
      asked.errors.firstMatch(of: /approvals approve ([0-9a-f]{16})/),
      "\(asked.errors)"
    ).1
    let approve = ["approvals", "approve", String(hash), "--reason", "counsel agreed to it"]
    let approved = try await run(bench, approve, second)
    #expect(approved.status == 0, "\(approved.errors)")
    let done = try await run(bench, change + agreed, first)
    #expect([0, 1].contains(done.status), "\(done.errors)")
    return done
  }

  /// Whoever runs the sweep: the role of the page, and sessions to read.
  private func sweeper(_ bench: CommandBench) async throws -> [String: String] {
    let servers = bench.backend.demo.servers
    _ = try await bench.backend.mongo.command(
      ["createUser": "sweeper", "pwd": "e2e0sweeper", "roles": ["opsSweep"]],
      on: "admin",
      deadline: .seconds(30)
    )
    return try bench.addresses(of: "oncall").merging([
      "MONGO_URI": "mongodb://sweeper:e2e0sweeper@127.0.0.1:\(servers.mongoPort)"
        + "/?replicaSet=\(servers.replicaSet)&authSource=admin"
    ]) { $1 }
  }

  private func someUser(_ bench: CommandBench) async throws -> MongoObjectID {
    let request = FindRequest(
      MongoNamespace(bench.backend.demo.database, "users"),
      filter: ["legalHold": ["$ne": true], "piiStripped": ["$ne": true], "archivedAt": .null],
      sort: ["_id": 1],
      limit: 1
    )
    let found = try await bench.backend.mongo.find(request, deadline: .seconds(30))
    return try #require(found.first?["_id"]?.objectID)
  }

  private func document(_ user: MongoObjectID, _ bench: CommandBench) async throws -> MongoDocument
  {
    let request = FindRequest(
      MongoNamespace(bench.backend.demo.database, "users"),
      filter: ["_id": .objectID(user)],
      limit: 1
    )
    return try #require(
      try await bench.backend.mongo.find(request, deadline: .seconds(30)).first
    )
  }

  private func text(_ user: MongoObjectID) -> String { "user:\(user.hex)" }

  private func run(
    _ bench: CommandBench,
    _ arguments: [String],
    _ person: [String: String],
    input: String = ""
  ) async throws -> CommandResult {
    try await CommandRun(arguments, environment: bench.environment(person), input: input).result()
  }
}
