import ConsoleActions
import ConsoleDomain
import Testing

struct AuditRecordTests {
  let world = World()

  @Test func theIntentSaysWhoWhatWhereWhyAndTheOutcomeHowItEnded() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1", isHeld: true)
    let receipt = try await world.revoke(sessions([id]))
    let intent = try #require(world.audit.bodies(of: .intent).first)
    #expect(intent["actor.id"] == .string("admin.ana"))
    #expect(intent["actor.osUser"] == .string("ana"))
    #expect(intent["actor.tty"] == .null)
    #expect(intent["target.redisRunId"] == .string(String(repeating: "a", count: 40)))
    #expect(intent["target.db"] == .string("app"))
    #expect(intent["target.env"] == .string("prod"))
    #expect(intent["action"] == .string("session.revoke"))
    #expect(intent["reason"] == .string("lost laptop, case 12"))
    #expect(intent["ticket"] == .string("OPS-12"))
    #expect(intent["opId"] == .string(receipt.plan.id.description))
    #expect(intent["planHash"] == .string(receipt.plan.hash))
    #expect(intent["counts.matched"] == .int(1))
    #expect(intent["clientVersion"] == .string("0.1.0"))
    #expect(
      intent["sessions.000000"]
        == .document([
          "idHash": .string(id.hash), "user": .string("u1"), "organization": .null,
          "ip": .string("203.0.113.7"), "agent": .string("curl/8.5"),
          "createdAt": .string("2026-11-24T00:26:40.000Z"), "lastSeenAt": .null,
          "held": .bool(true), "blocked": .null,
        ])
    )
    let outcome = try #require(world.audit.bodies(of: .outcome).first)
    #expect(outcome["opId"] == intent["opId"])
    #expect(outcome["intentEventId"] == .string(intent.eventID))
    #expect(outcome["result"] == .string("success"))
    #expect(outcome["counts.changed"] == .int(1))
    #expect(outcome["error"] == .null)
  }

  @Test func theChainVerifiesWithItsBodies() async throws {
    let ids = (0..<3).map { world.backend.addSession("session-00000\($0)", user: "u1") }
    world.audit.change { $0.lostAcknowledgements = 1 }
    for id in ids { _ = try await world.revoke(sessions([id])) }
    var verifier = AuditChainVerifier()
    for header in world.audit.headers {
      let body = try #require(world.audit.body(header))
      verifier.add(header, body: .stored(body))
    }
    #expect(verifier.result.headers == 9)
    #expect(verifier.result.faults.isEmpty)
    #expect(verifier.result.dangling.isEmpty)
  }

  @Test func everyFieldHasASaltOfItsOwn() async throws {
    let id = world.backend.addSession("session-00000001", user: "u1")
    _ = try await world.revoke(sessions([id]))
    let fields = world.audit.bodies(of: .intent).flatMap(\.fields)
    let salts = fields.compactMap { field -> [UInt8]? in
      if case .disclosed(let salt, _) = field.content { salt } else { nil }
    }
    #expect(salts.count == fields.count)
    #expect(Set(salts).count == fields.count)
    #expect(salts.allSatisfy { $0.count == 32 })
  }

  @Test func noRecordHoldsAWholeSessionID() async throws {
    let names = (0..<3).map { "very-secret-session-\($0)" }
    let ids = names.map { world.backend.addSession($0, user: "u1", isHeld: true) }
    world.backend.change { $0.resurrections[ids[0]] = 1000 }
    let receipt = try await world.revoke(sessions(ids))
    try await world.gate.record(.revealSession(ids[0], userID: "u1", reason: nil))
    let records =
      world.audit.headers.map { "\($0)" }
      + world.audit.headers.compactMap { world.audit.body($0) }.map { "\($0)" }
      + world.backend.read(\.events).map { "\($0)" } + receipt.problems + receipt.plan.warnings
      + world.backend.read(\.evidence).flatMap { [$0.source, $0.keyHash] }
    for name in names {
      #expect(!records.contains { $0.contains(name) })
      let bytes = "\(Array(name.utf8))"
      #expect(!records.contains { $0.contains(bytes) })
    }
    #expect(records.contains { $0.contains("very-sec…") })
  }

  @Test func aLargeBatchIsCutIntoSeveralBodiesWithTheIntentLast() async throws {
    let long = String(repeating: "x", count: 900_000)
    let details = (0..<12).map { AuditDetail("sessions.\($0)", .string(long)) }
    let intent = AuditIntent(
      type: "session.revoke",
      operation: OperationID(high: 1, low: 2),
      reason: "lost laptop",
      ticket: "OPS-1",
      planHash: "00",
      servers: FakeBackend.servers,
      environment: nil,
      matched: 12,
      blocked: 0,
      details: details
    )
    let permit = try await world.log.begin(intent)
    let phases = world.audit.actionHeaders.map(\.phase)
    #expect(phases == [.event, .event, .intent])
    #expect(permit.sequence == 2)
    let bodies = world.audit.headers.compactMap { world.audit.body($0) }
    #expect(Set(bodies.map { $0["opId"] }).count == 1)
    #expect(bodies.map { $0["part"] } == [.int(1), .int(2), .int(3)])
    let paths = bodies.flatMap(\.fields).map(\.path).filter { $0.hasPrefix("sessions.") }
    #expect(paths == details.map(\.path))
    _ = await world.log.end(
      permit,
      with: AuditOutcome(
        result: .success,
        matched: 12,
        changed: 12,
        blocked: 0,
        error: nil,
        details: []
      )
    )
    #expect(world.audit.headers.last?.phase == .outcome)
  }
}
