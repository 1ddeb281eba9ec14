import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import ConsoleSystem
import Testing

/// Interrupted holds, archives and redactions are read back on a real MongoDB and get one outcome.
@Suite(.timeLimit(.minutes(5)))
struct DocumentRecoveryTests {
  @Test func aHoldThatWasPlacedIsRecoveredAndOneThatWasNotIsNotApplied() async throws {
    let fixture = try await HoldFixture.make()
    let receipt = try await fixture.place([.entity(fixture.user)])
    let placed = try await dangle(fixture, "hold.place", ["hold.id": .string(receipt.holdID)])
    let absent = try await dangle(fixture, "hold.place", ["hold.id": .string("H-none")])
    let words = try await recover(fixture)
    #expect(words[placed] == "recovered")
    #expect(words[absent] == "not_applied")
    #expect(try await fixture.write.verification().dangling.isEmpty)
  }

  @Test func archivesAreJudgedByTheDocuments() async throws {
    let fixture = try await HoldFixture.make()
    let contact = EntityKey(type: "contact", id: .string("c1"))
    try await fixture.run(.archive([contact], isArchiving: true))
    let done = try await dangle(
      fixture,
      "entity.archive",
      ["entities.000000": .document(["type": .string("contact"), "id": .string("c1")])]
    )
    let undone = try await dangle(
      fixture,
      "entity.archive",
      ["entities.000000": .document(["type": .string("invite"), "id": .string("i1")])]
    )
    let stripped = try await dangle(
      fixture,
      "entity.strip",
      ["entities.000000": .document(["type": .string("invite"), "id": .string("i1")])]
    )
    let words = try await recover(fixture)
    #expect(words[done] == "recovered")
    #expect(words[undone] == "not_applied")
    #expect(words[stripped] == "unknown")
  }

  @Test func aRedactionWithoutItsOutcomeIsNamedByTheRecovery() async throws {
    let fixture = try await HoldFixture.make()
    let id = try await fixture.write.addSession("recover-0001", user: HoldFixture.userID)
    try await fixture.run(.revokeSessions([RevokeTarget(id: id, userID: HoldFixture.userID)]))
    let bodies = try await fixture.write.documents(
      "audit_bodies",
      of: fixture.write.consoleDatabase
    )
    let target = try #require(
      bodies.first { String(decoding: $0.bytes, as: UTF8.self).contains("sessions.000000") }
    )
    let eventID = try #require(target["_id"]?.string)
    let dangling = try await dangle(
      fixture,
      AuditRedactions.type,
      ["targets.000000": .document(["eventId": .string(eventID)])]
    ) { permit in
      _ = try await #require(fixture.write.stores.ports.redactions).redactor.redact(
        RedactableBody(eventID: eventID, paths: ["sessions.000000"], isHeld: false),
        permit: permit
      )
    }
    #expect(try await !fixture.write.verification().faults.isEmpty)
    #expect(try await recover(fixture)[dangling] == "recovered")
    #expect(try await fixture.write.verification().faults.isEmpty)
  }

  @Test func aRetentionIndexIsRecoveredByLookingForIt() async throws {
    let fixture = try await HoldFixture.make()
    let type = ActionRequest.createRetentionIndex.auditType
    let absent = try await dangle(fixture, type, ["counts.dying": .int(2)])
    #expect(try await recover(fixture)[absent] == "not_applied")
    let indexer = try #require(fixture.write.stores.ports.retention).indexer
    let present = try await dangle(fixture, type, ["counts.dying": .int(2)]) { permit in
      try await indexer.create(permit: permit)
    }
    #expect(try await recover(fixture)[present] == "recovered")
  }

  /// Stores an intent and loses its permit's outcome, as a console does that dies.
  private func dangle(
    _ fixture: HoldFixture,
    _ type: String,
    _ fields: [String: AuditValue],
    _ body: (borrowing MutationPermit) async throws -> Void = { _ in }
  ) async throws -> Int64 {
    var intent = fixture.write.intent()
    intent.type = type
    intent.details = fields.map { AuditDetail($0.key, $0.value) }
    let log = fixture.write.log()
    let permit = try await log.begin(intent)
    let sequence = permit.sequence
    try await body(permit)
    return sequence
  }

  /// Recovers everything and answers the word of each intent's outcome.
  private func recover(_ fixture: HoldFixture) async throws -> [Int64: String] {
    let marks = try Folder.temporary(prefix: "holdfast-marks")
    defer { try? marks.removeRecursively() }
    let stores = RecoveryStores(
      RecoveryStores.Parts(
        redis: fixture.write.redis,
        mongo: fixture.write.mongo,
        database: fixture.write.database,
        consoleDatabase: fixture.write.consoleDatabase,
        profile: .nest,
        markFolder: marks.path,
        scanBudget: .seconds(30)
      )
    )
    let recovery = stores.recovery(
      log: fixture.write.log(),
      journal: MemoryJournal(),
      mayRecord: true,
      clock: WriteFixture.clock
    )
    let report = try await recovery.run(RecoveryPolicy(olderThan: .zero, reach: .wholeChain))
    var words: [Int64: String] = [:]
    for entry in report.intents {
      guard let outcome = try await outcome(of: entry.intent.header.eventID, fixture) else {
        continue
      }
      words[entry.intent.header.sequence] = outcome
    }
    return words
  }

  /// What the stored outcome of an intent says.
  private func outcome(of intent: String, _ fixture: HoldFixture) async throws -> String? {
    let documents = try await fixture.write.documents(
      "audit_bodies",
      of: fixture.write.consoleDatabase,
      where: ["_id": .string(OutcomeEventID.of(intent: intent))]
    )
    let fields = documents.first?["disclosed"]?.array ?? []
    return fields.compactMap(\.document).first { $0["path"]?.string == "result" }?["value"]?.string
  }
}
