import ConsoleMongo
import ConsoleRedis

/// Makes the roles and the people of a demo and answers how each signs in.
struct AccessSetUp: Sendable {
  let servers: PrivateServers
  let redis: RedisConnection
  let database: String
  let consoleDatabase: String

  /// The first user, made through mongod's exception for its own machine; may do everything.
  func makeAdministrator() async throws(DemoFailure) -> String {
    let password = makePassword()
    try await mongoStep("creating the first MongoDB user") { () throws(MongoFailure) in
      let client = try MongoClient(MongoAddress(servers.memberURI), purpose: .background)
      _ = try await client.command(
        ["createUser": "demo-admin", "pwd": .string(password), "roles": ["root"]],
        on: "admin",
        deadline: PrivateServers.patience
      )
      client.close()
    }
    return servers.uri(user: "demo-admin", password: password)
  }

  /// The roles, then one user for each position, the operator last.
  func makePeople(with admin: MongoClient) async throws(DemoFailure) -> [DemoPerson] {
    for role in DemoRole.allCases {
      try await mongoStep("creating the role \(role.rawValue)") { () throws(MongoFailure) in
        _ = try await admin.command(
          role.creation(backend: database, console: consoleDatabase),
          on: "admin",
          deadline: PrivateServers.patience
        )
      }
    }
    var people: [DemoPerson] = []
    for position in DemoPosition.allCases {
      people.append(try await makePerson(position, with: admin))
    }
    return people
  }

  /// A user for each organisation with a database of its own; answers its address with the password in
  /// it, as the backend keeps it.
  func makeTenants(
    _ numbers: [Int],
    with admin: MongoClient
  ) async throws(DemoFailure) -> [Int: String] {
    var addresses: [Int: String] = [:]
    for number in numbers {
      let name = "tenant-\(number)"
      let database = DemoCast.tenantDatabase(number)
      let password = makePassword()
      try await mongoStep("creating the user \(name)") { () throws(MongoFailure) in
        _ = try await admin.command(
          [
            "createUser": .string(name), "pwd": .string(password),
            "roles": [["role": "readWrite", "db": .string(database)]],
          ],
          on: "admin",
          deadline: PrivateServers.patience
        )
      }
      addresses[number] = servers.uri(user: name, password: password)
    }
    return addresses
  }

  private func makePerson(
    _ position: DemoPosition,
    with admin: MongoClient
  ) async throws(DemoFailure) -> DemoPerson {
    let name = position.rawValue
    let password = makePassword()
    let roles = position.roles.map { MongoValue.string($0.rawValue) }
    try await mongoStep("creating the user \(name)") { () throws(MongoFailure) in
      _ = try await admin.command(
        ["createUser": .string(name), "pwd": .string(password), "roles": .array(roles)],
        on: "admin",
        deadline: PrivateServers.patience
      )
    }
    return DemoPerson(
      name: name,
      mongoURI: servers.uri(user: name, password: password),
      redisURL: await makeRedisUser(position)
    )
  }

  /// A Redis before 7.0 refuses the selectors; then the person has no address of their own.
  private func makeRedisUser(_ position: DemoPosition) async -> String? {
    let password = makePassword()
    guard let rules = RedisAccess.rules(of: position, password: password) else {
      return servers.redisURL
    }
    let arguments = ["SETUSER", position.rawValue] + rules
    let command = RedisCommand(name: "ACL", arguments: arguments.map { Array($0.utf8) })
    guard (try? await redis.send(command, deadline: PrivateServers.patience)) != nil else {
      return nil
    }
    return "unix://\(position.rawValue):\(password)@\(servers.redisSocket)"
  }
}

/// Runs a step against MongoDB and names it where it fails.
func mongoStep<Value>(
  _ step: String,
  _ body: () async throws(MongoFailure) -> Value
) async throws(DemoFailure) -> Value {
  do throws(MongoFailure) {
    return try await body()
  } catch {
    throw .setUp(step: step, reason: error.description)
  }
}
