import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// The profile held against real collections.
@Suite(.timeLimit(.minutes(5)))
struct ProfileExaminationTests {
  @Test func whatDoesNotFitIsToldWithoutAValue() async throws {
    let fixture = try await StoreFixture.shared()
    try await fixture.insert(
      [
        [
          "email": "ana@example.com", "username": "ana", "firstName": "Ana", "lastName": "M",
          "orgId": "o", "lastLogin": .null, "verificationTokenHash": .null,
          "resetTokenHash": .null, "legalHold": false, "piiStripped": false,
          "archivedAt": .null, "profile": ["backupMail": "other@example.com"],
          "remark": "call +1 555 0100 or ana@example.com",
          "numbers": ["+15550100"], "plan": "team",
        ],
        ["email": "b@example.com"],
      ],
      into: "users"
    )
    try await fixture.insert(
      [["eventType": "robot.made", "entity": "Robot"], ["eventType": "x", "entityType": "User"]],
      into: "eventlogs"
    )
    try await fixture.insert([["a": 1]], into: "seats")
    try await index(fixture, "users", ["email": 1], ["unique": true])
    try await index(fixture, "users", ["createdAt": 1], ["expireAfterSeconds": 99])

    let facts = try await fixture.stores.profileExamination.examine { _ in }
    let users = try #require(facts.collections.first { $0.type == "user" })
    #expect(users.sampled == 2)
    #expect(users.flags["legalHold"] == 1)
    #expect(
      users.unmapped.map(\.path) == ["numbers", "profile.backupMail", "remark"]
    )
    #expect(users.unique == ["email"])
    #expect(users.expiries.map(\.sparesHeld) == [false])
    #expect(facts.labels == ["Robot", "User"])
    #expect(facts.eventsSampled == 2)
    #expect(facts.unmapped == ["seats"])
    #expect(facts.collections.first { $0.type == "project" }?.exists == false)

    let records = ProfileCheck(.nest, facts).records
    let results = Dictionary(uniqueKeysWithValues: records.map { ($0.id, $0) })
    #expect(results["profile.user.unique.email"]?.result == .pass)
    #expect(results["profile.user.flags"]?.result == .warn)
    #expect(results["profile.project.collection"]?.result == .fail)
    #expect(results["profile.labels.mapped"]?.evidence == "no type has: Robot")
    let text = records.map(\.json).joined()
    #expect(!text.contains("example.com\"") && !text.contains("5550100"))
  }

  private func index(
    _ fixture: StoreFixture,
    _ collection: String,
    _ key: MongoDocument,
    _ options: MongoDocument
  ) async throws {
    let name = key.keys.joined(separator: "_")
    let elements =
      [("key", MongoValue.document(key)), ("name", .string(name))]
      + options.elements.map { ($0.key, $0.value) }
    _ = try await fixture.mongo.command(
      [
        "createIndexes": .string(collection),
        "indexes": [.document(try MongoDocument(elements: elements))],
      ],
      on: fixture.database,
      deadline: .seconds(30)
    )
  }
}
