import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import Testing

/// Both servers asked how they are.
@Suite(.timeLimit(.minutes(5)))
struct HealthTests {
  private func value(_ name: String, _ health: ServerHealth) -> String? {
    health.facts.first { $0.name == name }?.value
  }

  @Test func tellsWhoTheServersAreAndHow() async throws {
    let fixture = try await StoreFixture.shared()
    let report = await fixture.stores.health.examine()
    #expect(report.redis.problem == nil && report.mongo.problem == nil)
    #expect(report.redis.latency != nil && report.mongo.latency != nil)
    #expect(report.identity.redis?.runID.utf8.count == 40)
    #expect(report.identity.redis?.database == fixture.redis.address.database)
    #expect(report.identity.mongo?.setName != nil)
    #expect(report.identity.mongo?.database == fixture.database)
    #expect(value("role", report.redis) == "primary")
    #expect(value("role", report.mongo)?.hasPrefix("primary of ") == true)
    #expect(value("evicted keys", report.redis) == "0")
    #expect(value("replication lag", report.mongo) == "no other member")
    #expect(report.redis.facts.allSatisfy { $0.severity != .unknown })
    #expect(report.mongo.facts.allSatisfy { $0.severity != .unknown })
    // Both run on this machine: the clocks are one.
    #expect(report.redis.clockSkew.map { abs($0 / .seconds(1)) < 10 } == true)
    #expect(report.mongo.clockSkew.map { abs($0 / .seconds(1)) < 10 } == true)
    #expect(report.canWrite == true)
    #expect(report.isAuditInitialised == false)
    #expect(report.user == "operator")
    #expect(report.redis.rights.map(\.value) == Array(repeating: "yes", count: 5))
  }

  @Test func answersForOneServerWhenTheOtherIsNotThere() async throws {
    let fixture = try await StoreFixture.shared().withoutMongoDB()
    let report = await fixture.stores.health.examine()
    #expect(report.redis.problem == nil)
    #expect(report.mongo.problem?.endpoint?.kind == .mongo)
    #expect(report.identity.mongo == nil)
    #expect(report.isAuditInitialised == nil)
  }
}
