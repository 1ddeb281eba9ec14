import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import Testing

struct SessionRevokerTests {
  @Test(arguments: [1, 50, 500])
  func sessionsThatAreBeingWrittenAreRevoked(timesASecond: Int) async throws {
    let fixture = try await WriteFixture.shared()
    let gate = fixture.gate()
    for round in 0..<5 {
      let name = "busy-session-0000\(round)"
      let id = try await fixture.addSession(name)
      let receipt = try await rewriting(name, on: fixture, timesASecond: timesASecond) {
        let target = RevokeTarget(id: id, userID: WriteFixture.user)
        return try await fixture.revoke(.revokeSessions([target]), with: gate)
      }
      #expect(receipt.result == .success)
      #expect(receipt.outcomes == [.revoked])
      #expect(try await !fixture.exists(id))
    }
    #expect(try await fixture.indexed().isEmpty)
    let verification = try await fixture.verification()
    #expect(verification.headers == 15)
    #expect(verification.faults.isEmpty)
  }

  @Test func aSessionThatIsWrittenWithoutAPauseIsRevokedAllTheSame() async throws {
    let fixture = try await WriteFixture.shared()
    for round in 0..<3 {
      let name = "hectic-session-\(round)"
      let target = RevokeTarget(id: try await fixture.addSession(name), userID: WriteFixture.user)
      let outcome = try await rewriting(name, on: fixture, timesASecond: 1_000_000) {
        try await fixture.revokeOnce(target)
      }
      #expect(outcome == .revoked)
      #expect(try await !fixture.exists(target.id))
    }
  }

  @Test func aRequestInFlightBringsTheSessionBackAndTheChecksDeleteItAgain() async throws {
    let fixture = try await WriteFixture.shared()
    let id = try await fixture.addSession("flight-session-1")
    let pauses = Counter()
    let clock = ActionClock(now: WriteFixture.clock.now) { _ in
      // The first two pauses of the checks are long enough for a request to end.
      pauses.add()
      if pauses.count <= 2 { try await fixture.addSession("flight-session-1") }
    }
    let target = RevokeTarget(id: id, userID: WriteFixture.user)
    let receipt = try await fixture.revoke(
      .revokeSessions([target]),
      with: fixture.gate(clock: clock)
    )
    #expect(receipt.observations == [.resurrected(id, times: 2, remains: false)])
    #expect(receipt.result == .success)
    #expect(try await !fixture.exists(id))
    #expect(try await fixture.indexed().isEmpty)
  }

  @Test func aSessionOfAnotherUserIsSkipped() async throws {
    let fixture = try await WriteFixture.shared()
    let id = try await fixture.addSession("moved-session-01", user: "64f0c0ffee64f0c0ffee0002")
    let target = RevokeTarget(id: id, userID: WriteFixture.user)
    let outcome = try await fixture.revokeOnce(target)
    #expect(outcome == .skipped(reason: "it belongs to another user now"))
    #expect(try await fixture.exists(id))
  }

  @Test func anAnonymousSessionIsDeletedAndASignedInOneIsNotTakenForIt() async throws {
    let fixture = try await WriteFixture.shared()
    let anonymous = try await fixture.addSession("anonymous-000001", user: nil)
    let signedIn = try await fixture.addSession("signed-in-000001")
    let first = try await fixture.revokeOnce(RevokeTarget(id: anonymous, userID: nil))
    #expect(first == .revoked)
    let second = try await fixture.revokeOnce(RevokeTarget(id: signedIn, userID: nil))
    #expect(second == .skipped(reason: "it belongs to another user now"))
    #expect(try await fixture.exists(signedIn))
  }

  @Test func revokingTwiceChangesNothingTheSecondTime() async throws {
    let fixture = try await WriteFixture.shared()
    let id = try await fixture.addSession("once-session-001")
    try await fixture.send("SADD", "user:sessions:\(WriteFixture.user)", "another-session")
    let target = RevokeTarget(id: id, userID: WriteFixture.user)
    #expect(try await fixture.revokeOnce(target) == .revoked)
    #expect(try await fixture.revokeOnce(target) == .alreadyGone)
    #expect(try await fixture.indexed() == ["another-session"])
  }

  @Test func anotherServerThanThePinnedOneChangesNothing() async throws {
    let fixture = try await WriteFixture.shared()
    let id = try await fixture.addSession("pinned-session-1")
    let other = RedisIdentity(runID: String(repeating: "0", count: 40), address: "", database: 0)
    await #expect(throws: StoreProblem.self) {
      try await fixture.revokeOnce(RevokeTarget(id: id, userID: WriteFixture.user), on: other)
    }
    #expect(try await fixture.exists(id))
  }

  @Test func withoutTheWriteLaneNothingIsSent() async throws {
    let fixture = try await WriteFixture.shared()
    let id = try await fixture.addSession("closed-session-1")
    let server = try #require(try await fixture.stores.ports.identity().redis)
    let log = fixture.log()
    let permit = try await log.begin(fixture.intent())
    let target = RevokeTarget(id: id, userID: WriteFixture.user)
    var problem: StoreProblem?
    do {
      _ = try await fixture.stores.ports.revocation.revoker.revoke(
        target,
        on: server,
        permit: permit
      )
    } catch {
      problem = error
    }
    #expect(problem != nil)
    #expect(try await fixture.exists(id))
    _ = await log.end(permit, with: .nothing)
  }

  @Test func theBackendsOwnLogHasTheEventInItsShape() async throws {
    let fixture = try await WriteFixture.shared()
    let first = try await fixture.addSession("event-session-01")
    try await fixture.addSession("event-session-02")
    let gate = fixture.gate()
    let target = RevokeTarget(id: first, userID: WriteFixture.user)
    _ = try await fixture.revoke(.revokeSessions([target]), with: gate)
    _ = try await fixture.revoke(.revokeUser(userID: WriteFixture.user), with: gate)
    let events = try await fixture.documents("eventlogs")
    #expect(
      events.map(\.keys)
        == Array(
          repeating: [
            "_id", "eventType", "action", "userId", "actor", "metadata", "archivedAt",
            "piiStripped", "legalHold", "createdAt",
          ],
          count: 2
        )
    )
    #expect(events.map { $0["eventType"] } == ["session.revoked", "session.revoked_all"])
    #expect(events.map { $0["action"] } == ["revoked", "revoked_all"])
    #expect(events.map { $0["actor"] } == [.string(WriteFixture.user), .string(WriteFixture.user)])
    #expect(events[0]["metadata.sessionId"] == "event-se…")
    #expect(events[0]["metadata.idHash"] == .string(first.hash))
    #expect(events[1]["metadata.count"] == 1)
    #expect(events.allSatisfy { $0["_id"]?.objectID != nil && $0["createdAt"]?.date != nil })
  }

  @Test func aHeldUsersSessionIsKeptAsEvidenceInFull() async throws {
    let fixture = try await WriteFixture.shared()
    let userID = try #require(MongoObjectID(WriteFixture.user))
    _ = try await fixture.mongo.insertOne(
      ["_id": .objectID(userID), "email": "ana@example.com", "legalHold": true],
      into: MongoNamespace(fixture.database, "users"),
      deadline: .seconds(30)
    )
    let id = try await fixture.addSession("held-session-001")
    let receipt = try await fixture.revoke(
      .revokeUser(userID: WriteFixture.user),
      with: fixture.gate()
    )
    #expect(receipt.plan.sessions.map(\.isHeld) == [true])
    #expect(receipt.result == .success)
    let evidence = try await fixture.documents("evidence", of: fixture.consoleDatabase)
    #expect(evidence.map { $0["keyHash"] } == [.string(id.hash)])
    #expect(evidence[0]["opId"] == .string(receipt.plan.id.description))
    #expect(evidence[0]["source"] == "redis:sess:")
    #expect(
      evidence[0]["value"]?.binary == Array(WriteFixture.value(user: WriteFixture.user).utf8)
    )
  }
}

extension WriteFixture {
  /// One revoke under a permit of its own.
  fileprivate func revokeOnce(
    _ target: RevokeTarget,
    on server: RedisIdentity? = nil
  ) async throws -> TargetOutcome {
    await stores.lane.open()
    let pinned = try #require(try await stores.ports.identity().redis)
    let log = log()
    let permit = try await log.begin(intent())
    do {
      let outcome = try await stores.ports.revocation.revoker.revoke(
        target,
        on: server ?? pinned,
        permit: permit
      )
      _ = await log.end(permit, with: .nothing)
      return outcome
    } catch {
      _ = await log.end(permit, with: .nothing)
      throw error
    }
  }
}

extension AuditOutcome {
  static let nothing = AuditOutcome(
    result: .success,
    matched: 1,
    changed: 0,
    blocked: 0,
    error: nil,
    details: []
  )
}
