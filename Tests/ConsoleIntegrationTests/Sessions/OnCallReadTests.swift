import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import ConsoleSystem
import Logging
import Testing

/// What an on-call engineer sees with the rights of the role alone: masked views, few commands.
@Suite(.timeLimit(.minutes(5)))
struct OnCallReadTests {
  @Test func readsSessionsNamesAndHealthOfTheDemo() async throws {
    let now = Instant(milliseconds: SystemClock.wallMilliseconds())
    let demo = try await Demo.start(
      DemoOptions(sessions: 500, now: now),
      logger: Logger(label: "test")
    )
    do {
      try await readAsOnCall(demo)
    } catch {
      await demo.stop()
      throw error
    }
    await demo.stop()
  }

  private func readAsOnCall(_ demo: RunningDemo) async throws {
    let person = try #require(demo.people.first { $0.name == "oncall" })
    let stores = try stores(of: person, demo)
    let snapshot = try await stores.sessions.scan { _ in }
    #expect(snapshot.progress.phase == .complete)
    #expect(snapshot.count >= 500)
    #expect(snapshot.directory.problem == nil)
    #expect(!snapshot.directory.users.isEmpty)
    #expect(!snapshot.directory.organizations.isEmpty)
    let emails = snapshot.directory.users.values.compactMap(\.email)
    #expect(emails.allSatisfy { $0.contains("•••") || $0.hasPrefix("redacted+") })
    let row = try #require(
      snapshot.rows.values.first { snapshot.directory.users[$0.userID ?? ""] != nil }
    )
    let found = try await stores.sessions.find(.userID(try #require(row.userID)))
    #expect(found.user.id == row.userID)

    try await readSubjects(stores)
    let health = await stores.health.examine()
    #expect(health.mongo.problem == nil && health.redis.problem == nil)
    #expect(health.user == "oncall")
    let rights = Dictionary(
      health.mongo.rights.map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
    #expect(rights["read users"] == "no")
    #expect(rights["insert eventlogs"] == "yes")
    #expect(rights["insert audit_headers"] == "yes")
    #expect(health.canWrite == true)
  }

  /// Everything of a person, out of the masked views, which is said.
  private func readSubjects(_ stores: ReadStores) async throws {
    let selector = SubjectSelector.user(.email("ana@example.com"))
    let found = try await stores.entities.find(selector)
    #expect(found.incomplete != nil)
    let user = try #require(found.only(for: selector, userType: "user"))
    let picture = try await stores.subjects.picture(user.key)
    #expect(picture.records.subject?.name == "a•••@example.com")
    #expect(picture.records.groups.contains { $0.type == "contact" && !$0.rows.isEmpty })
    #expect(picture.warnings.contains { !$0.isCertain })
    #expect(picture.sessions.problem == nil)
    #expect(picture.counters.value?.isEmpty == false)
    #expect(picture.newestEvents.problem == nil)
    let detail = try await stores.entities.document(user.key)
    #expect(detail?.isPartial == true)
    let page = try await stores.entities.page(EntityPageRequest(type: "person"))
    #expect(!page.rows.isEmpty)
  }

  private func stores(of person: DemoPerson, _ demo: RunningDemo) throws -> ReadStores {
    let redisURL = try #require(person.redisURL)
    return ReadStores(
      .init(
        redis: RedisClient(address: try RedisAddress(parsing: redisURL)),
        mongo: try MongoClient(MongoAddress(person.mongoURI)),
        backgroundMongo: try MongoClient(MongoAddress(person.mongoURI), purpose: .background),
        database: demo.database,
        consoleDatabase: demo.consoleDatabase,
        profile: .nest,
        systemUser: nil,
        now: { Instant(milliseconds: SystemClock.wallMilliseconds()) }
      )
    )
  }
}
