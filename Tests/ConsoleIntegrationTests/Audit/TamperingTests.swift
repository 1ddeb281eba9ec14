import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import ConsoleSystem
import Testing

/// Each attack on a real database, and what `audit verify` says of it (compliance.md b.6).
@Suite(.timeLimit(.minutes(5)))
struct TamperingTests {
  @Test func anUntouchedChainIsIntact() async throws {
    try await withChain(4) { fixture in
      _ = try await fixture.writer().write()
      let found = try await fixture.verify(files: [fixture.file])
      #expect(found.isIntact && found.headers == 5 && found.checkpoints == 2)
      #expect(found.warnings.isEmpty && found.orphanBodies == 0)
    }
  }

  @Test func aChangedValueIsFoundInItsBody() async throws {
    try await withChain(3) { fixture in
      let event = try await fixture.eventID(1)
      try await fixture.update(
        "audit_bodies",
        ["_id": .string(event), "disclosed.path": "reason"],
        ["$set": ["disclosed.$.value": "another reason"]]
      )
      let found = try await fixture.verify()
      #expect(found.faults.map(\.kind) == [.bodyRoot])
      #expect(found.faults.map(\.sequence) == [1])
      #expect(found.faults.map(\.eventID) == [event])
    }
  }

  @Test func aMissingFieldIsFoundInItsBody() async throws {
    try await withChain(3) { fixture in
      let event = try await fixture.eventID(2)
      try await fixture.update(
        "audit_bodies",
        ["_id": .string(event)],
        ["$pull": ["disclosed": ["path": "reason"]]]
      )
      let found = try await fixture.verify()
      #expect(found.faults.map(\.kind) == [.bodyRoot])
      #expect(found.faults.map(\.sequence) == [2])
    }
  }

  @Test func aDeletedHeaderIsAGap() async throws {
    try await withChain(4) { fixture in
      try await fixture.delete("audit_headers", ["_id": 1])
      let found = try await fixture.verify()
      #expect(found.faults.map(\.kind) == [.gap])
      #expect(found.faults.map(\.sequence) == [2])
    }
  }

  @Test func reorderedHeadersAreFound() async throws {
    try await withChain(4) { fixture in
      let headers = try await fixture.headers()
      for (position, other) in [(1, 2), (2, 1)] {
        try await fixture.delete("audit_headers", ["_id": MongoValue(position)])
        let moved = headers[other].elements.filter { $0.0 != "_id" && $0.0 != "eventId" }
        let document = try MongoDocument(
          elements: [("_id", .int64(Int64(position))), ("eventId", .string("moved \(position)"))]
            + moved
        )
        _ = try await fixture.corner.mongo.command(
          ["insert": "audit_headers", "documents": [.document(document)]],
          on: fixture.corner.consoleDatabase,
          deadline: .seconds(30)
        )
      }
      let found = try await fixture.verify()
      #expect(Set(found.faults.map(\.sequence)).isSuperset(of: [1, 2]))
      #expect(Set(found.faults.map(\.kind)).isSuperset(of: [.hash, .link]))
    }
  }

  @Test func aCutTailIsFoundByACheckpointAlone() async throws {
    try await withChain(5) { fixture in
      _ = try await fixture.writer().write()
      for sequence in 3...5 {
        try await fixture.delete("audit_bodies", ["_id": .string(fixture.eventID(sequence))])
      }
      try await fixture.delete("audit_headers", ["_id": ["$gte": 3]])
      let found = try await fixture.verify(files: [fixture.file])
      #expect(found.headers == 3)
      #expect(found.faults.map(\.kind) == [.truncated, .truncated])
      #expect(found.faults.map(\.sequence) == [4, 4])
      // Who cuts the chain can cut the checkpoints beside it.
      try await fixture.delete("checkpoints", ["size": ["$gt": 3]])
      #expect(try await fixture.verify().isIntact)
      #expect(try await fixture.verify(files: [fixture.file]).faults.map(\.kind) == [.truncated])
    }
  }

  @Test func aRewrittenHistoryIsFoundByACheckpointFromOutside() async throws {
    try await withChain(4) { fixture in
      _ = try await fixture.writer().write()
      try await fixture.rewriteEverything(6)
      let inside = try await fixture.verify()
      #expect(inside.isIntact && inside.warnings == [.noCheckpoint])
      let found = try await fixture.verify(files: [fixture.file])
      #expect(found.faults.map(\.kind) == [.checkpointRoot])
      #expect(found.faults[0].detail.contains(fixture.file))
    }
  }

  @Test func aRewrittenHistoryIsNotSigned() async throws {
    try await withChain(4) { fixture in
      _ = try await fixture.writer().write()
      try await fixture.rewriteEverything(6)
      await #expect(throws: CheckpointRefusal.self) { _ = try await fixture.writer().write() }
      #expect(try await fixture.chain.newestCheckpoint() == nil)
      let kept = KeptCheckpoints(
        sinks: [CheckpointFile(path: fixture.file).sink],
        keys: [fixture.key.verifier],
        chain: fixture.chain
      )
      let faults = try await kept.faults()
      #expect(faults.map(\.kind) == [.checkpointRoot])
    }
  }

  @Test func aStoredCheckpointOfAnotherKeyIsFound() async throws {
    try await withChain(2) { fixture in
      let seed = [UInt8](repeating: 8, count: NoteSigningKey.seedSize)
      let stranger = try #require(NoteSigningKey(name: "test.example/audit", seed: seed))
      _ = try await fixture.writer(sinks: [], key: stranger).write()
      let found = try await fixture.verify()
      #expect(found.faults.map(\.kind) == [.checkpointSignature])
      await #expect(throws: CheckpointRefusal.self) { _ = try await fixture.writer().write() }
    }
  }

  @Test func aSpoiledStoredCheckpointIsFound() async throws {
    try await withChain(2) { fixture in
      _ = try await fixture.writer().write()
      try await fixture.update("checkpoints", ["size": 2], ["$set": ["root": "00"]])
      let found = try await fixture.verify(files: [fixture.file])
      #expect(found.faults.map(\.kind) == [.checkpointMalformed])
      try File(fixture.file).replace(with: Array("no note".utf8))
      let both = try await fixture.verify(files: [fixture.file])
      #expect(both.faults.map(\.kind) == [.checkpointMalformed, .checkpointMalformed])
    }
  }

  @Test func storedCheckpointsAloneGiveAWarning() async throws {
    try await withChain(2) { fixture in
      #expect(try await fixture.verify().warnings == [.noCheckpoint])
      _ = try await fixture.writer(sinks: []).write()
      #expect(try await fixture.verify().warnings == [.noCheckpointOutside])
    }
  }

  @Test func aRedactionNeedsARecordThatNamesIt() async throws {
    try await withChain(3) { fixture in
      let event = try await fixture.eventID(1)
      try await fixture.redact(event, "reason")
      let found = try await fixture.verify()
      #expect(found.faults.map(\.kind) == [.unauthorisedRedaction])
      #expect(found.faults.map(\.sequence) == [1])
      #expect(found.faults.map(\.eventID) == [event])
      #expect(found.faults.map(\.path) == ["reason"])
      try await fixture.name([AuditRedaction(eventID: event, path: "ticket")])
      #expect(try await !fixture.verify().isIntact)
      try await fixture.name([AuditRedaction(eventID: event, path: "reason")])
      #expect(try await fixture.verify().isIntact)
    }
  }

  @Test func aBodyMayOnlyGoWithAgeOrOnRecord() async throws {
    try await withChain(3) { fixture in
      let event = try await fixture.eventID(0)
      try await fixture.delete("audit_bodies", ["_id": .string(event)])
      let found = try await fixture.verify()
      #expect(found.faults.map(\.kind) == [.bodyMissing])
      #expect(found.faults.map(\.sequence) == [0])
      #expect(found.faults.map(\.eventID) == [event])
      let now = WriteFixture.clock.now()
      let later = now.advanced(by: .seconds(AuditRetention.seconds))
      #expect(try await fixture.verify(now: later).isIntact)
      let almost = now.advanced(by: .seconds(AuditRetention.seconds - 3600))
      #expect(try await !fixture.verify(now: almost).isIntact)
      try await fixture.name(erased: [event])
      #expect(try await fixture.verify().isIntact)
    }
  }

  @Test func bodiesOfNoHeaderAreCounted() async throws {
    try await withChain(1) { fixture in
      let body = AuditBody(
        eventID: ULID.make(at: WriteFixture.clock.now(), random: Array(0..<10)),
        fields: []
      )
      _ = try await fixture.corner.stores.audit.insert(
        body: body,
        createdAt: WriteFixture.clock.now()
      )
      let found = try await fixture.verify()
      #expect(found.isIntact && found.orphanBodies == 1)
    }
  }
}
