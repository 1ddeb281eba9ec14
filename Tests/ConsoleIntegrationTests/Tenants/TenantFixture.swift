import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// A user with documents in the backend's database and in those that two organisations have to themselves.
struct TenantFixture {
  static let organization = "64f0c0ffee64f0c0ffee00bb"
  static let other = "64f0c0ffee64f0c0ffee00cc"
  /// Stands in the addresses of organisations, and must stand nowhere else.
  static let secret = "hunter2-of-the-tenant"

  let hold: HoldFixture
  let gate: ActionGate

  var write: WriteFixture { hold.write }
  /// Database of the organisation, on the same server.
  var database: String { "\(write.database)-t" }
  /// An address at which nobody listens.
  static let dead = "mongodb://tenant:\(secret)@127.0.0.1:1/tenant"
  /// The tests' own server, which knows no such user.
  var refused: String { "mongodb://tenant:\(Self.secret)@\(host)/x?authSource=admin" }

  private var host: String { write.mongo.address.hosts }

  /// One organisation with a contact of Ana's in a database of its own.
  static func make() async throws -> TenantFixture {
    let hold = try await HoldFixture.make()
    let fixture = TenantFixture(hold: hold, gate: hold.oneManGate())
    try await fixture.add(organization, at: "mongodb://\(fixture.host)/", name: fixture.database)
    try await fixture.insert(
      "contacts",
      [fixture.contact("t1"), fixture.contact("t2", "b@x.example")]
    )
    return fixture
  }

  func add(_ organization: String, at uri: String, name: String?) async throws {
    let id = try #require(MongoObjectID(organization))
    try await hold.insert(
      "organizations",
      [
        [
          "_id": .objectID(id), "name": .string(organization), "useDedicatedDb": true,
          "databaseUri": .string(uri), "databaseName": name.map(MongoValue.string) ?? .null,
        ]
      ]
    )
  }

  func contact(_ id: String, _ email: String = "ana@example.com") -> MongoDocument {
    [
      "_id": .string(id), "orgId": .string(Self.organization), "name": .string("Nora Quist \(id)"),
      "email": .string(email),
    ]
  }

  func insert(_ collection: String, _ documents: [MongoDocument]) async throws {
    _ = try await write.mongo.insertMany(
      documents,
      into: MongoNamespace(database, collection),
      deadline: .seconds(30)
    )
  }

  func stored(_ id: String) async throws -> MongoDocument {
    try #require(
      try await write.documents("contacts", of: database, where: ["_id": .string(id)]).first
    )
  }

  @discardableResult
  func run(_ request: ActionRequest) async throws -> ActionReceipt {
    try await write.revoke(request, with: gate)
  }

  /// Whether the organisations' password stands in what was written or answered.
  func hasLeaked(in receipt: ActionReceipt) async throws -> Bool {
    var texts = ["\(receipt)", RecordJSON.plan(receipt.plan)]
    for database in [write.database, write.consoleDatabase, database] {
      for name in try await write.mongo.collectionNames(in: database, deadline: .seconds(30))
      where name != "organizations" {
        texts += try await write.documents(name, of: database).map { try $0.json(.canonical) }
      }
    }
    return try texts.contains { text in
      try text.contains(Self.secret)
        || Regex("127\\.0\\.0\\.1:1(?!\\d)").firstMatch(in: text) != nil
    }
  }
}
