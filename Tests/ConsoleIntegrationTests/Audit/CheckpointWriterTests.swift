import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ConsoleSystem
import Testing

/// Signing a real chain, and what an open console does about it by itself.
@Suite(.timeLimit(.minutes(5)))
struct CheckpointWriterTests {
  @Test func aCheckpointIsSignedStoredCopiedAndOnRecord() async throws {
    try await withChain(3) { fixture in
      let receipt = try await fixture.writer().write()
      #expect(receipt.failures.isEmpty)
      #expect(receipt.copiedTo == ["file \(fixture.file)"])
      let signed = receipt.signed
      #expect(signed.checkpoint.size == 3 && signed.isSigned(by: [fixture.key.verifier]))
      let stored = try #require(try await fixture.chain.newestCheckpoint())
      #expect(stored.claim?.signed == signed)
      #expect(stored.copiedTo == receipt.copiedTo)
      for path in [fixture.file, "\(fixture.file).3"] {
        let note = try File(path).read(limit: 1 << 16)
        #expect(SignedCheckpoint(parsing: note) == signed)
      }
      let records = try await fixture.headers()
      #expect(records.last?["type"]?.string == "audit.checkpoint")
      #expect(records.last?["_id"]?.int == Int(receipt.sequence))
    }
  }

  @Test func aChainGrowsFromCheckpointToCheckpoint() async throws {
    try await withChain(2) { fixture in
      var sizes: [Int] = []
      for _ in 0..<3 {
        sizes.append(try await fixture.writer().write().signed.checkpoint.size)
        try await fixture.append(2)
      }
      #expect(sizes == [2, 5, 8])
      let found = try await fixture.verify(files: [fixture.file, "\(fixture.file).2"])
      #expect(found.isIntact && found.checkpoints == 5)
    }
  }

  @Test func aPlaceThatTakesNoCopyIsNamedAndStopsNothing() async throws {
    try await withChain(1) { fixture in
      let sinks = [
        CheckpointFile(path: "\(fixture.outside.path)/missing/newest").sink,
        CheckpointFile(path: fixture.file).sink,
      ]
      let receipt = try await fixture.writer(sinks: sinks).write()
      #expect(receipt.copiedTo == ["file \(fixture.file)"])
      #expect(receipt.failures.map(\.name) == ["file \(fixture.outside.path)/missing/newest"])
    }
  }

  @Test func aCutChainIsNotSigned() async throws {
    try await withChain(4) { fixture in
      _ = try await fixture.writer().write()
      try await fixture.delete("audit_headers", ["_id": ["$gte": 2]])
      await #expect(throws: CheckpointRefusal.self) { _ = try await fixture.writer().write() }
      #expect(try await fixture.headers().count == 2, "a refusal leaves no record")
      let note = try File(fixture.file).read(limit: 1 << 16)
      #expect(SignedCheckpoint(parsing: note)?.checkpoint.size == 4)
    }
  }

  @Test func aKeyThatFollowsAnotherNeedsTheOldOneBesideIt() async throws {
    try await withChain(2) { fixture in
      _ = try await fixture.writer().write()
      let seed = [UInt8](repeating: 9, count: NoteSigningKey.seedSize)
      let next = try #require(NoteSigningKey(name: "test.example/audit", seed: seed))
      await #expect(throws: CheckpointRefusal.self) {
        _ = try await fixture.writer(key: next).write()
      }
      let writer = fixture.corner.stores.checkpointWriter(
        key: next,
        earlierKeys: [fixture.key.verifier],
        sinks: [CheckpointFile(path: fixture.file).sink],
        chain: fixture.chain,
        environment: "test",
        log: fixture.corner.log(),
        clock: WriteFixture.clock
      )
      #expect(try await writer.write().signed.checkpoint.size == 3)
    }
  }

  @Test func anEmptyChainAndAMissingStoreAreNotSigned() async throws {
    let empty = try await ChainFixture.make(records: 0)
    await #expect(throws: CheckpointRefusal.empty) { _ = try await empty.writer().write() }
    try empty.remove()
    let corner = try await WriteFixture.uninitialised()
    let writer = corner.stores.checkpointWriter(
      key: empty.key,
      sinks: [],
      chain: MongoChainReader(client: corner.mongo, consoleDatabase: corner.consoleDatabase).port,
      environment: "test",
      log: corner.log(),
      clock: WriteFixture.clock
    )
    await #expect(throws: CheckpointRefusal.notInitialised) { _ = try await writer.write() }
  }

  @Test func theScheduleTakesOneWhenItIsTimeAndNoneForItsOwnRecord() async throws {
    try await withChain(2) { fixture in
      let schedule = CheckpointSchedule(events: 3, interval: .seconds(3600))
      let writer = fixture.writer()
      #expect(try await writer.writeIfDue(schedule)?.signed.checkpoint.size == 2)
      #expect(try await writer.writeIfDue(schedule) == nil)
      try await fixture.append(2)
      #expect(try await writer.writeIfDue(schedule) == nil)
      try await fixture.append(1)
      #expect(try await writer.writeIfDue(schedule)?.signed.checkpoint.size == 6)
    }
  }

  @Test func anOpenConsoleTellsOfARewrittenHistoryAtOnce() async throws {
    try await withChain(2) { fixture in
      _ = try await fixture.writer().write()
      try await fixture.rewriteEverything(5)
      let (news, stream) = AsyncStream<CheckpointKeeper.News>.makeStream()
      let keeper = CheckpointKeeper(
        kept: KeptCheckpoints(
          sinks: [CheckpointFile(path: fixture.file).sink],
          keys: [],
          chain: fixture.chain
        ),
        writer: nil,
        schedule: CheckpointSchedule(),
        clock: WriteFixture.clock
      )
      let task = Task { await keeper.run { stream.yield($0) } }
      var iterator = news.makeAsyncIterator()
      let first = await iterator.next()
      task.cancel()
      guard case .alarm(let text)? = first else {
        Issue.record("an alarm was expected, not \(String(describing: first))")
        return
      }
      #expect(text.contains(fixture.file))
      await task.value
    }
  }

  @Test(arguments: [0, 3, 6])
  func recordsAndGrowthAreProvedFromTheDatabase(sequence: Int) async throws {
    try await withChain(7) { fixture in
      let proof = try await fixture.chain.proveInclusion(of: sequence, size: nil)
      #expect(proof.holds && proof.head.size == 7)
      let growth = try await fixture.chain.proveConsistency(from: sequence + 1, to: 7)
      #expect(growth.holds && growth.head.root == proof.head.root)
      await #expect(throws: ChainProofProblem.beyondChain(length: 7)) {
        _ = try await fixture.chain.proveInclusion(of: 0, size: 8)
      }
      try await fixture.update("audit_headers", ["_id": 2], ["$set": ["type": "other.type"]])
      await #expect(throws: ChainProofProblem.self) {
        _ = try await fixture.chain.proveInclusion(of: sequence, size: nil)
      }
    }
  }
}
