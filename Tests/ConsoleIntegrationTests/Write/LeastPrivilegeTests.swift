import ConsoleActions
import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Logging
import Testing

struct LeastPrivilegeTests {
  /// Nobody of the demo's own people.
  private static let user = "ffffffffffffffffffffffff"

  @Test func anOnCallEngineerRevokesWithTheRightsOfTheRoleAlone() async throws {
    let now = WriteFixture.clock.now()
    let demo = try await Demo.start(
      DemoOptions(sessions: 100, now: now),
      logger: Logger(label: "test")
    )
    do {
      try await revokeAsOnCall(on: demo)
    } catch {
      await demo.stop()
      throw error
    }
    await demo.stop()
  }

  private func revokeAsOnCall(on demo: RunningDemo) async throws {
    let person = try #require(demo.people.first { $0.name == "oncall" })
    let owner = try fixture(redisURL: demo.redisURL, mongoURI: demo.mongoURI, of: demo)
    try await owner.stores.initialiser.initialise()
    let first = try await owner.addSession("oncall-session-1", user: Self.user)
    let second = try await owner.addSession("oncall-session-2", user: Self.user)

    let redisURL = try #require(person.redisURL)
    let oncall = try fixture(redisURL: redisURL, mongoURI: person.mongoURI, of: demo)
    let receipt = try await oncall.revoke(
      .revokeUser(userID: Self.user),
      with: oncall.gate()
    )
    #expect(receipt.result == .success)
    #expect(receipt.problems.isEmpty)
    #expect(receipt.outcomes == [.revoked, .revoked])
    #expect(Set(receipt.plan.sessions.map(\.row.id)) == [first, second])
    #expect(try await !owner.exists(first))
    let events = try await owner.documents("eventlogs", where: ["userId": .string(Self.user)])
    #expect(events.map { $0["eventType"] } == ["session.revoked_all"])
    #expect(try await owner.verification().faults.isEmpty)
  }

  private func fixture(
    redisURL: String,
    mongoURI: String,
    of demo: RunningDemo
  ) throws -> WriteFixture {
    try WriteFixture(
      redisURL: redisURL,
      mongoURI: mongoURI,
      database: demo.database,
      consoleDatabase: demo.consoleDatabase
    )
  }
}
