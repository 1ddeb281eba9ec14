import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ServerHarness
import Testing

/// What rests on which index, on a real server: the chain on its unique one alone.
struct SchemaTests {
  @Test func theChainWorksWithoutTheRetentionIndexAndSaysWhatIsMissing() async throws {
    let fixture = try await WriteFixture.shared()
    try await drop("retention", of: "audit_bodies", fixture)
    #expect(try await fixture.stores.initialiser.isInitialised())
    let missing = SchemaFinding(
      collection: "audit_bodies",
      index: "retention",
      state: .missing,
      need: .retention
    )
    #expect(try await fixture.stores.initialiser.findings() == [missing])
    let permit = try await fixture.log().begin(fixture.intent())
    #expect(permit.sequence == 0)
  }

  @Test func aMissingIndexIsCreatedOnRecordAndOnlyOnce() async throws {
    let fixture = try await WriteFixture.shared()
    try await drop("retention", of: "audit_bodies", fixture)
    let upkeep = fixture.upkeep()
    let repair = try await upkeep.createIndexes(upkeep.initialiser.findings())
    #expect(repair.created.map(\.index) == ["retention"])
    #expect(repair.refused.isEmpty && repair.problem == nil)
    #expect(try await upkeep.initialiser.findings().isEmpty)
    let index = try await indexes(of: "audit_bodies", fixture).first { $0["name"] == "retention" }
    #expect(index?["expireAfterSeconds"]?.int == 315_360_000)
    #expect(index?["partialFilterExpression"]?.document == ["legalHold": false])
    let headers = try await fixture.documents("audit_headers", of: fixture.consoleDatabase)
    #expect(headers.map { $0["type"] } == ["audit.fix_indexes", "audit.fix_indexes"])
    #expect(headers.map { $0["phase"] } == ["intent", "outcome"])
    await #expect(throws: GateRefusal.nothingToDo("no index is missing")) {
      _ = try await upkeep.createIndexes(upkeep.initialiser.findings())
    }
  }

  @Test(arguments: IndexInTheWay.all)
  func anotherIndexInThePlaceOfOursIsToldAndLeft(_ other: IndexInTheWay) async throws {
    let fixture = try await WriteFixture.shared()
    try await drop("retention", of: "audit_bodies", fixture)
    try await create("retention", on: other.key, other.options, of: "audit_bodies", fixture)
    let before = try await indexes(of: "audit_bodies", fixture)
    let findings = try await fixture.stores.initialiser.findings()
    #expect(findings.count == 1)
    guard case .different(let how) = findings.first?.state else {
      Issue.record("not told: \(findings)")
      return
    }
    #expect(how.hasPrefix(other.difference))
    #expect(try await fixture.stores.initialiser.isInitialised())
    await #expect(throws: GateRefusal.self) {
      _ = try await fixture.upkeep().createIndexes(findings)
    }
    try await fixture.stores.initialiser.initialise()
    let after = try await indexes(of: "audit_bodies", fixture)
    #expect(after == before)
  }

  @Test func anIndexOfAnotherNameThatKeepsLongerIsAsGood() async throws {
    let fixture = try await WriteFixture.shared()
    try await drop("retention", of: "audit_bodies", fixture)
    let leap = IndexInTheWay.retained(315_576_000)
    try await create("ten_years", on: ["createdAt": 1], leap, of: "audit_bodies", fixture)
    #expect(try await fixture.stores.initialiser.findings().isEmpty)
  }

  @Test func anIndexThatWouldDeleteHeadersIsToldAsHarmful() async throws {
    let fixture = try await WriteFixture.shared()
    let year: MongoDocument = ["expireAfterSeconds": 31_536_000]
    try await create("old", on: ["at": 1], year, of: "audit_headers", fixture)
    let findings = try await fixture.stores.initialiser.findings()
    #expect(findings.map(\.index) == ["old"])
    #expect(findings.first?.isHarmful == true)
  }

  @Test func aChainWithoutItsUniqueIndexCountsAsNotInitialised() async throws {
    let fixture = try await WriteFixture.shared()
    try await drop("eventId", of: "audit_headers", fixture)
    #expect(try await !fixture.stores.initialiser.isInitialised())
    try await create("eventId", on: ["eventId": 1], [:], of: "audit_headers", fixture)
    #expect(try await !fixture.stores.initialiser.isInitialised())
    await #expect(throws: StoreProblem.self) {
      try await fixture.stores.initialiser.initialise()
    }
  }

  @Test func anOlderStoreLacksCollectionsAndGetsThemByInitialisingAgain() async throws {
    let fixture = try await WriteFixture.shared()
    for collection in ["ops", "leases", "checkpoints"] {
      _ = try await fixture.mongo.command(
        ["drop": .string(collection)],
        on: fixture.consoleDatabase,
        deadline: .seconds(30)
      )
    }
    let initialiser = fixture.stores.initialiser
    #expect(try await initialiser.isInitialised())
    let findings = try await initialiser.findings()
    #expect(findings.map(\.collection) == ["checkpoints", "ops", "leases"])
    try await initialiser.initialise()
    #expect(try await initialiser.findings().isEmpty)
  }

  private func drop(_ index: String, of collection: String, _ fixture: WriteFixture) async throws {
    _ = try await fixture.mongo.command(
      ["dropIndexes": .string(collection), "index": .string(index)],
      on: fixture.consoleDatabase,
      deadline: .seconds(30)
    )
  }

  private func create(
    _ name: String,
    on key: MongoDocument,
    _ options: MongoDocument,
    of collection: String,
    _ fixture: WriteFixture
  ) async throws {
    let index = try MongoDocument(
      elements: [("key", .document(key)), ("name", .string(name))] + options.elements
    )
    _ = try await fixture.mongo.command(
      ["createIndexes": .string(collection), "indexes": [.document(index)]],
      on: fixture.consoleDatabase,
      deadline: .seconds(30)
    )
  }

  private func indexes(
    of collection: String,
    _ fixture: WriteFixture
  ) async throws -> [MongoDocument] {
    try await fixture.mongo.indexes(
      of: MongoNamespace(fixture.consoleDatabase, collection),
      deadline: .seconds(30)
    )
  }
}

/// An index named `retention` that is not ours, and how it differs.
struct IndexInTheWay: Sendable, CustomTestStringConvertible {
  var key: MongoDocument
  var options: MongoDocument
  var difference: String

  static let all = [
    IndexInTheWay(
      key: ["createdAt": 1],
      options: ["expireAfterSeconds": 315_360_000],
      difference: "no partial filter"
    ),
    IndexInTheWay(
      key: ["createdAt": 1],
      options: ["partialFilterExpression": ["legalHold": false]],
      difference: "no expireAfterSeconds"
    ),
    IndexInTheWay(
      key: ["createdAt": 1],
      options: retained(3600),
      difference: "expireAfterSeconds is 3600, less than 315360000"
    ),
    IndexInTheWay(
      key: ["createdAt": -1],
      options: retained(315_360_000),
      difference: "another key"
    ),
    IndexInTheWay(key: ["createdAt": 1, "legalHold": 1], options: [:], difference: "another key"),
  ]

  static func retained(_ seconds: Int32) -> MongoDocument {
    ["expireAfterSeconds": .int32(seconds), "partialFilterExpression": ["legalHold": false]]
  }

  var testDescription: String { difference }
}
