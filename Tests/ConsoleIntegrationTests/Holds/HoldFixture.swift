import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// A user with documents in three collections, and what places and releases holds on them.
struct HoldFixture {
  static let userID = "64f0c0ffee64f0c0ffee0001"
  static let organizationID = "64f0c0ffee64f0c0ffee00aa"

  let write: WriteFixture
  let gate: ActionGate
  let user = EntityKey(type: "user", id: .objectID(userID))

  /// What documents and events say of holds.
  var drift: HoldDriftReads {
    MongoHoldDrift(client: write.mongo, database: write.database, profile: .nest).port
  }

  static func now() -> Int64 { WriteFixture.clock.now().milliseconds }

  static func make() async throws -> HoldFixture {
    let write = try await WriteFixture.shared()
    let fixture = HoldFixture(write: write, gate: write.gate())
    let user = try #require(MongoObjectID(userID))
    let organization = try #require(MongoObjectID(organizationID))
    let org = MongoValue.string(organizationID)
    try await fixture.insert("organizations", [["_id": .objectID(organization), "name": "O"]])
    try await fixture.insert(
      "users",
      [["_id": .objectID(user), "orgId": org, "email": "ana@example.com"]]
    )
    try await fixture.insert(
      "contacts",
      [["_id": "c1", "orgId": org, "email": "ana@example.com"]]
    )
    try await fixture.insert(
      "invites",
      [["_id": "i1", "orgId": org, "invitedUserId": .string(userID)]]
    )
    try await fixture.insert(
      "eventlogs",
      [
        [
          "eventType": "user.updated", "entity": "User", "entityId": .string(userID),
          "createdAt": .date(1),
        ],
        ["eventType": "user.created", "entityType": "User", "entityId": .string(userID)],
        ["eventType": "user.created", "entity": "User", "entityId": "other"],
      ]
    )
    return fixture
  }

  func draft(_ targets: [HoldDraft.Target], matter: String = "M-1") -> HoldDraft {
    HoldDraft(matter: LegalHold.Matter(id: matter, title: "A matter"), targets: targets)
  }

  @discardableResult
  func place(
    _ targets: [HoldDraft.Target],
    matter: String = "M-1"
  ) async throws -> ActionReceipt {
    try await run(.placeHold(draft(targets, matter: matter)))
  }

  /// Elevates, plans and applies.
  @discardableResult
  func run(_ request: ActionRequest) async throws -> ActionReceipt {
    try await write.revoke(request, with: gate)
  }

  /// Makes the hold's grace period be over, then ends it.
  func letGo(_ id: String) async throws {
    let past = Self.now() - 10_000
    try await set(
      "legal_holds",
      of: write.consoleDatabase,
      where: ["_id": .string(id)],
      [
        "status": "releasing", "releaseReason": "over", "releasedBy": "a", "releaseApprovedBy": "b",
        "releaseEffectiveAt": .date(past),
      ]
    )
    let receipt = try await run(.endHold(id: id))
    #expect(receipt.result == .success, "\(receipt.problems)")
    #expect(try await hold(id).state == .released)
  }

  func hold(_ id: String) async throws -> LegalHold {
    let holds = try await #require(write.stores.ports.holds).reads.holds()
    return try #require(holds.first { $0.id == id })
  }

  func holdIDs() async throws -> [String] {
    let user = try #require(try await write.documents("users").first)
    return (user["legalHoldIds"]?.array ?? []).compactMap(\.string).sorted()
  }

  func isHeld() async throws -> Bool {
    try await write.documents("users").first?["legalHold"]?.bool == true
  }

  func setUser(_ members: MongoDocument) async throws { try await set("users", members) }

  func set(
    _ collection: String,
    of database: String? = nil,
    where filter: MongoDocument = [:],
    _ members: MongoDocument
  ) async throws {
    _ = try await write.mongo.updateMany(
      UpdateRequest(
        MongoNamespace(database ?? write.database, collection),
        filter: filter,
        update: .operators(["$set": .document(members)])
      ),
      deadline: .seconds(30)
    )
  }

  func insert(_ collection: String, _ documents: [MongoDocument]) async throws {
    _ = try await write.mongo.insertMany(
      documents,
      into: MongoNamespace(write.database, collection),
      deadline: .seconds(30)
    )
  }

  func index(_ collection: String, _ field: String, seconds: Int) async throws {
    let key = MongoDocument(dictionaryLiteral: (field, 1))
    _ = try await write.mongo.command(
      [
        "createIndexes": .string(collection),
        "indexes": [
          [
            "name": .string("\(field)_ttl"), "key": .document(key),
            "expireAfterSeconds": MongoValue(seconds),
          ]
        ],
      ],
      on: write.database,
      deadline: .seconds(30)
    )
  }
}

extension ActionReceipt {
  /// The hold that was placed.
  var holdID: String { LegalHold.id(placedBy: plan.id) }
}

extension HoldFixture {
  /// A gate of a context in which one person may strip.
  func oneManGate() -> ActionGate {
    write.stores.gate(
      policy: GatePolicy(environment: "test", stripsTakeTwo: false),
      actor: .known(WriteFixture.identity),
      journal: write.journal,
      clock: WriteFixture.clock
    )
  }
}
