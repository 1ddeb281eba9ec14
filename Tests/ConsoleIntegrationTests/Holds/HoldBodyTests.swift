import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ServerHarness
import Testing

/// Audit bodies about what is held, and the index that ends bodies, on a real mongod.
@Suite(.timeLimit(.minutes(10)))
struct HoldBodyTests {
  private func bodies(
    _ fixture: HoldFixture,
    where filter: MongoDocument = [:]
  ) async throws -> [MongoDocument] {
    try await fixture.write.documents(
      "audit_bodies",
      of: fixture.write.consoleDatabase,
      where: filter
    )
  }

  @Test func bodiesAreHeldWithWhatTheyNameAndLetGoWithIt() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.entity(fixture.user)]).holdID
    #expect(try await bodies(fixture, where: ["legalHold": true]).isEmpty)
    let result = try await fixture.sweep("hold-bodies")
    #expect(result.state == .done, "\(result.text)")
    let held = try await bodies(fixture, where: ["legalHold": true])
    #expect(!held.isEmpty)
    #expect(held.allSatisfy { $0["legalHoldIds"]?.array == [.string(id)] })
    #expect(try await bodies(fixture, where: ["legalHold": false]).isEmpty == false)
    #expect(try await fixture.sweep("hold-bodies").changed == 0)

    try await fixture.letGo(id)
    #expect(try await fixture.sweep("hold-bodies").changed >= held.count)
    #expect(try await bodies(fixture, where: ["legalHold": true]).isEmpty)
    #expect(try await fixture.write.verification().isIntact)
  }

  /// The server's own pass over such indexes comes once a minute.
  @Test func theIndexThatEndsBodiesPassesHeldOnesBy() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.place([.entity(fixture.user)])
    _ = try await fixture.sweep("hold-bodies")
    let held = Set(try await bodies(fixture, where: ["legalHold": true]).map { $0["_id"] })
    try await fixture.set(
      "audit_bodies",
      of: fixture.write.consoleDatabase,
      ["createdAt": .date(1)]
    )
    _ = try await fixture.write.mongo.command(
      [
        "createIndexes": "audit_bodies",
        "indexes": [
          [
            "name": "retention", "key": ["createdAt": 1],
            "expireAfterSeconds": .int64(Int64(AuditRetention.seconds)),
            "partialFilterExpression": ["legalHold": false],
          ]
        ],
      ],
      on: fixture.write.consoleDatabase,
      deadline: .seconds(30)
    )
    let isEnded = try await eventually(within: .seconds(300)) {
      try await bodies(fixture, where: ["legalHold": false]).isEmpty
    }
    #expect(isEnded)
    #expect(Set(try await bodies(fixture).map { $0["_id"] }) == held)
  }
}
