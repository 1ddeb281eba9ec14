import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// Values of a user are taken out of stored audit bodies, and the chain stays valid.
@Suite(.timeLimit(.minutes(5)))
struct RedactionTests {
  private static let email = "ana@example.com"

  @Test func noValueOfTheUserIsLeftInAnyBodyAndTheChainHolds() async throws {
    let fixture = try await HoldFixture.make()
    let other = "64f0c0ffee64f0c0ffee0002"
    try await revoke(fixture, users: [HoldFixture.userID, other, HoldFixture.userID])
    let size = try await bodies(fixture).count
    #expect(try await holds(HoldFixture.userID, fixture))

    let receipt = try await fixture.run(.redactAudit(userID: HoldFixture.userID))
    #expect(receipt.result == .success, "\(receipt.problems)")
    #expect(receipt.documents?.changed == 2)
    #expect(try await !holds(HoldFixture.userID, fixture))
    #expect(try await !holds(Self.email, fixture))
    #expect(try await holds(other, fixture))
    let verification = try await verification(fixture)
    #expect(verification.faults.isEmpty, "\(verification.faults)")
    #expect(try await bodies(fixture).count > size)
  }

  @Test(arguments: ["asked by Ana Arbor herself", "she called from +1 (555) 010-0123"])
  func namesAndNumbersInWhatPeopleWroteGoToo(_ reason: String) async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.setUser(["firstName": "Ana", "lastName": "Arbor"])
    try await fixture.set("contacts", ["phone": "+15550100123"])
    _ = try await fixture.gate.elevate(reason: reason, ticket: "none yet")
    try await revoke(fixture, users: [HoldFixture.userID])
    #expect(try await holds(reason, fixture))
    let receipt = try await fixture.run(.redactAudit(userID: HoldFixture.userID))
    #expect(receipt.result == .success, "\(receipt.problems)")
    #expect(try await !holds(reason, fixture))
    #expect(try await verification(fixture).faults.isEmpty)
  }

  @Test func aBodyThatNamesAnotherHeldDocumentStays() async throws {
    let fixture = try await HoldFixture.make()
    let contact = EntityKey(type: "contact", id: .string("c1"))
    try await fixture.run(.archive([fixture.user, contact], isArchiving: true))
    try await revoke(fixture, users: [HoldFixture.userID])
    try await fixture.place([.entity(contact)])
    let archive = try #require(
      try await bodies(fixture).first { "\(texts($0))".contains("entities.000001") }
    )
    let receipt = try await fixture.run(.redactAudit(userID: HoldFixture.userID))
    #expect(receipt.result == .success || receipt.result == .partial)
    #expect(receipt.plan.matched > receipt.plan.acting)
    let after = try await bodies(fixture).first { $0["_id"] == archive["_id"] }
    #expect(after == archive)
  }

  @Test func redactingAgainFindsNothing() async throws {
    let fixture = try await HoldFixture.make()
    try await revoke(fixture, users: [HoldFixture.userID])
    try await fixture.run(.redactAudit(userID: HoldFixture.userID))
    await #expect(throws: GateRefusal.self) {
      try await fixture.run(.redactAudit(userID: HoldFixture.userID))
    }
  }

  @Test func theBodiesOfAHeldUserStay() async throws {
    let fixture = try await HoldFixture.make()
    try await revoke(fixture, users: [HoldFixture.userID])
    let before = try await bodies(fixture)
    try await fixture.place([.entity(fixture.user)])
    await #expect(throws: GateRefusal.self) {
      try await fixture.run(.redactAudit(userID: HoldFixture.userID))
    }
    let after = try await bodies(fixture)
    #expect(before.allSatisfy(after.contains))
    let refused = after.filter { !before.contains($0) && "\(texts($0))".contains("guarded") }
    #expect(refused.count == 1)
    #expect(refused.allSatisfy { !"\(texts($0))".contains(HoldFixture.userID) })
  }

  @Test func aBodyThatIsHeldItselfIsLeftAlone() async throws {
    let fixture = try await HoldFixture.make()
    try await revoke(fixture, users: [HoldFixture.userID, HoldFixture.userID])
    let held = try #require(
      try await bodies(fixture).first { "\(texts($0))".contains(HoldFixture.userID) }
    )
    try await fixture.set(
      "audit_bodies",
      of: fixture.write.consoleDatabase,
      where: ["_id": held["_id"] ?? .null],
      ["legalHold": true]
    )
    let receipt = try await fixture.run(.redactAudit(userID: HoldFixture.userID))
    #expect(receipt.plan.matched - receipt.plan.acting == 1)
    let after = try #require(
      try await fixture.write.documents(
        "audit_bodies",
        of: fixture.write.consoleDatabase,
        where: ["_id": held["_id"] ?? .null]
      ).first
    )
    #expect(after["disclosed"] == held["disclosed"])
    #expect(try await verification(fixture).faults.isEmpty)
  }

  @Test func aRedactionBehindTheConsolesBackIsReported() async throws {
    let fixture = try await HoldFixture.make()
    try await revoke(fixture, users: [HoldFixture.userID])
    let body = try #require(
      try await bodies(fixture).first { texts($0).contains(HoldFixture.userID) }
    )
    let eventID = try #require(body["_id"]?.string)
    let decoded = try #require(
      body["disclosed"]?.array?.compactMap { $0.document }.first {
        $0["path"]?.string == "sessions.000000"
      }
    )
    #expect(decoded["value"] != nil)
    try await redactUnseen(fixture, eventID, path: "sessions.000000")
    let verification = try await verification(fixture)
    #expect(
      verification.faults.contains {
        $0.eventID == eventID && $0.path == "sessions.000000"
      },
      "\(verification.faults)"
    )
  }

  /// What an attacker with a database client does: it keeps the digest, but no record names it.
  private func redactUnseen(
    _ fixture: HoldFixture,
    _ eventID: String,
    path: String
  ) async throws {
    let ports = try #require(fixture.write.stores.ports.redactions)
    let log = fixture.write.log()
    let permit = try await log.begin(fixture.write.intent())
    _ = try await ports.redactor.redact(
      RedactableBody(eventID: eventID, paths: [path], isHeld: false),
      permit: permit
    )
    _ = await log.end(
      permit,
      with: AuditOutcome(
        result: .success,
        matched: 0,
        changed: 0,
        blocked: 0,
        error: nil,
        details: []
      )
    )
  }

  private func revoke(_ fixture: HoldFixture, users: [String]) async throws {
    for (index, user) in users.enumerated() {
      let id = try await fixture.write.addSession("redact-\(index)-0001", user: user)
      try await fixture.run(.revokeSessions([RevokeTarget(id: id, userID: user)]))
    }
  }

  private func bodies(_ fixture: HoldFixture) async throws -> [MongoDocument] {
    try await fixture.write.documents("audit_bodies", of: fixture.write.consoleDatabase)
  }

  private func texts(_ body: MongoDocument) -> String {
    String(decoding: body.bytes, as: UTF8.self)
  }

  /// Whether the raw bytes of any body hold a text.
  private func holds(_ text: String, _ fixture: HoldFixture) async throws -> Bool {
    try await bodies(fixture).contains { texts($0).contains(text) }
  }

  private func verification(_ fixture: HoldFixture) async throws -> AuditVerification {
    try await fixture.write.verification()
  }
}
