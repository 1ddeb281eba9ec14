import ConsoleMongo

extension PrivateServers {
  /// How long one step of the set-up may take on a slow machine.
  static let patience = Duration.seconds(60)

  /// The member itself, whatever the state of its replica set; without a user.
  package var memberURI: String { "mongodb://127.0.0.1:\(mongoPort)/?directConnection=true" }

  /// The replica set as a person signs in to it; both parts must need no escaping.
  func uri(user: String, password: String) -> String {
    "mongodb://\(user):\(password)@127.0.0.1:\(mongoPort)/"
      + "?replicaSet=\(replicaSet)&authSource=admin"
  }

  /// The replica set without a user; refused where there is access control.
  package var anonymousURI: String {
    "mongodb://127.0.0.1:\(mongoPort)/?replicaSet=\(replicaSet)"
  }

  /// Makes the member a replica set of one and waits until it takes writes; harmless when repeated.
  package func initiateReplicaSet() async throws(DemoFailure) {
    do throws(MongoFailure) {
      let client = try MongoClient(MongoAddress(memberURI), purpose: .background)
      try await initiate(with: client)
      client.close()
    } catch {
      throw .setUp(step: "initiating the replica set", reason: error.description)
    }
  }

  private func initiate(with client: MongoClient) async throws(MongoFailure) {
    let member: MongoValue = ["_id": 0, "host": .string("127.0.0.1:\(mongoPort)")]
    let command: MongoDocument = [
      "replSetInitiate": ["_id": .string(replicaSet), "members": [member]]
    ]
    do throws(MongoFailure) {
      _ = try await client.command(command, on: "admin", deadline: Self.patience)
    } catch  where error.codeName == "AlreadyInitialized" {
      // Somebody was here before.
    }
    var isPrimary = false
    let end = ContinuousClock.now + Self.patience
    while !isPrimary, ContinuousClock.now < end {
      isPrimary = try await client.hello(deadline: Self.patience).isWritablePrimary
      if !isPrimary { await pause() }
    }
    guard isPrimary else { throw MongoFailure(.timedOut, in: "replSetInitiate") }
  }
}
