import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// What the backend's own log says of holds, in the backend's own shapes.
@Suite(.timeLimit(.minutes(5)))
struct HoldNoticeTests {
  private func notices(
    _ fixture: HoldFixture,
    about id: String
  ) async throws -> [MongoDocument] {
    try await fixture.write.documents("eventlogs").filter {
      $0["entityId"]?.string == id && $0["metadata.holdId"] != nil
    }
  }

  @Test func everyDocumentOfAnOrganisationHasItsOwnEvent() async throws {
    let fixture = try await HoldFixture.make()
    let receipt = try await fixture.place([.organization(HoldFixture.organizationID)])
    let contact = try #require(try await notices(fixture, about: "c1").first)
    #expect(
      contact.keys.filter { $0 != "_id" && $0 != "createdAt" } == [
        "eventType", "action", "entity", "entityType", "entityId", "orgId", "metadata",
        "archivedAt",
        "piiStripped", "legalHold", "legalHoldIds",
      ]
    )
    #expect(contact["eventType"]?.string == "compliance.legal_hold")
    #expect(contact["entity"]?.string == "Contact")
    #expect(contact["orgId"]?.string == HoldFixture.organizationID)
    #expect(contact["metadata.before"]?.bool == false)
    #expect(contact["metadata.after"]?.bool == true)
    #expect(contact["metadata.opId"]?.string == receipt.plan.id.description)
    #expect(contact["legalHold"]?.bool == true)
    let organization = try #require(
      try await notices(fixture, about: HoldFixture.organizationID).first
    )
    #expect(organization["eventType"]?.string == "organization.legal_hold_toggled")
    #expect(organization["metadata.legalHold"]?.bool == true)
    #expect(organization["orgId"]?.string == HoldFixture.organizationID)
  }

  @Test func theLastHoldThatEndsIsToldAndNoOther() async throws {
    let fixture = try await HoldFixture.make()
    let first = try await fixture.place([.entity(fixture.user)]).holdID
    let second = try await fixture.place([.entity(fixture.user)], matter: "M-2").holdID
    try await fixture.letGo(first)
    #expect(try await notices(fixture, about: HoldFixture.userID).count == 1)
    try await fixture.letGo(second)
    let told = try await notices(fixture, about: HoldFixture.userID)
    #expect(told.map { $0["metadata.after"]?.bool } == [true, false])
    #expect(told.last?["metadata.reason"]?.string == "over")
    #expect(told.allSatisfy { $0["legalHold"]?.bool == false })
  }

  @Test func anEventThatACrashKeptBackIsWrittenOnce() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.subject(fixture.user)]).holdID
    _ = try await fixture.write.mongo.deleteOne(
      from: MongoNamespace(fixture.write.database, "eventlogs"),
      filter: ["entityId": "c1"],
      deadline: .seconds(30)
    )
    for _ in 0..<2 { try await fixture.run(.resumeHold(id: id)) }
    #expect(try await notices(fixture, about: "c1").count == 1)
    #expect(try await notices(fixture, about: HoldFixture.userID).count == 1)
  }
}

/// A hold on more documents than one page, whose pages are written side by side.
@Suite(.timeLimit(.minutes(5)))
struct HoldStretchTests {
  private static let count = 9_500

  @Test func everyDocumentIsHeldAndToldOfOnceHoweverOftenItIsPlaced() async throws {
    let fixture = try await HoldFixture.make()
    for start in stride(from: 0, to: Self.count, by: 500) {
      try await fixture.insert(
        "contacts",
        (start..<(start + 500)).map {
          ["_id": .string("s\($0)"), "orgId": .string(HoldFixture.organizationID)]
        }
      )
    }
    let receipt = try await fixture.place([.organization(HoldFixture.organizationID)])
    #expect(receipt.result == .success, "\(receipt.problems)")
    try await expectWhole(fixture, receipt.holdID)
    // As if the last stretch had been cut short before some of its events were written.
    _ = try await fixture.write.mongo.command(
      [
        "delete": "eventlogs",
        "deletes": [["q": ["entityId": ["$regex": "^s.*7$"]], "limit": 0]],
      ],
      on: fixture.write.database,
      deadline: .seconds(60)
    )
    try await fixture.run(.resumeHold(id: receipt.holdID))
    try await expectWhole(fixture, receipt.holdID)
  }

  private func expectWhole(_ fixture: HoldFixture, _ id: String) async throws {
    func count(
      _ collection: String,
      of database: String,
      _ filter: MongoDocument
    ) async throws -> Int? {
      let reply = try await fixture.write.mongo.command(
        ["count": .string(collection), "query": .document(filter)],
        on: database,
        deadline: .seconds(60)
      )
      return reply["n"]?.int
    }
    let write = fixture.write
    // With the fixture's own contact.
    let all = Self.count + 1
    let held: MongoDocument = ["legalHold": true, "legalHoldIds": .string(id)]
    #expect(try await count("contacts", of: write.database, held) == all)
    let told: MongoDocument = [
      "eventType": "compliance.legal_hold", "entity": "Contact", "metadata.holdId": .string(id),
    ]
    #expect(try await count("eventlogs", of: write.database, told) == all)
    let members: MongoDocument = ["holdId": .string(id), "coll": "contacts", "state": "held"]
    #expect(try await count("hold_members", of: write.consoleDatabase, members) == all)
  }
}
