import ConsoleDemo
import ConsoleMongo
import ServerHarness
import Testing

@Suite(.timeLimit(.minutes(5)))
struct AccessControlTests {
  private let patience = Duration.seconds(30)
  private let secret = "planted-b64e"

  @Test func identityAndRefusalsAreTold() async throws {
    DriverLog.listen()
    try await withServers(accessControl: true) { servers in
      let founder = try await ReplicaSet.client(of: servers)
      _ = try await founder.command(
        ["createUser": "root", "pwd": .string(secret), "roles": ["root"]],
        on: "admin",
        deadline: patience
      )
      let root = try client(of: servers, user: "root", password: secret)
      _ = try await root.command(
        [
          "createUser": "reader", "pwd": .string(secret),
          "roles": [["role": "read", "db": "backend"]],
        ],
        on: "admin",
        deadline: patience
      )
      try await checkIdentity(of: servers)
      try await checkRefusals(of: servers)
    }
    #expect(!DriverLog.text.contains(secret))
  }

  private func checkIdentity(of servers: PrivateServers) async throws {
    let reader = try client(of: servers, user: "reader", password: secret)
    let status = try await reader.connectionStatus(deadline: patience)
    #expect(status.users.map(\.name) == ["reader"])
    #expect(status.roles.map(\.name) == ["read"])
    #expect(
      status.privileges.contains {
        $0.database == "backend" && $0.collection == "" && $0.actions.contains("find")
      }
    )
  }

  private func checkRefusals(of servers: PrivateServers) async throws {
    let reader = try client(of: servers, user: "reader", password: secret)
    let people = MongoNamespace("backend", "people")
    #expect(try await reader.find(FindRequest(people), deadline: patience).isEmpty)
    let marker = "planted-77aa"
    let forbidden = await failure { () async throws(MongoFailure) in
      try await reader.insertOne(["email": .string(marker)], into: people, deadline: patience)
    }
    #expect(forbidden?.code == .unauthorized)
    #expect(forbidden?.serverCode == 13)
    #expect(forbidden?.codeName == "Unauthorized")
    #expect(forbidden.map { "\($0)".contains(marker) } == false)

    let wrong = try client(of: servers, user: "reader", password: "not-\(secret)")
    let refused = await failure { () async throws(MongoFailure) in
      try await wrong.find(FindRequest(people), deadline: patience)
    }
    #expect(refused?.code == .unauthenticated)
    #expect(refused.map { String(reflecting: $0).contains(secret) } == false)

    let nobody = try MongoClient(MongoAddress(ReplicaSet.uri(of: servers)))
    let unknown = await failure { () async throws(MongoFailure) in
      try await nobody.find(FindRequest(people), deadline: patience)
    }
    #expect(unknown?.code == .unauthorized)
  }

  private func client(
    of servers: PrivateServers,
    user: String,
    password: String
  ) throws -> MongoClient {
    try MongoClient(MongoAddress(ReplicaSet.uri(of: servers, user: user, password: password)))
  }
}
