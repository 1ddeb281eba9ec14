import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// Holds of everything of a subject: what comes later belongs to them, too.
@Suite(.timeLimit(.minutes(5)))
struct SubjectHoldTests {
  /// Documents that reach the fixture's user: by an address in capitals, and by id.
  private static let newDocuments: [(type: String, collection: String, document: MongoDocument)] = [
    ("contact", "contacts", ["_id": "c2", "email": "ANA@EXAMPLE.COM"]),
    ("person", "people", ["_id": "p1", "userId": .string(HoldFixture.userID)]),
    ("person", "people", ["_id": "p2", "emails": [["value": "ana@example.com"]]]),
  ]

  private func key(_ new: (type: String, collection: String, document: MongoDocument)) -> EntityKey
  {
    EntityKey(type: new.type, id: .string(new.document["_id"]?.string ?? ""))
  }

  @Test(arguments: [0, 1, 2])
  func aNewDocumentIsRefusedToStripAndArchiveBeforeASweepFindsIt(_ index: Int) async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.place([.subject(fixture.user)], matter: "M-7")
    let new = Self.newDocuments[index]
    let other: MongoDocument = ["_id": "free", "email": "zoe@example.com"]
    try await fixture.insert(new.collection, [new.document])
    try await fixture.insert("contacts", [other])
    let free = EntityKey(type: "contact", id: .string("free"))
    for request in [
      ActionRequest.strip([key(new), free]), .archive([key(new), free], isArchiving: true),
    ] {
      let plan = try await fixture.gate.plan(request)
      #expect(plan.acting == 1)
      let blocked = plan.documents?.samples.first { $0.id == key(new).id.text }?.blocked
      #expect(blocked == "inside the scope of matter M-7")
    }
    let receipt = try await fixture.run(.archive([key(new), free], isArchiving: true))
    #expect(receipt.documents?.blocked == 1 && receipt.documents?.changed == 1)
    let stored = try await fixture.write.documents(
      new.collection,
      where: ["_id": new.document["_id"] ?? .null]
    )
    #expect(stored == [new.document])
  }

  @Test func aSweepFindsNewDocumentsAndHoldsThem() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.subject(fixture.user)]).holdID
    for new in Self.newDocuments { try await fixture.insert(new.collection, [new.document]) }
    let result = try await fixture.sweep("drift")
    #expect(result.state == .done, "\(result.text)")
    #expect(result.changed == 3)
    #expect(result.text.contains("3 documents"))
    let hold = try await fixture.hold(id)
    #expect(hold.state == .active)
    for new in Self.newDocuments {
      #expect(hold.scope.covers(key(new), organizationID: nil))
      let stored = try await fixture.write.documents(
        new.collection,
        where: ["_id": new.document["_id"] ?? .null]
      )
      #expect(stored.first?["legalHoldIds"]?.array == [.string(id)])
      #expect(stored.first?["legalHold"]?.bool == true)
    }
    #expect(try await fixture.sweep("drift").text == "everything in scope of a hold is held")
    #expect(try await fixture.write.verification().dangling.isEmpty)
  }

  @Test func whatIsNewWhileAReleaseIsPendingIsHeldAndLetGoWithTheRest() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.subject(fixture.user)]).holdID
    try await fixture.set(
      "legal_holds",
      of: fixture.write.consoleDatabase,
      [
        "status": "releasing", "releaseReason": "over", "releasedBy": "a", "releaseApprovedBy": "b",
        "releaseEffectiveAt": .date(HoldFixture.now() + 3_600_000),
      ]
    )
    try await fixture.insert("contacts", [Self.newDocuments[0].document])
    #expect(try await fixture.sweep("drift").changed == 1)
    #expect(try await fixture.hold(id).state == .releasing)
    try await fixture.letGo(id)
    for collection in ["users", "contacts", "invites", "eventlogs"] {
      let documents = try await fixture.write.documents(collection)
      #expect(documents.allSatisfy { $0["legalHold"]?.bool != true }, "\(collection)")
    }
  }

  @Test func resumingHoldsWhatIsNewToo() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.subject(fixture.user)]).holdID
    try await fixture.insert("contacts", [Self.newDocuments[0].document])
    let plan = try await fixture.gate.plan(.resumeHold(id: id))
    #expect(plan.documents?.facts.contains("new in its scope: 1") == true)
    let receipt = try await fixture.run(.resumeHold(id: id))
    #expect(receipt.result == .success, "\(receipt.problems)")
    #expect(receipt.documents?.changed == 1)
    #expect(receipt.documents?.unchanged == 3)
  }

  @Test func aSubjectThatIsGoneIsSaidAndItsHoldStays() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.subject(fixture.user)]).holdID
    _ = try await fixture.write.mongo.deleteOne(
      from: MongoNamespace(fixture.write.database, "users"),
      filter: [:],
      deadline: .seconds(30)
    )
    let result = try await fixture.sweep("drift")
    #expect(result.state == .found)
    #expect(result.text.contains("nothing new can be found of it"))
    // By its id it is still known.
    try await fixture.insert("people", [Self.newDocuments[1].document])
    let person = key(Self.newDocuments[1])
    await #expect(throws: GateRefusal.self) {
      _ = try await fixture.gate.plan(.archive([person], isArchiving: true))
    }
    #expect(try await fixture.hold(id).state == .active)
  }

  @Test func aRegisterOfBeforeHasNoSubjectsAndIsRead() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.place([.subject(fixture.user)]).holdID
    #expect(try await fixture.hold(id).scope.subjects == [fixture.user])
    _ = try await fixture.write.mongo.updateMany(
      UpdateRequest(
        MongoNamespace(fixture.write.consoleDatabase, "legal_holds"),
        filter: [:],
        update: .operators(["$unset": ["subjects": "", "isWithdrawal": ""]])
      ),
      deadline: .seconds(30)
    )
    let hold = try await fixture.hold(id)
    #expect(hold.scope.subjects == [])
    #expect(hold.scope.selections.count == 3)
  }
}
