import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// Strips, archives and containment through the gate, on real servers.
@Suite(.timeLimit(.minutes(5)))
struct StripTests {
  @Test func everythingOfASubjectIsStrippedAndReadBack() async throws {
    let fixture = try await HoldFixture.make()
    let gate = fixture.oneManGate()
    let receipt = try await fixture.write.revoke(.stripSubject(fixture.user), with: gate)
    #expect(receipt.result == .success, "\(receipt.problems) \(receipt.documents as Any)")
    let user = try #require(try await fixture.write.documents("users").first)
    #expect(user["email"]?.string == "redacted+\(HoldFixture.userID)@example.com")
    #expect(user["piiStripped"]?.bool == true)
    #expect(user["archivedAt"]?.date != nil)
    let contact = try #require(try await fixture.write.documents("contacts").first)
    #expect(contact["email"]?.isNull == true)
    let events = try await fixture.write.documents("eventlogs")
    let old = events.filter {
      $0["entityId"]?.string == HoldFixture.userID && $0["metadata.opId"] == nil
    }
    #expect(old.allSatisfy { $0["piiStripped"]?.bool == true && $0["metadata"] == nil })
    #expect(events.contains { $0["eventType"]?.string == "compliance.strip_pii" })
    #expect(try await fixture.write.verification().faults.isEmpty)
  }

  @Test func aSecondStripChangesNothingAndSaysSo() async throws {
    let fixture = try await HoldFixture.make()
    let gate = fixture.oneManGate()
    _ = try await fixture.write.revoke(.stripSubject(fixture.user), with: gate)
    let before = try await fixture.write.documents("users")
    let again = try await fixture.write.revoke(.strip([fixture.user]), with: gate)
    #expect(again.documents?.unchanged == 1)
    #expect(again.documents?.changed == 0)
    #expect(try await fixture.write.documents("users") == before)
  }

  @Test func whatIsHeldStaysWhateverHoldsIt() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.place([.entity(fixture.user)])
    let gate = fixture.oneManGate()
    let before = try await fixture.write.documents("users")
    let receipt = try await fixture.write.revoke(.stripSubject(fixture.user), with: gate)
    #expect(receipt.result == .partial)
    #expect(receipt.documents?.blocked == 1)
    #expect(try await fixture.write.documents("users") == before)
    await #expect(throws: GateRefusal.self) {
      _ = try await gate.plan(.strip([fixture.user]))
    }
  }

  @Test func aNewDocumentInTheScopeOfAHoldIsLeftAlone() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.place([.organization(HoldFixture.organizationID)])
    try await fixture.insert(
      "contacts",
      [["_id": "c2", "orgId": .string(HoldFixture.organizationID), "email": "b@example.com"]]
    )
    let key = EntityKey(type: "contact", id: .string("c2"))
    let gate = fixture.oneManGate()
    await #expect(throws: GateRefusal.self) { _ = try await gate.plan(.strip([key])) }
    await #expect(throws: GateRefusal.self) {
      _ = try await gate.plan(.archive([key], isArchiving: true))
    }
    // Who wanted it, and what forbade it, is on record; that there was nothing to do would not be.
    await #expect(throws: GateRefusal.self) {
      _ = try await gate.plan(
        .archive([EntityKey(type: "contact", id: .string("none"))], isArchiving: true)
      )
    }
    let bodies = try await fixture.write.documents(
      "audit_bodies",
      of: fixture.write.consoleDatabase,
      where: ["disclosed": ["$elemMatch": ["path": "refusal"]]]
    )
    #expect(bodies.count == 2)
    for body in try bodies.map({ try $0.json(.relaxed) }) {
      for word in ["guarded", "blocked", "inside the scope of matter", "c2"] {
        #expect(body.contains(word), "\(word)")
      }
    }
  }

  @Test func aStripTakesTwoPeopleUnlessTheContextSaysOtherwise() async throws {
    let fixture = try await HoldFixture.make()
    #expect(try await fixture.gate.plan(.strip([fixture.user])).needsApproval != nil)
    await #expect(throws: GateRefusal.self) { try await fixture.run(.strip([fixture.user])) }
    #expect(try await fixture.write.documents("users").first?["piiStripped"] == nil)
  }

  @Test func aStripByOnePersonAloneIsSaidInThePlanAndOnRecord() async throws {
    let fixture = try await HoldFixture.make()
    let receipt = try await fixture.write.revoke(
      .strip([fixture.user]),
      with: fixture.oneManGate()
    )
    #expect(receipt.plan.warnings.contains { $0.contains("strips_take_two is false") })
    let bodies = try await fixture.write.documents(
      "audit_bodies",
      of: fixture.write.consoleDatabase
    )
    let texts = try bodies.map { try $0.json(.relaxed) }
    #expect(texts.contains { $0.contains("approval.required") && $0.contains("strips_take_two") })
  }

  @Test func archivingSkipsWhatIsHeldAndTellsTheBackend() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.place([.entity(fixture.user)])
    let contact = EntityKey(type: "contact", id: .string("c1"))
    let receipt = try await fixture.run(.archive([fixture.user, contact], isArchiving: true))
    #expect(receipt.result == .partial)
    #expect(try await fixture.write.documents("users").first?["archivedAt"] == nil)
    #expect(try await fixture.write.documents("contacts").first?["archivedAt"]?.date != nil)
    let events = try await fixture.write.documents(
      "eventlogs",
      where: ["eventType": "compliance.batch_archive"]
    )
    #expect(events.count == 1)
    #expect(events.first?["metadata.archived"]?.array == ["c1"])
    try await fixture.run(.archive([contact], isArchiving: false))
    #expect(try await fixture.write.documents("contacts").first?["archivedAt"]?.isNull == true)
  }

  @Test func containingBlocksSigningInAndRevokesEverySession() async throws {
    let fixture = try await HoldFixture.make()
    let sid = try await fixture.write.addSession("contained-0001", user: HoldFixture.userID)
    let receipt = try await fixture.run(.contain(userID: HoldFixture.userID))
    #expect(receipt.result == .success, "\(receipt.problems)")
    #expect(try await fixture.write.documents("users").first?["archivedAt"]?.date != nil)
    #expect(try await !fixture.write.exists(sid))
  }
}
