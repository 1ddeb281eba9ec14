import ConsoleActions
import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ServerHarness
import Testing

/// The retention index is created on a real MongoDB, and refused until no held event can be lost by it.
@Suite(.timeLimit(.minutes(5)))
struct RetentionIndexTests {
  private static let old = MongoValue.date(946_684_800_000)

  private func sweep(_ fixture: HoldFixture) async throws {
    let steps = fixture.write.stores.holdSteps(fixture.write.upkeep(), drift: fixture.drift)
    guard case .ran(let run, _) = try await fixture.write.sweep(more: steps).run(progress: { _ in })
    else {
      Issue.record("the sweep did not run")
      return
    }
    #expect(run.steps.contains { $0.name == "hold-events" && $0.state == .done })
  }

  private func plan(_ fixture: HoldFixture) async throws -> ActionPlan {
    _ = try await fixture.gate.elevate(reason: "an integration test", ticket: "none yet")
    return try await fixture.gate.plan(.createRetentionIndex)
  }

  private func apply(_ plan: ActionPlan, _ fixture: HoldFixture) async throws -> ActionReceipt {
    try await fixture.gate.apply(
      plan.id,
      authorisation: Authorisation(
        reason: "an integration test",
        ticket: "none yet",
        phrase: plan.phrase
      ),
      progress: { _ in }
    )
  }

  private func refusal(_ fixture: HoldFixture) async throws -> String {
    do {
      _ = try await plan(fixture)
      Issue.record("not refused")
      return ""
    } catch let refusal as GateRefusal {
      return ProblemText(refusal).line
    }
  }

  private func event(_ id: String, held: Bool?, at created: MongoValue = old) -> MongoDocument {
    var elements: [(String, MongoValue)] = [
      ("eventType", "user.updated"), ("entity", "User"), ("entityId", .string(id)),
      ("createdAt", created),
    ]
    if let held { elements.append(("legalHold", .bool(held))) }
    return (try? MongoDocument(elements: elements)) ?? [:]
  }

  private func index(_ fixture: HoldFixture) async throws -> MongoDocument? {
    try await fixture.write.mongo.indexes(
      of: MongoNamespace(fixture.write.database, "eventlogs"),
      deadline: .seconds(30)
    )
    .first { $0["name"]?.string == RetentionIndex.name }
  }

  private func make(_ fixture: HoldFixture, _ index: MongoDocument) async throws {
    _ = try await fixture.write.mongo.command(
      ["createIndexes": "eventlogs", "indexes": .array([.document(index)])],
      on: fixture.write.database,
      deadline: .seconds(30)
    )
  }

  @Test func itIsCreatedOnceASweepHasShownThatNoHeldEventIsWithoutItsFlag() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.insert(
      "eventlogs",
      [
        event("gone-1", held: false), event("gone-2", held: false), event("kept", held: nil),
        event("new", held: false, at: .date(HoldFixture.now())),
      ]
    )
    try await fixture.place([.entity(fixture.user)])
    #expect(try await refusal(fixture).contains("no sweep has run"))

    try await sweep(fixture)
    let plan = try await plan(fixture)
    #expect(plan.tier == .irreversible)
    #expect(plan.matched == 2)
    #expect(plan.documents?.samples.count == 2)
    #expect(plan.documents?.facts.contains { $0.contains("without the member") } == true)
    #expect(plan.phrase == "delete 2 in test")
    let receipt = try await apply(plan, fixture)
    #expect(receipt.result == .success, "\(receipt.problems)")
    let index = try #require(try await index(fixture))
    #expect(index["expireAfterSeconds"]?.int == 315_360_000)
    #expect(index["partialFilterExpression"]?.document == ["legalHold": false])
    #expect(try await refusal(fixture).contains("keeps events for ten years, unless held"))
    #expect(try await fixture.write.verification().dangling.isEmpty)
  }

  @Test func aHeldEventWithoutItsFlagRefusesThePlanAndStopsTheWrite() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.place([.entity(fixture.user)])
    try await sweep(fixture)
    let plan = try await plan(fixture)
    try await fixture.insert("eventlogs", [event(HoldFixture.userID, held: false)])
    let receipt = try await apply(plan, fixture)
    #expect(receipt.result == .blocked)
    #expect(try await index(fixture) == nil)
    #expect(try await refusal(fixture).contains("events about held documents without the flag: 1"))

    // Neither a missing flag nor a label that the profile does not know is let through.
    try await fixture.set(
      "eventlogs",
      where: ["entityId": .string(HoldFixture.userID)],
      ["legalHold": true]
    )
    _ = try await self.plan(fixture)
    var stranger = event(HoldFixture.userID, held: nil)
    stranger = try MongoDocument(
      elements: stranger.elements.filter { $0.key != "entity" }.map { ($0.key, $0.value) }
    )
    try await fixture.insert("eventlogs", [stranger])
    #expect(try await refusal(fixture).contains("without the flag"))
  }

  @Test func whatTheBackendAloneHoldsCountsAsHeld() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.setUser(["legalHold": true])
    try await sweep(fixture)
    #expect(try await refusal(fixture).contains("place one on what the backend alone holds"))
  }

  @Test func anIndexThatIsInTheWayIsNamedAndLeft() async throws {
    let fixture = try await HoldFixture.make()
    try await make(fixture, ["name": .string(RetentionIndex.name), "key": ["orgId": 1]])
    let indexer = try #require(fixture.write.stores.ports.retention).indexer
    let log = fixture.write.log()
    let permit = try await log.begin(fixture.write.intent())
    do {
      try await indexer.create(permit: permit)
      Issue.record("the server took it")
    } catch StoreProblem.refused(_, let code, _) {
      #expect(code == "IndexKeySpecsConflict")
    }
    _ = await log.end(permit, with: .nothing)
    #expect(try await refusal(fixture).contains("code 86"))

    let other = try await HoldFixture.make()
    try await make(
      other,
      ["name": "mine", "key": ["createdAt": 1], "partialFilterExpression": ["legalHold": false]]
    )
    #expect(try await refusal(other).contains("mine is in the way"))
    #expect(try await refusal(other).contains("code 85"))
  }

  @Test func anIndexThatKeepsLongerIsAsGood() async throws {
    let fixture = try await HoldFixture.make()
    try await make(
      fixture,
      [
        "name": "theirs", "key": ["createdAt": 1], "expireAfterSeconds": 315_576_000,
        "partialFilterExpression": ["legalHold": false],
      ]
    )
    #expect(try await refusal(fixture).contains("the index theirs keeps events"))
  }

  @Test func theReportTellsTheKindsAndWhatAHoldCanNotStop() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.insert("eventlogs", [event("gone", held: false), event("kept", held: true)])
    try await fixture.index("eventlogs", "createdAt", seconds: 2_000_000_000)
    try await fixture.index("invites", "tokenExpires", seconds: 0)
    let far = MongoValue.date(HoldFixture.now() + 86_400_000)
    try await fixture.set("invites", ["legalHold": true, "tokenExpires": far])
    let reads = MongoRetentionReads(
      client: fixture.write.mongo,
      database: fixture.write.database,
      profile: .nest,
      now: WriteFixture.clock.now
    ).port
    let report = try await reads.report()
    let invites = try #require(report.rules.first { $0.rule.collection == "invites" })
    #expect(invites.rule.kind == .byMember)
    #expect(invites.effect == .doesNotStop)
    #expect(invites.held == .exactly(1))
    #expect(invites.overdue == .exactly(0))
    let events = try #require(report.rules.first { $0.rule.collection == "eventlogs" })
    #expect(events.rule.kind == .unstoppable)
    #expect(events.held == .exactly(1))
    #expect(report.standing == .absent)
    #expect(report.wouldDelete == .exactly(1))
    #expect(report.isFault)
    #expect(!report.isPartial)
  }

  @Test func whoMayNotCreateIndexesIsToldSoAndNothingIsThere() async throws {
    try await withServers(accessControl: true) { servers in
      try await servers.initiateReplicaSet()
      let local = try MongoClient(MongoAddress(servers.memberURI), purpose: .background)
      _ = try await local.command(
        ["createUser": "owner", "pwd": "secret", "roles": ["root"]],
        on: "admin",
        deadline: .seconds(60)
      )
      try await addReader(servers)
      let owner = try fixture("owner", servers)
      try await owner.stores.initialiser.initialise()
      _ = try await owner.mongo.insertOne(
        ["eventType": "user.created", "legalHold": false],
        into: MongoNamespace("app", "eventlogs"),
        deadline: .seconds(30)
      )
      let sweeper = HoldFixture(write: owner, gate: owner.gate())
      try await sweep(sweeper)
      let reader = try fixture("reader", servers)
      let receipt = try await reader.revoke(.createRetentionIndex, with: reader.gate())
      #expect(receipt.result == .failure)
      #expect(receipt.problems.first?.contains("eventlogs") == true)
      #expect(try await index(sweeper) == nil)
    }
  }

  /// Somebody who may read everything and record, and nothing else.
  private func addReader(_ servers: PrivateServers) async throws {
    let owner = try fixture("owner", servers).mongo
    let privileges = ["audit_headers", "audit_bodies"].map { collection in
      MongoValue.document([
        "resource": ["db": "holdfast", "collection": .string(collection)],
        "actions": ["insert"],
      ])
    }
    for command: MongoDocument in [
      ["createRole": "recorder", "roles": [], "privileges": .array(privileges)],
      ["createUser": "reader", "pwd": "secret", "roles": ["readAnyDatabase", "recorder"]],
    ] {
      _ = try await owner.command(command, on: "admin", deadline: .seconds(60))
    }
  }

  private func fixture(_ user: String, _ servers: PrivateServers) throws -> WriteFixture {
    try WriteFixture(
      redisURL: servers.redisURL,
      mongoURI: "mongodb://\(user):secret@127.0.0.1:\(servers.mongoPort)/"
        + "?replicaSet=\(servers.replicaSet)&authSource=admin",
      database: "app",
      consoleDatabase: "holdfast"
    )
  }
}
