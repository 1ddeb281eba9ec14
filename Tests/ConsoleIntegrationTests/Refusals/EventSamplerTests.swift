import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ConsoleSystem
import ServerHarness
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(5)))
struct EventSamplerTests {
  /// What the sampler has told so far.
  private final class Told: Sendable {
    private let batches = Mutex<[RefusalBatch]>([])

    func add(_ batch: RefusalBatch) { batches.withLock { $0.append(batch) } }
    var all: [RefusalBatch] { batches.withLock { $0 } }
    var refusals: [Refusal] { all.flatMap(\.refusals) }
  }

  private func insert(_ fixture: StoreFixture, _ events: [MongoDocument]) async throws {
    _ = try await fixture.mongo.insertMany(
      events,
      into: MongoNamespace(fixture.database, "eventlogs"),
      deadline: .seconds(10)
    )
  }

  private func login(success: Bool) -> MongoDocument {
    [
      "_id": .objectID(.generate()), "eventType": "auth.login", "action": "login",
      "metadata": ["email": "<redacted>", "success": .bool(success)],
      "createdAt": .date(SystemClock.wallMilliseconds()),
    ]
  }

  private func refused(ip: String) -> MongoDocument {
    [
      "_id": .objectID(.generate()), "eventType": "RATE_LIMIT_EXCEEDED",
      "metadata": ["ip": .string(ip), "route": "POST /invites"],
      "createdAt": .date(SystemClock.wallMilliseconds()),
    ]
  }

  @Test func failedSignInsOfTheLastHourAndNewOnesAreToldOnce() async throws {
    let fixture = try await StoreFixture.shared()
    try await insert(fixture, [login(success: false), login(success: true)])
    let told = Told()
    let feed = try #require(fixture.stores.refusals.events.feed(of: .failedSignIns, id: 0))
    #expect(feed.source.kind == .signIns)
    let sampling = Task { await feed.run { told.add($0) } }
    #expect(await eventually { told.refusals.count == 1 })
    try await insert(fixture, [login(success: false), login(success: true), refused(ip: "::1")])
    #expect(await eventually { told.refusals.count == 2 })
    // What every look reads again is told no second time.
    let looks = told.all.count
    #expect(await eventually { told.all.count > looks + 1 })
    #expect(told.refusals.count == 2)
    #expect(told.all.last?.recorded != nil)
    sampling.cancel()
    await sampling.value
  }

  @Test func eventsOfTheProfileAreRefusalsWithTheirAddresses() async throws {
    var profile = Profile.nest
    #expect(
      try await StoreFixture.shared().stores.refusals.events.feed(of: .refusals, id: 0)?.source
        == nil
    )
    profile.collections.refusalEvents = ["RATE_LIMIT_EXCEEDED"]
    let fixture = try await StoreFixture.shared(profile: profile)
    try await insert(fixture, (0..<2500).map { refused(ip: "203.0.113.\($0 % 200)") })
    let told = Told()
    let feed = try #require(fixture.stores.refusals.events.feed(of: .refusals, id: 0))
    let sampling = Task { await feed.run { told.add($0) } }
    // More than one look takes: the time is known only when the end was reached.
    #expect(await eventually { told.refusals.count == 2500 })
    #expect(told.all.first?.recorded == nil)
    #expect(await eventually { told.all.last?.recorded != nil })
    #expect(told.refusals.first?.address?.text == "203.0.113.0")
    #expect(told.refusals.first?.route == "POST /invites")
    sampling.cancel()
    await sampling.value
  }
}
