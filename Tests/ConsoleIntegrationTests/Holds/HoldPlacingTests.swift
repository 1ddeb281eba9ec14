import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// Legal holds through the gate, on a real MongoDB.
@Suite(.timeLimit(.minutes(5)))
struct HoldPlacingTests {
  @Test func everythingOfASubjectIsHeldWithItsEvents() async throws {
    let fixture = try await HoldFixture.make()
    let receipt = try await fixture.place([.subject(fixture.user)])
    #expect(receipt.result == .success, "\(receipt.problems)")
    #expect(receipt.documents?.changed == 3)
    for collection in ["users", "contacts", "invites"] {
      let documents = try await fixture.write.documents(collection)
      #expect(documents.allSatisfy { $0["legalHold"]?.bool == true }, "\(collection)")
      #expect(documents.allSatisfy { $0["legalHoldIds"]?.array?.count == 1 }, "\(collection)")
    }
    let events = try await fixture.write.documents("eventlogs")
    let about = events.filter { $0["entityId"]?.string == HoldFixture.userID }
    #expect(about.count == 3)
    #expect(about.allSatisfy { $0["legalHold"]?.bool == true })
    let ours = events.filter { $0["eventType"]?.string == "compliance.legal_hold" }
    #expect(ours.count == 3)
    #expect(ours.allSatisfy { $0["metadata.opId"]?.string == receipt.plan.id.description })
    #expect(events.contains { $0["entityId"]?.string == "other" && $0["legalHold"] == nil })
    #expect(try await fixture.write.verification().faults.isEmpty)
  }

  @Test func aSecondHoldOverlapsAndTheFirstReleaseKeepsTheFlag() async throws {
    let fixture = try await HoldFixture.make()
    let first = try await fixture.place([.entity(fixture.user)])
    let second = try await fixture.place([.entity(fixture.user)], matter: "M-2")
    #expect(second.documents?.unchanged == 0)
    #expect(try await fixture.holdIDs() == [first.holdID, second.holdID].sorted())
    try await fixture.letGo(first.holdID)
    #expect(try await fixture.holdIDs() == [second.holdID])
    #expect(try await fixture.isHeld())
    try await fixture.letGo(second.holdID)
    #expect(try await fixture.holdIDs() == [])
    #expect(try await !fixture.isHeld())
  }

  @Test(arguments: [true, false])
  func aHoldOfTheBackendIsNeverCleared(_ hasEmptySet: Bool) async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.setUser(
      hasEmptySet ? ["legalHold": true, "legalHoldIds": []] : ["legalHold": true]
    )
    let receipt = try await fixture.place([.entity(fixture.user)])
    #expect(try await fixture.holdIDs() == [receipt.holdID, "external"].sorted())
    try await fixture.letGo(receipt.holdID)
    #expect(try await fixture.holdIDs() == ["external"])
    #expect(try await fixture.isHeld())
  }

  @Test(
    arguments: [
      ["eventType": "compliance.legal_hold", "metadata": ["before": false, "after": true]],
      [
        "eventType": "user.updated",
        "metadata": ["changes": ["legalHold": ["from": false, "to": true]]],
      ],
    ] as [MongoDocument]
  )
  func whatTheBackendHeldMeanwhileStaysHeld(_ event: MongoDocument) async throws {
    let fixture = try await HoldFixture.make()
    let receipt = try await fixture.place([.entity(fixture.user)])
    let later = HoldFixture.now() + 1_000
    _ = try await fixture.write.mongo.insertOne(
      try event.appending([
        ("entity", "User"), ("entityId", .string(HoldFixture.userID)), ("createdAt", .date(later)),
      ]),
      into: MongoNamespace(fixture.write.database, "eventlogs"),
      deadline: .seconds(30)
    )
    try await fixture.letGo(receipt.holdID)
    #expect(try await fixture.holdIDs() == ["external"])
    #expect(try await fixture.isHeld())
  }

  @Test func anUpdateWithoutTheFlagIsNoHoldOfTheBackend() async throws {
    let fixture = try await HoldFixture.make()
    let receipt = try await fixture.place([.entity(fixture.user)])
    try await fixture.letGo(receipt.holdID)
    #expect(try await !fixture.isHeld())
  }

  @Test func placingAgainChangesNothingAndSaysSo() async throws {
    let fixture = try await HoldFixture.make()
    let receipt = try await fixture.place([.subject(fixture.user)])
    let before = try await fixture.write.documents("eventlogs").count
    let again = try await fixture.run(.resumeHold(id: receipt.holdID))
    #expect(again.result == .success)
    #expect(again.documents?.changed == 0)
    #expect(again.documents?.unchanged == 3)
    #expect(try await fixture.write.documents("eventlogs").count == before)
  }

  @Test func aDocumentThatIsGoneMakesTheHoldPartialWithItsID() async throws {
    let fixture = try await HoldFixture.make()
    let receipt = try await fixture.place([.subject(fixture.user)])
    _ = try await fixture.write.mongo.deleteOne(
      from: MongoNamespace(fixture.write.database, "invites"),
      filter: [:],
      deadline: .seconds(30)
    )
    let again = try await fixture.run(.resumeHold(id: receipt.holdID))
    #expect(again.result == .partial)
    #expect(again.documents?.failures.map(\.place) == ["invites"])
    #expect(try await fixture.hold(receipt.holdID).state == .partial)
  }

  @Test func anOrganisationIsHeldWithEverythingOfIt() async throws {
    let fixture = try await HoldFixture.make()
    let request = ActionRequest.placeHold(
      fixture.draft([.organization(HoldFixture.organizationID)])
    )
    let plan = try await fixture.gate.plan(request)
    #expect(plan.tier == .irreversible)
    #expect(plan.documents?.facts.contains { $0.contains("can't create invites") } == true)
    #expect(plan.documents?.facts.contains { $0.contains("can't sign in") } == true)
    let receipt = try await fixture.run(request)
    #expect(receipt.result == .success, "\(receipt.problems)")
    for collection in ["organizations", "users", "contacts", "invites"] {
      let documents = try await fixture.write.documents(collection)
      #expect(documents.allSatisfy { $0["legalHold"]?.bool == true }, "\(collection)")
    }
  }

  @Test func anOrganisationThatTheBackendHoldsMustBeNamedOnceMore() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.set("organizations", ["legalHold": true])
    let target = HoldDraft.Target.organization(HoldFixture.organizationID)
    await #expect(throws: GateRefusal.self) {
      _ = try await fixture.gate.plan(.placeHold(fixture.draft([target])))
    }
    var draft = fixture.draft([target])
    draft.confirmedOrganizations = [HoldFixture.organizationID]
    #expect(try await fixture.gate.plan(.placeHold(draft)).acting > 0)
  }

  @Test func aReleaseTakesTwoPeopleAndItsGracePeriod() async throws {
    let fixture = try await HoldFixture.make()
    let receipt = try await fixture.place([.entity(fixture.user)])
    let plan = try await fixture.gate.plan(.releaseHold(id: receipt.holdID))
    #expect(plan.needsApproval != nil)
    await #expect(throws: GateRefusal.self) {
      try await fixture.run(.releaseHold(id: receipt.holdID))
    }
    #expect(try await fixture.hold(receipt.holdID).state == .active)
    await #expect(throws: GateRefusal.self) { try await fixture.run(.endHold(id: receipt.holdID)) }
    #expect(try await fixture.isHeld())
  }

  @Test func whatAnIndexDeletesByIsKeptAsideAndComesBack() async throws {
    let fixture = try await HoldFixture.make()
    let dueAt = HoldFixture.now() + 86_400_000
    try await fixture.setUser(["expireAt": .date(dueAt)])
    try await fixture.index("users", "expireAt", seconds: 0)
    let receipt = try await fixture.place([.entity(fixture.user)])
    let held = try #require(try await fixture.write.documents("users").first)
    #expect(held["expireAt"] == nil)
    #expect(held["heldExpiry.expireAt"]?.date == dueAt)
    try await fixture.letGo(receipt.holdID)
    let free = try #require(try await fixture.write.documents("users").first)
    #expect(free["heldExpiry"] == nil)
    #expect(try #require(free["expireAt"]?.date) > dueAt)
  }

  @Test func whatAHoldCanNotStopIsSaidPlainly() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.index("users", "createdAt", seconds: 315_360_000)
    try await fixture.index("invites", "tokenExpires", seconds: 0)
    let plan = try await fixture.gate.plan(.placeHold(fixture.draft([.subject(fixture.user)])))
    #expect(plan.warnings.contains { $0.contains("users") && $0.contains("kind C") })
    #expect(plan.warnings.contains { $0.contains("invites") && $0.contains("kind B") })
  }
}
