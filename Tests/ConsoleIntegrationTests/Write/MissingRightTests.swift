import ConsoleActions
import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ServerHarness
import Testing

/// People who lack the right to write one of the collections: what must be on record first stops the
/// change, what comes after it is told.
struct MissingRightTests {
  @Test func aMissingRightStopsTheChangeOrIsTold() async throws {
    try await withServers(accessControl: true) { servers in
      try await servers.initiateReplicaSet()
      let scene = try await Scene(on: servers)
      try await nothingChangesWithoutTheRight(to: "audit_bodies", scene)
      try await nothingChangesWithoutTheRight(to: "audit_headers", scene)
      try await theHeldAreLeftAloneWithoutTheRight(to: "evidence", scene)
      try await theReceiptSaysThatTheRightIsMissing(to: "eventlogs", scene)
    }
  }

  private func nothingChangesWithoutTheRight(
    to collection: String,
    _ scene: Scene
  ) async throws {
    let fixture = try await scene.fixture(without: collection)
    let id = try await fixture.addSession("session-without-\(collection)")
    let before = try await scene.owner.documents("audit_headers", of: "holdfast").count
    do {
      _ = try await fixture.revoke(sessions([id]), with: fixture.gate())
      Issue.record("not refused without the right to write \(collection)")
    } catch GateRefusal.auditUnavailable(.unauthorized) {
      #expect(try await fixture.exists(id))
    }
    #expect(try await scene.owner.documents("audit_headers", of: "holdfast").count == before)
  }

  private func theHeldAreLeftAloneWithoutTheRight(
    to collection: String,
    _ scene: Scene
  ) async throws {
    let fixture = try await scene.fixture(without: collection)
    let held = try await fixture.addSession("held-session-001", user: Scene.heldUser)
    let free = try await fixture.addSession("free-session-001")
    let request = ActionRequest.revokeSessions([
      RevokeTarget(id: held, userID: Scene.heldUser),
      RevokeTarget(id: free, userID: WriteFixture.user),
    ])
    let receipt = try await fixture.revoke(request, with: fixture.gate())
    guard case .skipped = receipt.outcomes[0] else {
      Issue.record("not skipped: \(receipt.outcomes[0])")
      return
    }
    #expect(receipt.outcomes[1] == .revoked)
    #expect(receipt.result == .partial)
    #expect(try await fixture.exists(held))
  }

  private func theReceiptSaysThatTheRightIsMissing(
    to collection: String,
    _ scene: Scene
  ) async throws {
    let fixture = try await scene.fixture(without: collection)
    let id = try await fixture.addSession("session-without-\(collection)")
    let receipt = try await fixture.revoke(sessions([id]), with: fixture.gate())
    #expect(receipt.result == .success)
    #expect(receipt.problems.count == 1)
    #expect(receipt.outcomeSequence != nil)
    let bodies = try await scene.owner.documents("audit_bodies", of: "holdfast")
    let errors = bodies.flatMap { $0["disclosed"]?.array ?? [] }.compactMap(\.document)
      .filter { $0["path"] == "error" }.compactMap { $0["value"]?.string }
    #expect(errors.contains { $0 == receipt.problems[0] })
    #expect(try await scene.owner.verification().faults.isEmpty)
  }

  private func sessions(_ ids: [SessionID]) -> ActionRequest {
    .revokeSessions(ids.map { RevokeTarget(id: $0, userID: WriteFixture.user) })
  }
}

/// One deployment with an owner, and people who may insert everywhere but in one collection.
private struct Scene {
  static let heldUser = "64f0c0ffee64f0c0ffee0002"

  let servers: PrivateServers
  let owner: WriteFixture

  init(on servers: PrivateServers) async throws {
    self.servers = servers
    let local = try MongoClient(MongoAddress(servers.memberURI), purpose: .background)
    _ = try await local.command(
      ["createUser": "owner", "pwd": "secret", "roles": ["root"]],
      on: "admin",
      deadline: .seconds(60)
    )
    owner = try Self.fixture("owner", on: servers)
    try await owner.stores.initialiser.initialise()
    for (user, isHeld) in [(Self.heldUser, true), (WriteFixture.user, false)] {
      _ = try await owner.mongo.insertOne(
        ["_id": .objectID(try #require(MongoObjectID(user))), "legalHold": .bool(isHeld)],
        into: MongoNamespace("app", "users"),
        deadline: .seconds(30)
      )
    }
  }

  func fixture(without collection: String) async throws -> WriteFixture {
    let places = [
      ("holdfast", "audit_headers"), ("holdfast", "audit_bodies"), ("holdfast", "evidence"),
      ("app", "eventlogs"),
    ]
    let privileges = places.filter { $0.1 != collection }.map { place in
      MongoValue.document([
        "resource": ["db": .string(place.0), "collection": .string(place.1)],
        "actions": ["insert"],
      ])
    }
    let name = "no_\(collection)"
    _ = try await owner.mongo.command(
      [
        "createRole": .string(name), "privileges": .array(privileges),
        "roles": ["readAnyDatabase"],
      ],
      on: "admin",
      deadline: .seconds(60)
    )
    _ = try await owner.mongo.command(
      ["createUser": .string(name), "pwd": "secret", "roles": [.string(name)]],
      on: "admin",
      deadline: .seconds(60)
    )
    return try Self.fixture(name, on: servers)
  }

  private static func fixture(
    _ user: String,
    on servers: PrivateServers
  ) throws -> WriteFixture {
    try WriteFixture(
      redisURL: servers.redisURL,
      mongoURI: "mongodb://\(user):secret@127.0.0.1:\(servers.mongoPort)/"
        + "?replicaSet=\(servers.replicaSet)&authSource=admin",
      database: "app",
      consoleDatabase: "holdfast"
    )
  }
}
