import ConsoleMongo
import Testing

@Suite(.timeLimit(.minutes(5)))
struct WritingTests {
  private let patience = Duration.seconds(30)

  @Test func updatesCountWhatMatchedAndWhatChanged() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("updates")
    _ = try await scope.client.insertMany(
      [["_id": 1, "n": 1], ["_id": 2, "n": 1]],
      into: items,
      deadline: patience
    )
    let same = try await scope.client.updateOne(
      UpdateRequest(items, filter: ["_id": 1], update: .operators(["$set": ["n": 1]])),
      deadline: patience
    )
    #expect(same.matched == 1 && same.modified == 0)
    let all = try await scope.client.updateMany(
      UpdateRequest(items, filter: [:], update: .operators(["$inc": ["n": 1]])),
      deadline: patience
    )
    #expect(all.matched == 2 && all.modified == 2)
    let new = try await scope.client.updateOne(
      UpdateRequest(
        items,
        filter: ["_id": "fresh"],
        update: .operators(["$set": ["n": 9]]),
        upserts: true
      ),
      deadline: patience
    )
    #expect(new.upserted == 1 && new.matched == 0)
    #expect(new.upsertedID == "fresh")
    let gone = try await scope.client.deleteOne(
      from: items,
      filter: ["_id": "fresh"],
      deadline: patience
    )
    #expect(gone.deleted == 1)
  }

  @Test func aPipelineComputesFromTheDocument() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("pipelines")
    _ = try await scope.client.insertOne(["_id": 1, "a": 2], into: items, deadline: patience)
    _ = try await scope.client.updateOne(
      UpdateRequest(
        items,
        filter: ["_id": 1],
        update: .pipeline([["$set": ["b": ["$multiply": ["$a", 10]]]], ["$unset": "a"]])
      ),
      deadline: patience
    )
    let read = try await scope.client.find(FindRequest(items), deadline: patience)
    #expect(read == [["_id": 1, "b": 20]])
  }

  @Test func findAndModifyAnswersTheDocument() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("counters")
    let next = FindAndModifyRequest(
      items,
      filter: ["_id": "seq"],
      update: .operators(["$inc": ["n": 1]]),
      upserts: true
    )
    #expect(try await scope.client.findAndModify(next, deadline: patience)?["n"] == 1)
    #expect(try await scope.client.findAndModify(next, deadline: patience)?["n"] == 2)
    let none = FindAndModifyRequest(
      items,
      filter: ["_id": "other"],
      update: .operators(["$inc": ["n": 1]])
    )
    #expect(try await scope.client.findAndModify(none, deadline: patience) == nil)
  }

  @Test func whatIsThereAlreadyIsLeftAndTheRestInserted() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("missing")
    _ = try await scope.client.insertOne(["_id": 2, "n": 1], into: items, deadline: patience)
    let result = try await scope.client.insertMissing(
      [["_id": 1], ["_id": 2], ["_id": 3]],
      into: items,
      deadline: patience
    )
    #expect(result.inserted == 2)
    let all = try await scope.client.find(
      FindRequest(items, sort: ["_id": 1]),
      deadline: patience
    )
    #expect(all == [["_id": 1], ["_id": 2, "n": 1], ["_id": 3]])
  }

  @Test func aSecondDocumentOfTheSameKeyIsADuplicate() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("unique")
    let marker = "planted-91c7"
    _ = try await scope.client.insertOne(
      ["_id": .string(marker)],
      into: items,
      deadline: patience
    )
    let refused = await failure { () async throws(MongoFailure) in
      try await scope.client.insertOne(["_id": .string(marker)], into: items, deadline: patience)
    }
    #expect(refused?.code == .duplicateKey)
    #expect(refused?.serverCode == 11000)
    #expect(refused?.codeName == "DuplicateKey")
    #expect(refused?.isOutcomeUnknown == false)
    let shown = refused.map { "\($0) \(String(reflecting: $0))" } ?? marker
    #expect(!shown.contains(marker))
  }

  @Test func anUpdateThatWouldBreakAUniqueKeyIsADuplicate() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("uniqueUpdates")
    _ = try await scope.client.command(
      [
        "createIndexes": .string(items.collection),
        "indexes": [["key": ["a": 1], "name": "by_a", "unique": true]],
      ],
      on: scope.database,
      deadline: patience
    )
    _ = try await scope.client.insertMany(
      [["_id": 1, "a": 1], ["_id": 2, "a": 2]],
      into: items,
      deadline: patience
    )
    let refused = await failure { () async throws(MongoFailure) in
      try await scope.client.updateOne(
        UpdateRequest(items, filter: ["_id": 2], update: .operators(["$set": ["a": 1]])),
        deadline: patience
      )
    }
    #expect(refused?.code == .duplicateKey)
    #expect(refused?.codeName == "DuplicateKey")
  }

  @Test func anInvalidDocumentIsRefusedBeforeItIsSent() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("invalid")
    let refused = await failure { () async throws(MongoFailure) in
      try await scope.client.insertOne(["a\u{0}": 1], into: items, deadline: patience)
    }
    #expect(refused?.code == .invalidArgument)
    #expect(try await scope.client.estimatedCount(of: items, deadline: patience) == 0)
  }

  @Test func manyAndLargeDocumentsAreSplitByTheDriver() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("bulk")
    let text = MongoValue.string(String(repeating: "x", count: 1_000_000))
    let result = try await scope.client.insertMany(
      (0..<60).map { ["_id": .int32($0), "text": text] },
      into: items,
      deadline: .seconds(120)
    )
    #expect(result.inserted == 60)
  }

  @Test func aTransactionKeepsAllItsWrites() async throws {
    let scope = try await MongoScope.open()
    let (left, right) = (scope.collection("left"), scope.collection("right"))
    let seen = try await scope.client.transaction(deadline: patience) {
      transaction throws(MongoFailure) in
      _ = try transaction.insert([["_id": 1]], into: left)
      _ = try transaction.insert([["_id": 2]], into: right)
      _ = try transaction.updateOne(
        UpdateRequest(left, filter: ["_id": 1], update: .operators(["$set": ["n": 1]]))
      )
      return try transaction.find(FindRequest(left)).count
    }
    #expect(seen == 1)
    #expect(
      try await scope.client.find(FindRequest(left), deadline: patience) == [["_id": 1, "n": 1]]
    )
    #expect(try await scope.client.find(FindRequest(right), deadline: patience) == [["_id": 2]])
  }

  @Test func aTransactionThatThrowsKeepsNothing() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("aborted")
    _ = try await scope.client.insertOne(["_id": 1], into: items, deadline: patience)
    let refused = await failure { () async throws(MongoFailure) in
      try await scope.client.transaction(deadline: patience) { transaction throws(MongoFailure) in
        _ = try transaction.insert([["_id": 2]], into: items)
        _ = try transaction.insert([["_id": 1]], into: items)
      }
    }
    #expect(refused?.code == .duplicateKey)
    #expect(try await scope.client.find(FindRequest(items), deadline: patience) == [["_id": 1]])
  }

  @Test func transactionsInConflictAllSucceedInTheEnd() async throws {
    let scope = try await MongoScope.open()
    let items = scope.collection("conflict")
    _ = try await scope.client.insertOne(["_id": 1, "n": 0], into: items, deadline: patience)
    let client = scope.client
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          try await client.transaction(deadline: .seconds(120)) {
            transaction throws(MongoFailure) in
            let read = try transaction.find(FindRequest(items))[0]["n"]?.int ?? 0
            _ = try transaction.updateOne(
              UpdateRequest(
                items,
                filter: ["_id": 1],
                update: .operators(["$set": ["n": MongoValue(read + 1)]])
              )
            )
          }
        }
      }
      try await group.waitForAll()
    }
    let read = try await client.find(FindRequest(items), deadline: patience)
    #expect(read == [["_id": 1, "n": 4]])
  }
}
