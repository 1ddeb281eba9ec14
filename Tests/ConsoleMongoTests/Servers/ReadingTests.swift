import ConsoleDemo
import ConsoleMongo
import ConsoleSystem
import ServerHarness
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ReadingTests {
  private let patience = Duration.seconds(30)

  @Test func findFiltersSortsProjectsAndCaps() async throws {
    let scope = try await MongoScope.open()
    let people = scope.collection("people")
    let documents: [MongoDocument] = (0..<20).map {
      ["_id": .int32($0), "even": .bool($0 % 2 == 0), "secret": "x"]
    }
    let inserted = try await scope.client.insertMany(documents, into: people, deadline: patience)
    #expect(inserted.inserted == 20)
    let found = try await scope.client.find(
      FindRequest(
        people,
        filter: ["even": true],
        projection: ["secret": 0],
        sort: ["_id": -1],
        limit: 3
      ),
      deadline: patience
    )
    #expect(found.map { $0["_id"]?.int } == [18, 16, 14])
    #expect(found.allSatisfy { $0.keys == ["_id", "even"] })
  }

  @Test func pagesByKeyCoverEverythingOnce() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("items")
    let documents: [MongoDocument] = (0..<25).map { ["_id": .int32($0), "keep": .bool($0 != 7)] }
    _ = try await scope.client.insertMany(documents, into: items, deadline: patience)
    for descending in [false, true] {
      let query = FindRequest(items, filter: ["keep": true], limit: 10)
      var seen: [Int] = []
      var last: MongoValue?
      repeat {
        let page = try await scope.client.find(
          query.page(after: last, descending: descending),
          deadline: patience
        )
        seen += page.compactMap { $0["_id"]?.int }
        last = page.last?["_id"]
      } while last != nil
      let all = (0..<25).filter { $0 != 7 }
      #expect(seen == (descending ? all.reversed() : all))
    }
  }

  @Test func batchesCoverALongReadAndStopWhenTold() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("batches")
    let documents: [MongoDocument] = (0..<250).map { ["_id": .int32($0)] }
    _ = try await scope.client.insertMany(documents, into: items, deadline: patience)
    let sizes = Collector<Int>()
    let query = FindRequest(items, limit: 0, batchSize: 100)
    try await scope.client.forEachBatch(query, deadline: patience) { batch in
      sizes.append(batch.count)
      return .proceed
    }
    #expect(sizes.values == [100, 100, 50])
    try await scope.client.forEachBatch(query, deadline: patience) { _ in
      sizes.append(-1)
      return .stop
    }
    #expect(sizes.values == [100, 100, 50, -1])
  }

  @Test func anUncappedFindIsRefused() async throws {
    let scope = try await MongoScope.open()
    let refused = await failure { () async throws(MongoFailure) in
      try await scope.client.find(
        FindRequest(scope.collection("any"), limit: 0),
        deadline: patience
      )
    }
    #expect(refused?.code == .invalidArgument)
  }

  @Test func aReadBeyondItsByteCapIsTooLarge() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("large")
    let text = MongoValue.string(String(repeating: "x", count: 10_000))
    _ = try await scope.client.insertMany(
      (0..<5).map { ["_id": .int32($0), "text": text] },
      into: items,
      deadline: patience
    )
    let refused = await failure { () async throws(MongoFailure) in
      try await scope.client.find(FindRequest(items, maximumBytes: 30_000), deadline: patience)
    }
    #expect(refused?.code == .tooLarge)
  }

  @Test func aggregateReadsAndRefusesToWrite() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("sums")
    _ = try await scope.client.insertMany(
      [["k": "a", "n": 1], ["k": "a", "n": 2], ["k": "b", "n": 5]],
      into: items,
      deadline: patience
    )
    let sums = try await scope.client.aggregate(
      AggregateRequest(
        items,
        [["$group": ["_id": "$k", "sum": ["$sum": "$n"]]], ["$sort": ["_id": 1]]]
      ),
      deadline: patience
    )
    #expect(sums == [["_id": "a", "sum": 3], ["_id": "b", "sum": 5]])
    let refused = await failure { () async throws(MongoFailure) in
      try await scope.client.aggregate(
        AggregateRequest(items, [["$out": "copy"]]),
        deadline: patience
      )
    }
    #expect(refused?.code == .invalidArgument)
    let names = try await scope.client.collectionNames(in: scope.database, deadline: patience)
    #expect(names == ["sums"])
  }

  @Test func theServerSaysWhoItIs() async throws {
    let scope = try await MongoScope.open()
    let identity = try await scope.client.hello(deadline: patience)
    #expect(identity.setName == "demo")
    #expect(identity.me != nil && identity.me == identity.primary)
    #expect(identity.isWritablePrimary && !identity.isRouter)
    #expect((identity.localTime ?? 0) > 1_600_000_000_000)
    #expect(try await scope.client.version(deadline: patience).contains("."))
    let status = try await scope.client.connectionStatus(deadline: patience)
    #expect(status.users.isEmpty)
  }

  @Test func aUnixSocketServesAsWell() async throws {
    let scope = try await SharedServers.scope()
    let overTCP = try await ReplicaSet.client(of: scope.servers)
    let path = "\(scope.servers.folder.path)/mongodb-\(scope.servers.mongoPort).sock"
    let escaped = path.split(separator: "/").map { "%2F\($0)" }.joined()
    let address = try MongoAddress("mongodb://\(escaped)/?directConnection=true")
    #expect(address.hosts == path)
    let client = try MongoClient(address, purpose: .background)
    let identity = try await client.hello(deadline: patience)
    let other = try await overTCP.hello(deadline: patience)
    #expect(identity.me == other.me)
  }

  @Test func countsAndIndexesAreTold() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("indexed")
    #expect(try await scope.client.indexes(of: items, deadline: patience).isEmpty)
    _ = try await scope.client.insertMany([["a": 1], ["a": 2]], into: items, deadline: patience)
    _ = try await scope.client.command(
      [
        "createIndexes": .string(items.collection),
        "indexes": [["key": ["a": 1], "name": "by_a", "unique": true]],
      ],
      on: scope.database,
      deadline: patience
    )
    let names = try await scope.client.indexes(of: items, deadline: patience)
      .compactMap { $0["name"]?.string }
    #expect(names == ["_id_", "by_a"])
    #expect(try await scope.client.estimatedCount(of: items, deadline: patience) == 2)
  }

  @Test func anImpossibleNameIsRefusedBeforeItIsSent() async throws {
    let scope = try await MongoScope.open()
    for name in ["", "a\u{0}b"] {
      let refused = await failure { () async throws(MongoFailure) in
        try await scope.client.find(FindRequest(scope.collection(name)), deadline: patience)
      }
      #expect(refused?.code == .invalidArgument)
    }
  }

  @Test func aReadAtItsTimeLimitAnswersTimedOut() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("slow")
    _ = try await scope.client.insertOne(["_id": 1], into: items, deadline: patience)
    let refused = await failure { () async throws(MongoFailure) in
      try await scope.client.find(
        FindRequest(items, filter: ["$where": "sleep(5000) || true"]),
        deadline: .milliseconds(300)
      )
    }
    #expect(refused?.code == .timedOut)
    #expect(try await scope.client.find(FindRequest(items), deadline: patience).count == 1)
  }
}
