import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// Two people and one plan, on a real MongoDB.
@Suite(.timeLimit(.minutes(5)))
struct ApprovalTests {
  private static let reason = "counsel agreed to it"

  @Test func aReleaseIsAskedForAgreedToAndDone() async throws {
    let fixture = try await ApprovalFixture.make()
    let (ana, ben) = (fixture.console("admin.ana"), fixture.console("admin.ben"))
    let (hash, _) = try await fixture.requested(on: ana)
    let waiting = try #require(try await ben.approvals(all: false).first)
    #expect(waiting.plan.hash == hash)
    #expect(waiting.plan.subject == fixture.holdID)
    #expect(waiting.plan.counts == [ApprovedPlan.Count(place: "users", count: 1)])
    #expect(try await fixture.requested(on: ana).reason.contains("waits"))
    #expect(try await ana.approvals(all: true).count == 1)
    _ = try await ben.approve(String(hash.prefix(16)), reason: Self.reason)
    let receipt = try await fixture.release(on: ana)
    #expect(receipt.result == .success, "\(receipt.problems)")
    let hold = try await fixture.holds.hold(fixture.holdID)
    #expect(hold.state == .releasing)
    let release = try #require(hold.release)
    #expect(release.approvedBy == "admin.ben")
    #expect(release.requestedBy == "admin.ana")
    #expect(release.effectiveAt > WriteFixture.clock.now().advanced(by: .seconds(29 * 86_400)))
    let used = try #require(try await ana.approvals(all: true).first)
    #expect(used.consumed?.operation == receipt.plan.id.description)
    let types = try await fixture.auditTypes()
    for type in ["approval.request", "approval.approve", "hold.release"] {
      #expect(types.contains(type), "\(type)")
    }
    #expect(try await fixture.holds.write.verification().faults.isEmpty)
  }

  @Test func theSameUserIsNoSecondPerson() async throws {
    let fixture = try await ApprovalFixture.make()
    let ana = fixture.console("admin.ana")
    let (hash, _) = try await fixture.requested(on: ana)
    await #expect(throws: GateRefusal.self) {
      _ = try await fixture.console("admin.ana", osUser: "ben").approve(hash, reason: Self.reason)
    }
    #expect(try await ana.approvals(all: false).first?.decision == nil)
    _ = try await fixture.requested(on: ana)
    #expect(try await fixture.state() == .active)
  }

  @Test func withoutAccessControlOnlyAnEnrolledKeyIsASecondPerson() async throws {
    let fixture = try await ApprovalFixture.make()
    let (ana, ben) = (fixture.console(nil), fixture.console(nil, osUser: "ben"))
    let key = try ApprovalFixture.key()
    _ = try await ben.enrol(key.verifier, reason: "the key of the second officer")
    let (hash, _) = try await fixture.requested(on: ana)
    for other in [nil, try ApprovalFixture.key(9)] {
      await #expect(throws: GateRefusal.self) {
        _ = try await ben.approve(hash, reason: Self.reason, key: other)
      }
    }
    _ = try await ben.approve(hash, reason: Self.reason, key: key)
    let receipt = try await fixture.release(on: ana)
    #expect(receipt.result == .success, "\(receipt.problems)")
    #expect(
      try await fixture.holds.hold(fixture.holdID).release?.approvedBy == "ben with key approver"
    )
  }

  @Test func aKeyThatIsEnrolledAfterTheRequestDoesNotCount() async throws {
    let fixture = try await ApprovalFixture.make()
    let (ana, ben) = (fixture.console(nil), fixture.console(nil, osUser: "ben"))
    let (hash, _) = try await fixture.requested(on: ana)
    let key = try ApprovalFixture.key()
    _ = try await ben.enrol(key.verifier, reason: "the key of the second officer")
    await #expect(throws: GateRefusal.self) {
      _ = try await ben.approve(hash, reason: Self.reason, key: key)
    }
    await #expect(throws: GateRefusal.self) {
      _ = try await ana.enrol(key.verifier, reason: "the same key once more")
    }
  }

  @Test func anAgreementExpires() async throws {
    let fixture = try await ApprovalFixture.make()
    let (ana, ben) = (fixture.console("admin.ana"), fixture.console("admin.ben"))
    let (hash, _) = try await fixture.requested(on: ana)
    _ = try await ben.approve(hash, reason: Self.reason)
    let late = fixture.console("admin.ana", later: .seconds(25 * 3_600))
    #expect(try await fixture.requested(on: late).reason.contains("a request is stored"))
    #expect(try await fixture.state() == .active)
  }

  @Test func aDeniedRequestRefusesWithTheReason() async throws {
    let fixture = try await ApprovalFixture.make()
    let (ana, ben) = (fixture.console("admin.ana"), fixture.console("admin.ben"))
    let (hash, _) = try await fixture.requested(on: ana)
    _ = try await ben.deny(hash, reason: "the appeal is still open")
    #expect(try await fixture.requested(on: ana).reason.contains("the appeal is still open"))
    await #expect(throws: GateRefusal.self) {
      _ = try await ben.approve(hash, reason: Self.reason)
    }
    #expect(try await fixture.state() == .active)
  }

  @Test func ofTwoConsolesOneUsesAnAgreement() async throws {
    let fixture = try await ApprovalFixture.make()
    let consoles = [fixture.console("admin.ana"), fixture.console("admin.ana")]
    let (hash, _) = try await fixture.requested(on: consoles[0])
    _ = try await fixture.console("admin.ben").approve(hash, reason: Self.reason)
    let succeeded = await withTaskGroup(of: Bool.self) { group in
      for console in consoles {
        group.addTask {
          (try? await fixture.release(on: console))?.result == .success
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(succeeded == 1)
    #expect(try await fixture.state() == .releasing)
    let approvals = try await consoles[0].approvals(all: true)
    #expect(approvals.count { $0.consumed != nil } == 1)
    #expect(try await fixture.holds.write.verification().faults.isEmpty)
  }

  @Test func aPlanThatChangedNeedsANewAgreement() async throws {
    let fixture = try await ApprovalFixture.make()
    let (ana, ben) = (fixture.console("admin.ana"), fixture.console("admin.ben"))
    let (hash, _) = try await fixture.requested(on: ana)
    _ = try await ben.approve(hash, reason: Self.reason)
    // Whoever resumes a hold changes its version: what was agreed to is not this hold any more.
    _ = try await fixture.holds.run(.resumeHold(id: fixture.holdID))
    let (changed, reason) = try await fixture.requested(on: ana)
    #expect(changed != hash)
    #expect(reason.contains("what was agreed to is not this plan"))
    #expect(try await fixture.state() == .active)
  }

  @Test func aRecordThatOnePersonForgedIsNoAgreement() async throws {
    let fixture = try await ApprovalFixture.make()
    let ana = fixture.console("admin.ana")
    _ = try await fixture.requested(on: ana)
    try await fixture.holds.set(
      "approvals",
      of: fixture.holds.write.consoleDatabase,
      [
        "decision": "approved", "decisionReason": "me, myself", "decidedAt": .date(1),
        "approver": ["mongoUser": "admin.ana", "osUser": "ops", "host": "jump"],
      ]
    )
    _ = try await fixture.requested(on: ana)
    #expect(try await fixture.state() == .active)
  }
}
