import ConsoleActions
import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Logging
import Testing

/// Two people who are signed in to a MongoDB with access control.
@Suite(.timeLimit(.minutes(5)))
struct AuthenticatedApprovalTests {
  @Test func twoComplianceOfficersReleaseAHoldWithTheRightsOfTheirRole() async throws {
    let demo = try await Demo.start(
      DemoOptions(sessions: 10, now: WriteFixture.clock.now()),
      logger: Logger(label: "test")
    )
    do {
      try await release(on: demo)
    } catch {
      await demo.stop()
      throw error
    }
    await demo.stop()
  }

  private func release(on demo: RunningDemo) async throws {
    let owner = try fixture(demo, demo.mongoURI)
    try await owner.stores.initialiser.initialise()
    let first = try await console("compliance-a", of: demo)
    let second = try await console("compliance-b", of: demo)
    let user = try #require(try await owner.documents("users").first?["_id"]?.objectID)
    let key = EntityKey(type: "user", id: .objectID(user.hex))
    let draft = HoldDraft(
      matter: LegalHold.Matter(id: "M-1", title: "A matter"),
      targets: [.entity(key)]
    )
    let placed = try await owner.revoke(.placeHold(draft), with: first)
    #expect(placed.result == .success, "\(placed.problems)")
    let release = ActionRequest.releaseHold(id: placed.holdID)
    let plan = try await first.plan(release)
    await #expect(throws: GateRefusal.self) { try await owner.revoke(release, with: first) }
    let reason = "counsel agreed to it"
    await #expect(throws: GateRefusal.self) { try await first.approve(plan.hash, reason: reason) }
    _ = try await second.approve(plan.hash, reason: reason)
    let receipt = try await owner.revoke(release, with: first)
    #expect(receipt.result == .success, "\(receipt.problems)")
    let holds = try await #require(owner.stores.ports.holds).reads.holds()
    let hold = try #require(holds.first { $0.id == placed.holdID })
    #expect(hold.state == .releasing)
    #expect(hold.release?.requestedBy == "admin.compliance-a")
    #expect(hold.release?.approvedBy == "admin.compliance-b")
  }

  /// A console of somebody, who is whom MongoDB says.
  private func console(_ name: String, of demo: RunningDemo) async throws -> ActionGate {
    let person = try #require(demo.people.first { $0.name == name })
    let fixture = try fixture(demo, person.mongoURI)
    let status = try await fixture.mongo.connectionStatus(deadline: .seconds(30))
    let user = try #require(status.users.first)
    return fixture.stores.gate(
      policy: GatePolicy(environment: "test"),
      actor: .known(
        ActorIdentity(
          mongoUser: "\(user.database).\(user.name)",
          osUser: "ops",
          host: "jump",
          clientVersion: "test"
        )
      ),
      journal: fixture.journal,
      clock: WriteFixture.clock
    )
  }

  private func fixture(_ demo: RunningDemo, _ mongoURI: String) throws -> WriteFixture {
    try WriteFixture(
      redisURL: demo.redisURL,
      mongoURI: mongoURI,
      database: demo.database,
      consoleDatabase: demo.consoleDatabase
    )
  }
}
