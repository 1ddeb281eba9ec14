import ConsoleDemo
import ConsoleMongo
import Testing

/// `holdfast entities archive` and `holdfast subject strip` from the command line.
@Suite(.timeLimit(.minutes(10)))
struct SubjectChangeTests {
  private let agreed = ["--yes", "--reason", "an end-to-end test", "--ticket", "E2E-931"]

  @Test func documentsAreArchivedAndThatIsTakenBack() async throws {
    let bench = try await SharedBench.bench()
    let contact = try await someDocument("contacts", on: bench)
    let id = try #require(contact["_id"])
    let text = "contact:\(try #require(id.objectID?.hex ?? id.string))"
    let archive = try await run(bench, ["entities", "archive", "--entity", text] + agreed)
    #expect(archive.status == 0, "\(archive.errors)")
    #expect(try await document(id, in: "contacts", on: bench)["archivedAt"]?.date != nil)
    let unarchive = try await run(bench, ["entities", "unarchive", "--entity", text] + agreed)
    #expect(unarchive.status == 0, "\(unarchive.errors)")
    #expect(try await document(id, in: "contacts", on: bench)["archivedAt"]?.date == nil)
    let missing = try await run(bench, ["entities", "archive", "--entity", "contact:none"])
    #expect(missing.status == 1)
    #expect(missing.errors.contains("not found"))
  }

  @Test func aStripIsPlannedAndThenWaitsForASecondPerson() async throws {
    let bench = try await SharedBench.bench()
    let user = try await someDocument("users", on: bench)
    let email = try #require(user["email"]?.string)
    let text = "user:\(try #require(user["_id"]?.objectID).hex)"
    let plan = try await run(bench, ["subject", "strip", "-", "--format", "json"], input: text)
    #expect(plan.status == 1)
    #expect(!plan.output.contains(email))
    let count = try #require(plan.output.firstMatch(of: /"count":([0-9]+)/)).1
    let strip = ["subject", "strip", text, "--expect-count", String(count)] + agreed
    let refused = try await run(bench, strip)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("approvals approve"), "\(refused.errors)")
    let id = try #require(user["_id"])
    #expect(try await document(id, in: "users", on: bench)["email"]?.string == email)
  }

  private func someDocument(
    _ collection: String,
    on bench: CommandBench
  ) async throws -> MongoDocument {
    let request = FindRequest(
      MongoNamespace(bench.backend.demo.database, collection),
      filter: [
        "legalHold": ["$ne": true], "piiStripped": ["$ne": true], "archivedAt": .null,
      ],
      sort: ["_id": -1],
      limit: 1
    )
    return try #require(try await bench.backend.mongo.find(request, deadline: .seconds(30)).first)
  }

  private func document(
    _ id: MongoValue,
    in collection: String,
    on bench: CommandBench
  ) async throws -> MongoDocument {
    let request = FindRequest(
      MongoNamespace(bench.backend.demo.database, collection),
      filter: ["_id": id],
      limit: 1
    )
    return try #require(try await bench.backend.mongo.find(request, deadline: .seconds(30)).first)
  }

  private func run(
    _ bench: CommandBench,
    _ arguments: [String],
    input: String = ""
  ) async throws -> CommandResult {
    try await CommandRun(arguments, environment: bench.environment(), input: input).result()
  }
}
