import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// What a sweep does with holds, on a real MongoDB.
@Suite(.timeLimit(.minutes(5)))
struct HoldSweepTests {
  private func release(_ fixture: HoldFixture, _ id: String, in seconds: Int64) async throws {
    try await fixture.set(
      "legal_holds",
      of: fixture.write.consoleDatabase,
      where: ["_id": .string(id)],
      [
        "status": "releasing", "releaseReason": "over", "releasedBy": "a", "releaseApprovedBy": "b",
        "releaseEffectiveAt": .date(HoldFixture.now() + seconds * 1_000),
      ]
    )
  }

  private func records(_ fixture: HoldFixture, _ type: String) async throws -> [String] {
    try await fixture.write.documents(
      "audit_headers",
      of: fixture.write.consoleDatabase,
      where: ["type": .string(type)]
    ).compactMap { $0["phase"]?.string }
  }

  @Test func aHoldEndsOnceItsGracePeriodIsOver() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.subject(fixture.user)]).holdID
    try await release(fixture, id, in: 3_600)
    let waiting = try await fixture.sweep("holds")
    #expect(waiting.state == .done && waiting.changed == 0)
    #expect(waiting.text.contains("the grace period ends at"))
    #expect(try await fixture.isHeld())
    #expect(try await records(fixture, "hold.end").isEmpty)

    try await release(fixture, id, in: -10)
    let ended = try await fixture.sweep("holds")
    #expect(ended.state == .done, "\(ended.text)")
    #expect(ended.changed == 3)
    #expect(try await fixture.hold(id).state == .released)
    #expect(try await !fixture.isHeld())
    #expect(try await records(fixture, "hold.end") == ["intent", "outcome"])
    #expect(try await fixture.sweep("holds").text == "no hold is due")
    #expect(try await records(fixture, "hold.end").count == 2)
    let verification = try await fixture.write.verification()
    #expect(verification.faults.isEmpty && verification.dangling.isEmpty)
  }

  @Test func clocksThatDifferLetNothingGo() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.entity(fixture.user)]).holdID
    try await release(fixture, id, in: 1_800)
    let ahead = ActionClock(
      now: { WriteFixture.clock.now().advanced(by: .seconds(3_600)) },
      sleep: WriteFixture.clock.sleep
    )
    let result = try await fixture.sweep("holds", clock: ahead)
    #expect(result.state == .found)
    #expect(result.text.contains("\(id) stays held: the clocks differ by"))
    #expect(try await fixture.isHeld())
    #expect(try await fixture.hold(id).state == .releasing)
  }

  @Test func aPlacingThatNobodyFinishedIsFinished() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.subject(fixture.user)]).holdID
    try await fixture.set("contacts", ["legalHold": false, "legalHoldIds": []])
    for age in [Int64(60), 7_200] {
      try await fixture.set(
        "legal_holds",
        of: fixture.write.consoleDatabase,
        ["status": "placing", "placedAt": .date(HoldFixture.now() - age * 1_000)]
      )
      let result = try await fixture.sweep("holds")
      #expect(result.state == .done, "\(result.text)")
      #expect(try await fixture.hold(id).state == (age == 60 ? .placing : .active))
    }
    #expect(try await fixture.write.documents("contacts").first?["legalHold"]?.bool == true)
  }

  @Test func anEndingThatWasKilledGoesOn() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.subject(fixture.user)]).holdID
    try await release(fixture, id, in: -10)
    try await fixture.set("legal_holds", of: fixture.write.consoleDatabase, ["status": "ending"])
    #expect(try await fixture.sweep("holds").changed == 3)
    #expect(try await fixture.hold(id).state == .released)
  }

  @Test func aNewDocumentOfAHeldOrganisationIsHeld() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.organization(HoldFixture.organizationID)]).holdID
    #expect(
      try await fixture.sweep("drift").text == "everything in scope of a hold is held"
    )
    try await fixture.insert(
      "contacts",
      [["_id": "c2", "orgId": .string(HoldFixture.organizationID), "email": "new@example.com"]]
    )
    let result = try await fixture.sweep("drift")
    #expect(result.state == .done, "\(result.text)")
    #expect(result.changed == 1)
    #expect(result.text.contains("1 document (contact c2) new"))
    let contact = try await fixture.write.documents("contacts", where: ["_id": "c2"]).first
    #expect(contact?["legalHold"]?.bool == true)
    #expect(contact?["legalHoldIds"]?.array == [.string(id)])
    #expect(try await fixture.hold(id).state == .active)
  }

  @Test func whatSomebodyElseLiftedIsHeldAgainAndIsAFinding() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.subject(fixture.user)]).holdID
    try await fixture.setUser(["legalHold": false])
    try await fixture.set(
      "eventlogs",
      where: ["entityId": .string(HoldFixture.userID)],
      ["legalHold": false]
    )
    let result = try await fixture.sweep("drift")
    #expect(result.state == .found)
    #expect(result.changed == 1)
    #expect(result.text.contains("1 document (user \(HoldFixture.userID)) lifted by somebody else"))
    #expect(try await fixture.isHeld())
    #expect(try await fixture.holdIDs() == [id])
    let events = try await fixture.write.documents("eventlogs")
      .filter { $0["entityId"]?.string == HoldFixture.userID }
    #expect(events.allSatisfy { $0["legalHold"]?.bool == true })
    #expect(try await fixture.sweep("drift").state == .done)
  }

  @Test func aHeldDocumentThatIsGoneIsAFinding() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.place([.subject(fixture.user)])
    _ = try await fixture.write.mongo.deleteOne(
      from: MongoNamespace(fixture.write.database, "invites"),
      filter: [:],
      deadline: .seconds(30)
    )
    let result = try await fixture.sweep("drift")
    #expect(result.state == .found)
    #expect(result.text.contains("1 document (invite i1) gone"))
  }
}
