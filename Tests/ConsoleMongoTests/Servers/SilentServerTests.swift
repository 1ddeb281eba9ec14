import ConsoleDemo
import ConsoleMongo
import ConsoleSystem
import ServerHarness
import Testing

@Suite(.timeLimit(.minutes(5)))
struct SilentServerTests {
  private let patience = Duration.seconds(30)

  @Test func aStoppedServerNeverOutlastsTheCallersDeadline() async throws {
    try await withServers { servers in
      let client = try await ReplicaSet.client(of: servers)
      let items = MongoNamespace("silent", "items")
      _ = try await client.insertOne(["_id": 1], into: items, deadline: patience)
      let mongod = try #require(servers.processID(of: .mongod))
      try await freeze(mongod)
      let start = ContinuousClock.now
      let codes = await withTaskGroup(of: MongoFailure.Code?.self) { group in
        for _ in 0..<20 {
          group.addTask {
            await failure { () async throws(MongoFailure) in
              try await client.find(FindRequest(items), deadline: .milliseconds(500))
            }?.code
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      let elapsed = ContinuousClock.now - start
      try ProcessSignal.resume.send(to: mongod)
      #expect(codes == Array(repeating: .timedOut, count: 20))
      #expect(elapsed < .seconds(5))
      let isBack = await eventually {
        let read = try? await client.find(FindRequest(items), deadline: .seconds(5))
        return read?.count == 1
      }
      #expect(isBack)
      let counts = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<20 {
          group.addTask { try await client.find(FindRequest(items), deadline: patience).count }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(counts == Array(repeating: 1, count: 20))
    }
  }

  @Test func aWriteNobodyWaitsForAnyMoreIsNotSent() async throws {
    try await withServers { servers in
      let client = try await ReplicaSet.client(of: servers)
      let items = MongoNamespace("silent", "writes")
      _ = try await client.insertOne(["_id": 0], into: items, deadline: patience)
      let mongod = try #require(servers.processID(of: .mongod))
      try await freeze(mongod)
      // More reads than lanes keep every lane busy, so that the write waits in the queue.
      let reads = (0..<12).map { _ in
        Task { _ = try? await client.find(FindRequest(items), deadline: .seconds(2)) }
      }
      let isFull = await eventually { client.queueLength > 0 }
      #expect(isFull)
      let refused = await failure { () async throws(MongoFailure) in
        try await client.insertOne(["_id": 1], into: items, deadline: .milliseconds(300))
      }
      #expect(refused?.code == .timedOut)
      for read in reads { await read.value }
      try ProcessSignal.resume.send(to: mongod)
      let isBack = await eventually {
        (try? await client.find(FindRequest(items), deadline: .seconds(5))) != nil
      }
      #expect(isBack)
      let kept = try await client.find(FindRequest(items), deadline: patience)
      #expect(kept == [["_id": 0]])
    }
  }

  @Test func aServerThatIsNotThereIsUnreachable() async throws {
    let port = try LoopbackPort.free()
    let client = try MongoClient(MongoAddress("mongodb://127.0.0.1:\(port)/?replicaSet=rs"))
    let start = ContinuousClock.now
    let refused = await failure { () async throws(MongoFailure) in
      try await client.hello(deadline: patience)
    }
    #expect(refused?.code == .unreachable)
    #expect(refused?.reason == "no connection")
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test func aCancelledCallerHasItsAnswerAtOnce() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("cancelled")
    _ = try await scope.client.insertOne(["_id": 1], into: items, deadline: patience)
    let query = FindRequest(items, filter: ["$where": "sleep(3000) || true"])
    let task = Task { () -> MongoFailure? in
      await failure { () async throws(MongoFailure) in
        try await scope.client.find(query, deadline: .seconds(60))
      }
    }
    task.cancel()
    #expect(await task.value?.code == .cancelled)
  }

  @Test func aClosedClientLetsItsConnectionsGo() async throws {
    try await withServers { servers in
      let watcher = try await ReplicaSet.client(of: servers)
      let before = try await connections(seenBy: watcher)
      var client: MongoClient? = try MongoClient(MongoAddress(ReplicaSet.uri(of: servers)))
      _ = try await client?.hello(deadline: patience)
      #expect(try await connections(seenBy: watcher) > before)
      client?.close()
      client = nil
      let areGone = try await eventually { try await connections(seenBy: watcher) <= before }
      #expect(areGone)
    }
  }

  private func connections(seenBy client: MongoClient) async throws -> Int {
    let status = try await client.command(["serverStatus": 1], on: "admin", deadline: patience)
    return try #require(status["connections.current"]?.int)
  }

  @Test func aClosedClientRefusesAndMayBeClosedAgain() async throws {
    let scope = try await MongoScope.open()
    _ = try await scope.client.hello(deadline: patience)
    scope.client.close()
    scope.client.close()
    let refused = await failure { () async throws(MongoFailure) in
      try await scope.client.hello(deadline: patience)
    }
    #expect(refused?.code == .closed)
  }
}
