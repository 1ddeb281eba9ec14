import ConsoleActions
import ConsoleCrypto
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleStores
import Testing

/// What a strip takes beside the documents, and the search for what is left, on real servers.
@Suite(.timeLimit(.minutes(5)))
struct StripTracesTests {
  private static let email = "ana@example.com"

  private func strip(_ fixture: HoldFixture) async throws -> ActionReceipt {
    try await fixture.write.revoke(.stripSubject(fixture.user), with: fixture.oneManGate())
  }

  private func caused(_ id: String, about entityID: String) -> MongoDocument {
    [
      "_id": .string(id), "eventType": "contact.updated", "entity": "Contact",
      "entityId": .string(entityID), "actor": .string(HoldFixture.userID), "legalHold": false,
      "metadata": [
        "changes": ["note": ["from": "ask Ana@example.com, please", "to": "none"]],
        "by": ["ana@example.com", "bo@example.com"], "count": 3,
      ],
    ]
  }

  private func event(_ id: String, _ fixture: HoldFixture) async throws -> MongoDocument {
    try #require(
      try await fixture.write.documents("eventlogs", where: ["_id": .string(id)]).first
    )
  }

  @Test func inEventsThatTheyCausedOnlyTheirOwnValuesGo() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.insert("eventlogs", [caused("e1", about: "c9")])
    let receipt = try await strip(fixture)
    #expect(receipt.result == .success, "\(receipt.problems) \(receipt.documents as Any)")
    let event = try await event("e1", fixture)
    #expect(event["metadata.changes.note.from"] == "ask <redacted>, please")
    #expect(event["metadata.changes.note.to"] == "none")
    #expect(event["metadata.by"] == ["<redacted>", "bo@example.com"])
    #expect(event["metadata.count"] == 3)
    #expect(event["actor"]?.string == HoldFixture.userID)
    #expect(event["piiStripped"] == nil)
  }

  @Test func anAddressAsActorGoesToo() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.insert(
      "eventlogs",
      [["_id": "e1", "eventType": "marketing.joined", "actor": .string(Self.email)]]
    )
    let receipt = try await strip(fixture)
    #expect(receipt.result == .success, "\(receipt.problems) \(receipt.documents as Any)")
    #expect(try await event("e1", fixture)["actor"] == "<redacted>")
  }

  @Test(arguments: [true, false])
  func eventsOfAHeldEntityStayAndGetItsFlag(_ isByBackend: Bool) async throws {
    let fixture = try await HoldFixture.make()
    let hold: MongoDocument =
      isByBackend ? ["legalHold": true] : ["legalHold": true, "legalHoldIds": ["h1"]]
    try await fixture.insert("contacts", [try hold.appending([("_id", "c9")])])
    try await fixture.insert("eventlogs", [caused("e1", about: "c9")])
    let before = try await event("e1", fixture)
    let receipt = try await strip(fixture)
    let after = try await event("e1", fixture)
    #expect(after["metadata"] == before["metadata"])
    #expect(after["legalHold"] == true)
    #expect(after["legalHoldIds"] == [isByBackend ? "external" : "h1"])
    // What a hold keeps is left, and said.
    #expect(receipt.result == .partial)
    #expect(receipt.documents?.failures.contains { $0.id == "e1" } == true)
  }

  @Test func countersNamedByTheAddressAreDeletedAndNoOthers() async throws {
    let fixture = try await HoldFixture.make()
    let keys = ["waitlist:submit:email:\(Self.email)", "waitlist:submit:email:bo@example.com"]
    for key in keys {
      _ = try await fixture.write.redis.send(RedisCommand("SET", key, "3"))
    }
    let receipt = try await strip(fixture)
    #expect(receipt.result == .success, "\(receipt.problems) \(receipt.documents as Any)")
    #expect(receipt.documents?.notes.contains("limiter keys deleted: 1") == true)
    let left = try await fixture.write.redis.send(RedisCommand("EXISTS", keys[0]))
    let other = try await fixture.write.redis.send(RedisCommand("EXISTS", keys[1]))
    #expect(left.integer == 0)
    #expect(other.integer == 1)
  }

  @Test(
    arguments: [
      "ANA@example.com", "ask ana@example.com.", "x=ana%40example.com",
      Base64.encode(Array("to: ana@example.com;".utf8)),
      SHA256.hexDigest(of: "ana@example.com".utf8),
    ]
  )
  func whateverIsLeftInAnUnmappedCollectionIsNamed(_ text: String) async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.insert("letters", [["_id": "l1", "to": [["address": .string(text)]]]])
    let receipt = try await strip(fixture)
    #expect(receipt.result == .partial)
    let ending = try #require(receipt.documents)
    #expect(ending.notes.contains("incomplete: a value stands in 1 place"))
    let place = try #require(ending.failures.first)
    #expect(place.place == "letters")
    #expect(place.id == "l1")
    #expect(place.change == "to[].address")
    #expect(!"\(ending) \(receipt.problems)".lowercased().contains("ana@"))
  }

  @Test func valuesAndNamesOfKeysAreSearched() async throws {
    let fixture = try await HoldFixture.make()
    let pairs = [
      ("sess:other", #"{"user":{"id":"x"},"draft":"ana@example.com"}"#),
      ("waitlist:verify:code:\(Self.email)", "123456"),
    ]
    for (key, value) in pairs {
      _ = try await fixture.write.redis.send(RedisCommand("SET", key, value))
    }
    let receipt = try await strip(fixture)
    let places = try #require(receipt.documents).failures.filter { $0.place == "Redis" }
    #expect(places.map(\.id).sorted() == ["sess:…", "waitlist:verify:code:…"])
    #expect(receipt.result == .partial)
  }

  @Test func theConsolesOwnRecordsAreSearchedAndTheRemedyNamed() async throws {
    let fixture = try await HoldFixture.make()
    let gate = fixture.oneManGate()
    _ = try await gate.elevate(reason: "a request of ana@example.com", ticket: "none yet")
    let receipt = try await strip(fixture)
    #expect(receipt.result == .partial)
    let ending = try #require(receipt.documents)
    #expect(ending.failures.contains { $0.place.hasSuffix(".audit_bodies") })
    #expect(ending.notes.contains { $0.contains("holdfast audit redact --user") })
  }

  @Test func theOutcomeKeepsPlacesAndCountsAndNoValue() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.insert("letters", [["_id": "l1", "to": .string(Self.email)]])
    let receipt = try await strip(fixture)
    let bodies = try await fixture.write.documents(
      "audit_bodies",
      of: fixture.write.consoleDatabase
    )
    let texts = try bodies.map { try $0.json(.relaxed) }
    #expect(texts.contains { $0.contains("residue.found") && $0.contains("letters") })
    #expect(texts.contains { $0.contains("paths.000000") && $0.contains("contacts") })
    #expect(!texts.contains { $0.contains(Self.email) })
    #expect(receipt.outcomeSequence != nil)
  }

  @Test func aSearchThatIsStoppedSaysSoOfEveryPlace() async throws {
    let fixture = try await HoldFixture.make()
    let reads = try #require(fixture.write.stores.ports.strips).reads
    let values = SubjectValues(emails: [Self.email])
    let stopped = await reads.residue(values, PlaceSurvey()) { true }
    #expect(!stopped.isClean)
    #expect(stopped.areas.contains { $0.name == "Redis" })
    #expect(stopped.areas.contains { $0.name == "users" && $0.searched == 0 })
    #expect(stopped.areas.allSatisfy { $0.incomplete == "the search was stopped" })
    let whole = await reads.residue(values, PlaceSurvey()) { false }
    #expect(whole.areas.allSatisfy { $0.incomplete == nil })
    #expect(Set(whole.places.map(\.area)) == ["users", "contacts"])
    #expect(whole.areas.map(\.name) == stopped.areas.map(\.name))
  }

  @Test func whatAHeldDocumentKeepsIsNotSearchedFor() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.place([.entity(EntityKey(type: "contact", id: .string("c1")))])
    let receipt = try await strip(fixture)
    let ending = try #require(receipt.documents)
    #expect(ending.blocked == 1)
    #expect(ending.notes.contains { $0.contains("stand in held documents") })
    #expect(try await fixture.write.documents("contacts").first?["email"]?.string == Self.email)
  }

  @Test func strippingTheUsersDocumentAloneRevokesTheSessionsToo() async throws {
    let fixture = try await HoldFixture.make()
    let sid = try await fixture.write.addSession("stripped-0001", user: HoldFixture.userID)
    let gate = fixture.oneManGate()
    _ = try await fixture.write.revoke(.strip([fixture.user]), with: gate)
    #expect(try await !fixture.write.exists(sid))
  }
}
