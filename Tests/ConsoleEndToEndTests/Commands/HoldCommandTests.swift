import ConsoleDemo
import ConsoleMongo
import Testing

/// `holdfast hold` and `holdfast approvals` from the command line to the register.
@Suite(.timeLimit(.minutes(10)))
struct HoldCommandTests {
  @Test func twoOfficersReleaseAHoldFromTheCommandLine() async throws {
    let bench = try await SharedBench.bench()
    let first = try officer("compliance-a", on: bench)
    let second = try officer("compliance-b", on: bench)
    let id = try await someUser(on: bench)
    let place = ["hold", "place", "--matter", "M-E2E", "--title", "A matter", "--entity", id]
    let preview = try await run(bench, place, first)
    #expect(preview.status == 1)
    #expect(preview.output.contains("users"), "\(preview.errors)")
    let placed = try await run(bench, place + agreed + ["--format", "json"], first)
    #expect(placed.status == 0, "\(placed.errors) \(placed.output)")

    let list = try await run(bench, ["hold", "list", "--format", "ndjson"], first)
    let line = try #require(list.lines.first { $0.contains(#""matter":"M-E2E""#) })
    let hold = try #require(line.firstMatch(of: /"id":"(H-[0-9a-f]+)"/)).1
    let shown = try await run(bench, ["hold", "show", String(hold)], first)
    #expect(shown.output.contains("active"))
    #expect(try await run(bench, ["hold", "check"], first).status == 0)

    let release = ["hold", "release", String(hold), "--expect-count", "1"] + agreed
    let refused = try await run(bench, release, first)
    #expect(refused.status == 1)
    let hash = try #require(refused.errors.firstMatch(of: /approvals approve ([0-9a-f]{16})/)).1
    let approve = ["approvals", "approve", String(hash), "--reason", "counsel agreed to it"]
    let waiting = try await run(bench, ["approvals", "list", "--format", "ndjson"], second)
    #expect(waiting.output.contains(#""state":"pending""#))
    #expect(try await run(bench, approve, first).status == 64)
    let approved = try await run(bench, approve, second)
    #expect(approved.status == 0, "\(approved.errors)")
    #expect(approved.output.contains("admin.compliance-b"))
    let released = try await run(bench, release, first)
    #expect(released.status == 0, "\(released.errors)")
    let after = try await run(bench, ["hold", "show", String(hold), "--format", "json"], first)
    #expect(after.output.contains(#""state":"releasing""#))
    #expect(after.output.contains(#""releaseApprovedBy":"admin.compliance-b""#))
    let cancel = try await run(bench, ["hold", "cancel", String(hold)] + agreed, first)
    #expect(cancel.status == 0, "\(cancel.errors)")
  }

  private let agreed = ["--yes", "--reason", "an end-to-end test", "--ticket", "E2E-930"]

  /// An officer who also reads Redis: a plan is pinned to both servers.
  private func officer(_ name: String, on bench: CommandBench) throws -> [String: String] {
    let person = try #require(bench.backend.demo.people.first { $0.name == name })
    var addresses = ["MONGO_URI": person.mongoURI]
    if let redis = person.redisURL { addresses["REDIS_URL"] = redis }
    return addresses
  }

  private func someUser(on bench: CommandBench) async throws -> String {
    let request = FindRequest(
      MongoNamespace(bench.backend.demo.database, "users"),
      filter: ["legalHold": ["$ne": true]],
      projection: ["_id": 1],
      limit: 1
    )
    let user = try #require(
      try await bench.backend.mongo.find(request, deadline: .seconds(30)).first
    )
    return "user:\(try #require(user["_id"]?.objectID).hex)"
  }

  private func run(
    _ bench: CommandBench,
    _ arguments: [String],
    _ person: [String: String]
  ) async throws -> CommandResult {
    try await CommandRun(
      arguments,
      environment: bench.environment(person),
      input: ""
    ).result()
  }
}
