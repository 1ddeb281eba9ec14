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
