import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// Strips, holds and archives where organisations have databases of their own, on a real mongod.
@Suite(.timeLimit(.minutes(5)))
struct TenantActionTests {
  private let organization = TenantFixture.organization

  @Test func aStripReachesWhatAnOrganisationKeepsForItself() async throws {
    let fixture = try await TenantFixture.make()
    let receipt = try await fixture.run(.stripSubject(fixture.hold.user))
    #expect(receipt.result == .success, "\(receipt.problems) \(receipt.documents as Any)")
    let contact = try await fixture.stored("t1")
    #expect(contact["email"]?.isNull == true)
    #expect(contact["piiStripped"]?.bool == true)
    #expect(try await fixture.stored("t2")["email"]?.string == "b@x.example")
    let group = receipt.documents?.groups.first { $0.place == "contacts@\(organization)" }
    #expect(group?.changed == 1)
    #expect(receipt.plan.places.tenants.map(\.organizationID) == [organization])
  }

  @Test func whatIsLeftInAnOrganisationsDatabaseIsFoundAndNoMappingIsNamed() async throws {
    let fixture = try await TenantFixture.make()
    try await fixture.insert("drafts", [["text": "write to ana@example.com"]])
    let plan = try await fixture.gate.plan(.stripSubject(fixture.hold.user))
    #expect(plan.warnings.contains { $0.contains("drafts@\(organization)") })
    let receipt = try await fixture.run(.stripSubject(fixture.hold.user))
    #expect(receipt.result == .partial)
    let places = receipt.documents?.failures.map(\.place) ?? []
    #expect(places.contains("drafts@\(organization)"), "\(places)")
  }

  @Test(arguments: [true, false])
  func oneThatIsNotReachedMakesAStripPartialAndIsNamed(isDead: Bool) async throws {
    let fixture = try await TenantFixture.make()
    let address = isDead ? TenantFixture.dead : fixture.refused
    try await fixture.add(TenantFixture.other, at: address, name: nil)
    let receipt = try await fixture.run(.stripSubject(fixture.hold.user))
    #expect(receipt.result == .partial)
    #expect(!receipt.plan.isComplete)
    #expect(receipt.plan.warnings.contains { $0.contains(TenantFixture.other) })
    let notes = receipt.documents?.notes ?? []
    #expect(notes.contains { $0.contains("organisation \(TenantFixture.other)") }, "\(notes)")
    let bodies = try await fixture.write.documents(
      "audit_bodies",
      of: fixture.write.consoleDatabase
    )
    let texts = try bodies.map { try $0.json(.canonical) }
    #expect(texts.contains { $0.contains(TenantFixture.other) && $0.contains("unreached") })
    // The reachable organisation is not held up by the other.
    #expect(try await fixture.stored("t1")["piiStripped"]?.bool == true)
    #expect(try await !fixture.hasLeaked(in: receipt))
  }

  @Test func aHoldIsOnDocumentsInBothDatabasesUntilItEnds() async throws {
    let fixture = try await TenantFixture.make()
    let receipt = try await fixture.run(
      .placeHold(fixture.hold.draft([.subject(fixture.hold.user)]))
    )
    #expect(receipt.result == .success, "\(receipt.problems)")
    #expect(try await fixture.stored("t1")["legalHoldIds"]?.array == [.string(receipt.holdID)])
    #expect(try await fixture.stored("t1")["legalHold"]?.bool == true)
    #expect(try await fixture.stored("t2")["legalHold"] == nil)
    let members = try await fixture.write.documents(
      "hold_members",
      of: fixture.write.consoleDatabase,
      where: ["coll": .string("contacts@\(organization)")]
    )
    #expect(members.map { $0["entityId"]?.string } == ["t1"])
    let key = EntityKey(type: "contact", id: .string("t1"))
    await #expect(throws: GateRefusal.self) { _ = try await fixture.gate.plan(.strip([key])) }
    try await fixture.hold.letGo(receipt.holdID)
    #expect(try await fixture.stored("t1")["legalHold"]?.bool == false)
  }

  @Test func aQueryIsFrozenToWhatItFindsInBothDatabases() async throws {
    let fixture = try await TenantFixture.make()
    let query = try HoldQuery(
      parsing: "type:contact org:\(organization)",
      types: ["contact"]
    )
    let receipt = try await fixture.run(.placeHold(fixture.hold.draft([.query(query)])))
    #expect(receipt.result == .success, "\(receipt.problems)")
    for id in ["t1", "t2"] {
      #expect(try await fixture.stored(id)["legalHoldIds"]?.array == [.string(receipt.holdID)])
    }
  }

  @Test func aListOfDocumentsSaysWhoseItLeavesOut() async throws {
    let fixture = try await TenantFixture.make()
    let reads = MongoEntityReader(
      client: fixture.write.mongo,
      database: fixture.write.database,
      profile: .nest,
      now: WriteFixture.clock.now
    ).port
    let page = try await reads.page(EntityPageRequest(type: "contact"))
    #expect(page.rows.map(\.key.id.text) == ["c1"])
    #expect(page.elsewhere == "of \(organization)")
    #expect(try await reads.page(EntityPageRequest(type: "user")).elsewhere == nil)
  }

  @Test func aHoldThatCanNotReachADatabaseIsPartialUntilItCan() async throws {
    let fixture = try await TenantFixture.make()
    try await fixture.add(TenantFixture.other, at: TenantFixture.dead, name: nil)
    let receipt = try await fixture.run(
      .placeHold(fixture.hold.draft([.subject(fixture.hold.user)]))
    )
    #expect(receipt.result == .partial)
    #expect(receipt.problems.contains { $0.contains(TenantFixture.other) })
    #expect(try await fixture.hold.hold(receipt.holdID).state == .partial)
    #expect(try await fixture.stored("t1")["legalHold"]?.bool == true)
    #expect(try await !fixture.hasLeaked(in: receipt))
  }

  @Test func aHoldOfAnOrganisationVisitsNoOther() async throws {
    let fixture = try await TenantFixture.make()
    try await fixture.add(TenantFixture.other, at: TenantFixture.dead, name: nil)
    let receipt = try await fixture.run(
      .placeHold(fixture.hold.draft([.organization(organization)]))
    )
    #expect(receipt.result == .success, "\(receipt.problems)")
    #expect(try await fixture.stored("t1")["legalHold"]?.bool == true)
    #expect(try await fixture.stored("t2")["legalHold"]?.bool == true)
  }

  @Test func archivingFindsADocumentWhereverItLies() async throws {
    let fixture = try await TenantFixture.make()
    let key = EntityKey(type: "contact", id: .string("t1"))
    let receipt = try await fixture.run(.archive([key], isArchiving: true))
    #expect(receipt.result == .success, "\(receipt.problems)")
    #expect(try await fixture.stored("t1")["archivedAt"]?.date != nil)
    let events = try await fixture.write.documents(
      "eventlogs",
      where: ["eventType": "compliance.batch_archive"]
    )
    #expect(events.first?["metadata.archived"]?.array == ["t1"])
  }
}
