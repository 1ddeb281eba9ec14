import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleSettings
import ConsoleStores
import ConsoleSystem
import ServerHarness

/// Both servers as one test sees them: a corner of its own, and the read ports over it.
struct StoreFixture {
  let redis: RedisClient
  let mongo: MongoClient
  let background: MongoClient
  let database: String
  let consoleDatabase: String
  let stores: ReadStores
  private let servers: PrivateServers
  private let profile: Profile

  /// A corner of the shared servers.
  static func shared(profile: Profile = .nest) async throws -> StoreFixture {
    let scope = try await SharedServers.scope()
    return try await StoreFixture(
      scope.servers,
      redisDatabase: scope.redisDatabase,
      database: scope.database,
      consoleDatabase: scope.consoleDatabase,
      profile: profile
    )
  }

  /// The whole of private servers.
  init(
    _ servers: PrivateServers,
    redisDatabase: Int = 0,
    credentials: RedisCredentials? = nil,
    database: String = "backend",
    consoleDatabase: String = "console",
    mongoURI: String? = nil,
    profile: Profile = .nest
  ) async throws {
    let uri = mongoURI ?? servers.anonymousURI
    let address = RedisAddress(
      endpoint: .unix(path: servers.redisSocket),
      credentials: credentials,
      database: redisDatabase
    )
    self.servers = servers
    self.profile = profile
    redis = RedisClient(address: address)
    mongo = try MongoClient(MongoAddress(uri))
    background = try MongoClient(
      MongoAddress(uri),
      purpose: mongoURI == nil ? .background : .interactive
    )
    self.database = database
    self.consoleDatabase = consoleDatabase
    stores = ReadStores(
      .init(
        redis: redis,
        mongo: mongo,
        backgroundMongo: background,
        database: database,
        consoleDatabase: consoleDatabase,
        profile: profile,
        systemUser: "operator",
        now: { Instant(milliseconds: SystemClock.wallMilliseconds()) }
      )
    )
  }

  /// The same corner of Redis, with a MongoDB address where nobody listens.
  func withoutMongoDB() async throws -> StoreFixture {
    try await StoreFixture(
      servers,
      redisDatabase: redis.address.database,
      database: database,
      consoleDatabase: consoleDatabase,
      mongoURI: "mongodb://127.0.0.1:1/",
      profile: profile
    )
  }

  /// The read ports with an address of Redis where nobody listens.
  func withoutRedis() async throws -> ReadStores {
    ReadStores(
      .init(
        redis: RedisClient(
          address: RedisAddress(endpoint: .unix(path: servers.redisSocket + ".none"))
        ),
        mongo: mongo,
        backgroundMongo: background,
        database: database,
        consoleDatabase: consoleDatabase,
        profile: .nest,
        systemUser: "operator",
        now: { Instant(milliseconds: SystemClock.wallMilliseconds()) }
      )
    )
  }

  /// The same corner of both servers, signed in to Redis as somebody else.
  func signedIn(_ credentials: RedisCredentials) async throws -> StoreFixture {
    try await StoreFixture(
      servers,
      redisDatabase: redis.address.database,
      credentials: credentials,
      database: database,
      consoleDatabase: consoleDatabase
    )
  }

  /// Puts commands to Redis in one go.
  func fill(_ commands: RedisCommand...) async throws {
    let replies = try await redis.pipeline(commands)
    for reply in replies {
      if case .error(let error) = reply { throw RedisFailure(error, operation: "FILL") }
    }
  }

  /// Inserts documents into a collection of the backend.
  func insert(_ documents: [MongoDocument], into collection: String) async throws {
    try await insert(documents, into: collection, of: database)
  }

  /// Inserts documents into a collection of any database.
  func insert(
    _ documents: [MongoDocument],
    into collection: String,
    of database: String
  ) async throws {
    _ = try await mongo.command(
      [
        "insert": .string(collection), "documents": .array(documents.map { .document($0) }),
      ],
      on: database,
      deadline: .seconds(30)
    )
  }
}

extension Profile {
  /// The built-in profile, as it comes with the program.
  static let nest: Profile = {
    var faults: [SettingsFault] = []
    guard let profile = ProfileFiles.load("nest", directory: nil, faults: &faults) else {
      fatalError("the built-in profile has faults: \(faults)")
    }
    return profile
  }()
}
