import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import Testing

@testable import ConsoleStores

/// Strips of documents that no well-meaning backend writes, and of documents that change meanwhile.
@Suite(.timeLimit(.minutes(5)))
struct StripHostileTests {
  private static let large = 15 * 1024 * 1024

  private func strip(
    _ ids: [String],
    of type: String = "contact",
    in fixture: HoldFixture
  ) async throws -> DocumentsEnding {
    let keys = ids.map { EntityKey(type: type, id: .string($0)) }
    let receipt = try await fixture.write.revoke(.strip(keys), with: fixture.oneManGate())
    return try #require(receipt.documents)
  }

  private func contact(_ id: String, _ fixture: HoldFixture) async throws -> MongoDocument {
    try #require(
      try await fixture.write.documents("contacts", where: ["_id": .string(id)]).first
    )
  }

  private func batch(_ fixture: HoldFixture) throws -> StripBatch {
    StripBatch(
      client: fixture.write.mongo,
      namespace: MongoNamespace(fixture.write.database, "contacts"),
      entity: try #require(Profile.nest.entity("contact")),
      now: Instant(milliseconds: HoldFixture.now())
    )
  }

  @Test func typesAndNamesThatNobodyExpectsGoWithTheRest() async throws {
    let fixture = try await HoldFixture.make()
    let documents: [MongoDocument] = [
      ["_id": "h1", "email": [["ann@example.com"], [["x"]]], "name": 5, "skills": ["a": 1]],
      ["_id": "h2"],
      ["_id": "h3", "email": "ann@example.com", "a.b": "kept", "$odd": ["c.d": ["$e": 1]]],
      ["_id": "h4", "email": "bo@example.com", "updatedAt": "never"],
      ["_id": "h5", "phone": .null, "notes": ["$ref": "x", "": .int64(1)]],
    ]
    // The driver's own insert refuses some of these names; a backend's raw command does not.
    let reply = try await fixture.write.mongo.command(
      ["insert": "contacts", "documents": .array(documents.map { .document($0) })],
      on: fixture.write.database,
      deadline: .seconds(30)
    )
    #expect(reply["n"]?.int == 5)
    let ending = try await strip(["h1", "h2", "h3", "h4", "h5"], in: fixture)
    #expect(ending.changed == 5, "\(ending)")
    #expect(try await contact("h1", fixture)["email"]?.isNull == true)
    #expect(try await contact("h1", fixture)["name"] == "Redacted Contact h1")
    #expect(try await contact("h1", fixture)["skills"] == [])
    #expect(try await contact("h2", fixture)["piiStripped"] == true)
    let odd = try await contact("h3", fixture)
    #expect(odd["email"]?.isNull == true)
    #expect(odd.elements.contains { $0.key == "a.b" && $0.value == "kept" })
    #expect(odd.elements.contains { $0.key == "$odd" && $0.value == ["c.d": ["$e": 1]] })
    #expect(try await contact("h5", fixture)["notes"]?.isNull == true)
  }

  @Test func documentsOfFifteenMegabytesAreReadOneByOneAndStripped() async throws {
    let fixture = try await HoldFixture.make()
    let text = MongoValue.string(String(repeating: "x", count: Self.large))
    let ids = (1...5).map { "l\($0)" }
    for id in ids {
      // A rule covers the notes, so the update of the first demands all of its text.
      let member = id == "l1" ? "notes" : "blob"
      let document = try MongoDocument(elements: [
        ("_id", .string(id)), ("email", "ann@example.com"), (member, text),
      ])
      try await fixture.insert("contacts", [document])
    }
    let pages = DocumentPages(
      client: fixture.write.mongo,
      namespace: MongoNamespace(fixture.write.database, "contacts"),
      deadline: .seconds(60)
    )
    #expect(try await pages.documents(ids.map(MongoValue.string)).count == 5)
    let batch = try batch(fixture)
    let applied = try await batch.apply(try await batch.prepare(ids.map(DocumentID.string)))
    #expect(applied.result.changed == 5, "\(applied.result)")
    let after = try await fixture.write.documents("contacts", where: ["piiStripped": true])
    #expect(after.count == 5)
    #expect(after.allSatisfy { $0["email"]?.isNull == true && $0["notes"]?.isNull != false })
  }

  @Test func aReplacementThatAUniqueIndexHasLeavesThatDocumentAlone() async throws {
    let fixture = try await HoldFixture.make()
    _ = try await fixture.write.mongo.command(
      [
        "createIndexes": "contacts",
        "indexes": [["key": ["name": 1], "name": "name_1", "unique": true]],
      ],
      on: fixture.write.database,
      deadline: .seconds(30)
    )
    try await fixture.insert(
      "contacts",
      [
        ["_id": "other", "name": "Redacted Contact d2"], ["_id": "d1", "name": "Ann"],
        ["_id": "d2", "name": "Bo"], ["_id": "d3", "name": "Cy"],
      ]
    )
    let ending = try await strip(["d1", "d2", "d3"], in: fixture)
    #expect(ending.changed == 2, "\(ending)")
    #expect(ending.failures.map(\.id) == ["d2"])
    #expect(ending.failures.first?.blocked == "a unique index has its replacement already")
    #expect(try await contact("d2", fixture)["name"] == "Bo")
    #expect(try await contact("d3", fixture)["name"] == "Redacted Contact d3")
  }

  @Test(arguments: [true, false])
  func whatChangesOrIsHeldBetweenReadingAndWritingStays(_ isHeld: Bool) async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.insert(
      "contacts",
      (1...4).map { ["_id": .string("r\($0)"), "email": .string("r\($0)@example.com")] }
    )
    let batch = try batch(fixture)
    let prepared = try await batch.prepare((1...4).map { .string("r\($0)") })
    try await fixture.set(
      "contacts",
      where: ["_id": "r2"],
      isHeld ? ["legalHold": true] : ["email": "new@example.com"]
    )
    let applied = try await batch.apply(prepared)
    #expect(applied.result.changed == 3)
    #expect(applied.result.left.map(\.id) == [.string("r2")])
    #expect(applied.result.left.first?.reason == (isHeld ? "legal_hold" : "changed meanwhile"))
    #expect(applied.changes.map(\.id) == [.string("r1"), .string("r3"), .string("r4")])
    let kept = try await contact("r2", fixture)
    #expect(kept["email"]?.string == (isHeld ? "r2@example.com" : "new@example.com"))
    #expect(kept["piiStripped"] == nil)
  }

  @Test func aValueThatAppearsMeanwhileIsSeenToo() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.insert(
      "contacts",
      [["_id": "n1", "email": "a@example.com"], ["_id": "n2", "email": "b@example.com"]]
    )
    let batch = try batch(fixture)
    let prepared = try await batch.prepare([.string("n1"), .string("n2")])
    try await fixture.set("contacts", where: ["_id": "n1"], ["phone": "+15550100123"])
    let applied = try await batch.apply(prepared)
    #expect(applied.result.left.map(\.id) == [.string("n1")])
    #expect(applied.result.changed == 1)
  }

  @Test func eventsUnderBothLabelsOfATypeAreStripped() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.insert("companylocations", [["_id": "cl1", "name": "Yard", "phone": "1"]])
    try await fixture.insert(
      "eventlogs",
      [
        ["_id": "b1", "entity": "CompanyLocation", "entityId": "cl1", "metadata": ["a": "x"]],
        ["_id": "b2", "entityType": "Company_location", "entityId": "cl1", "payload": ["a": "x"]],
        ["_id": "b3", "entity": "Office", "entityId": "cl1", "metadata": ["a": "x"]],
      ]
    )
    let ending = try await strip(["cl1"], of: "company_location", in: fixture)
    #expect(ending.changed == 1, "\(ending)")
    let events = try await fixture.write.documents("eventlogs", where: ["entityId": "cl1"])
    for id in ["b1", "b2"] {
      let event = try #require(events.first { $0["_id"]?.string == id })
      #expect(event["piiStripped"] == true)
      #expect(event["metadata"] == nil && event["payload"] == nil)
    }
    #expect(events.first { $0["_id"] == "b3" }?["metadata"] == ["a": "x"])
  }

  @Test func moreDocumentsThanOneBatchAreAllStrippedAndToldOf() async throws {
    let fixture = try await HoldFixture.make()
    let count = DocumentPages.size + 1
    try await fixture.insert(
      "contacts",
      (0..<count).map { ["_id": .string("m\($0)"), "email": .string("m\($0)@example.com")] }
    )
    let ending = try await strip((0..<count).map { "m\($0)" }, in: fixture)
    #expect(ending.changed == count, "\(ending)")
    let told = try await fixture.write.documents(
      "eventlogs",
      where: ["eventType": "compliance.strip_pii"]
    )
    #expect(Set(told.compactMap { $0["entityId"]?.string }).count == count)
  }

  @Test func whatNoRuleCoversIsToldBeforeAndAfterAndNeverTaken() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.insert(
      "contacts",
      [
        [
          "_id": "s1", "email": "ann@example.com", "spare": ["card": "4111 1111 1111 1111"],
          "seen": [["from": "203.0.113.9"]],
        ]
      ]
    )
    let key = EntityKey(type: "contact", id: .string("s1"))
    let gate = fixture.oneManGate()
    let plan = try await gate.plan(.strip([key]))
    #expect(plan.warnings.contains { $0.contains("contacts.spare.card looks like a card number") })
    let ending = try await strip(["s1"], in: fixture)
    #expect(ending.changed == 1)
    #expect(
      ending.notes.contains("incomplete: 2 paths of stripped documents may hold personal data")
    )
    let possible = ending.failures.filter { $0.blocked?.hasPrefix("possibly personal: ") == true }
    #expect(possible.compactMap(\.change) == ["seen[].from", "spare.card"])
    #expect(!"\(ending)".contains("4111"))
    #expect(try await contact("s1", fixture)["spare.card"] == "4111 1111 1111 1111")
  }
}
