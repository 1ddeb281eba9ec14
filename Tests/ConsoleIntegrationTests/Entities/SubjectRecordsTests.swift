import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// One subject's documents in every mapped collection of a real MongoDB.
@Suite(.timeLimit(.minutes(5)))
struct SubjectRecordsTests {
  private static let user = "64f0c0ffee64f0c0ffee0001"
  private static let email = "ana.moreau@example.com"

  @Test func everyCollectionIsReachedByIDAndByAddress() async throws {
    let reads = try await filled().reads
    let records = try await reads.records(EntityKey(type: "user", id: .objectID(Self.user)))
    let found = Dictionary(
      uniqueKeysWithValues: records.groups.map { ($0.type, $0.rows.count) }
    )
    #expect(found["user"] == 1)
    #expect(found["contact"] == 2)
    #expect(found["person"] == 1)
    #expect(found["invite"] == 1)
    #expect(found["waitlist_entry"] == 1)
    #expect(found["legal_acceptance"] == 1)
    #expect(found["project"] == 0)
    #expect(records.groups.allSatisfy { $0.incomplete == nil })
    #expect(records.unmapped == ["seats"])
  }

  @Test func noRowHasAPersonalValueInClear() async throws {
    let reads = try await filled().reads
    let records = try await reads.records(EntityKey(type: "user", id: .objectID(Self.user)))
    let text = "\(records.rows) \(records.identifiers) \(records.subject as Any)"
    #expect(!text.lowercased().contains("moreau"))
    #expect(text.contains("a•••@example.com"))
  }

  @Test func eventsAreCountedUnderBothLabelsAndByWhatTheySay() async throws {
    let fixture = try await filled()
    let records = try await fixture.reads.records(
      EntityKey(type: "org_location", id: .objectID(Self.office))
    )
    let about = records.events.filter(\.isAbout)
    #expect(about.map(\.label) == ["Office", "Org_location"])
    let ofUser = try await fixture.reads.records(
      EntityKey(type: "user", id: .objectID(Self.user))
    )
    #expect(ofUser.events.contains { !$0.isAbout && $0.label == "Contact" && $0.count == 1 })
    #expect(ofUser.events.contains { $0.isAbout && $0.label == "User" && $0.count == 1 })
  }

  @Test func aMissingFlagIsShownAsMissing() async throws {
    let reads = try await filled().reads
    let records = try await reads.records(EntityKey(type: "user", id: .objectID(Self.user)))
    let contacts = try #require(records.groups.first { $0.type == "contact" }).rows
    #expect(contacts.contains { $0.hold == .missing && $0.archive == .missing })
    #expect(contacts.contains { $0.hold == .yes && $0.holdIDs == ["h1", "external"] })
  }

  @Test(arguments: [
    "ana.moreau@example.com", "ANA.Moreau@example.com", "+15550100", "moreau", "user:\(user)", user,
  ])
  func aSubjectIsFoundBy(_ text: String) async throws {
    let reads = try await filled().reads
    let selector = try #require(
      SubjectSelector(text: text, types: Profile.nest.entities.map(\.type))
    )
    let candidates = try await reads.find(selector)
    #expect(!candidates.rows.isEmpty)
    #expect(candidates.rows.contains { $0.key.type == "user" || $0.key.type == "person" })
  }

  @Test func aNameIsNoPattern() async throws {
    let reads = try await filled().reads
    #expect(try await reads.find(.name("m.r(au|x)*")).rows.isEmpty)
  }

  @Test func pagesGoThroughACollectionOnce() async throws {
    let fixture = try await filled()
    try await fixture.store.insert(
      (0..<450).map { ["_id": .string("c\($0)"), "name": "C"] },
      into: "companies"
    )
    var request = EntityPageRequest(type: "company", limit: 200)
    var seen: [EntityKey] = []
    while true {
      let page = try await fixture.reads.page(request)
      seen += page.rows.map(\.key)
      #expect(page.estimatedTotal == (request.after == nil ? 450 : nil))
      guard page.hasMore, let last = page.rows.last else { break }
      request.after = last.key.id
    }
    #expect(seen.count == 450)
    #expect(Set(seen).count == 450)
  }

  private static let office = "64f0c0ffee64f0c0ffee0777"

  private struct Filled {
    var store: StoreFixture
    var reads: EntityReads
  }

  private func filled() async throws -> Filled {
    let store = try await StoreFixture.shared()
    let user = try #require(MongoObjectID(Self.user))
    try await store.insert(
      [["_id": .objectID(user), "email": .string(Self.email), "lastName": "Moreau"]],
      into: "users"
    )
    try await store.insert(
      [
        ["name": "Ana Moreau", "invitedUserId": .string(Self.user)],
        [
          "name": "A. Moreau", "email": .string(Self.email), "legalHold": true,
          "legalHoldIds": ["h1", "external"],
        ],
        ["name": "Somebody Else", "email": "x@example.com"],
      ],
      into: "contacts"
    )
    try await store.insert(
      [
        [
          "displayName": "Ana Moreau", "primaryPhoneE164": "+15550100",
          "emails": [["value": "ANA.MOREAU@EXAMPLE.COM", "label": "work"]],
        ]
      ],
      into: "people"
    )
    try await store.insert([["email": .string(Self.email)]], into: "invites")
    try await store.insert([["email": .string(Self.email)]], into: "waitlists")
    try await store.insert(
      [["userId": .string(Self.user), "docType": "terms"]],
      into: "legalacceptances"
    )
    try await store.insert([["orgId": "o"]], into: "seats")
    let office = try #require(MongoObjectID(Self.office))
    try await store.insert([["_id": .objectID(office), "name": "Main"]], into: "offices")
    try await store.insert(
      [
        ["eventType": "user.updated", "entity": "User", "entityId": .string(Self.user)],
        [
          "eventType": "contact.updated", "entity": "Contact", "entityId": "c",
          "actor": .string(Self.user),
        ],
        ["eventType": "office.updated", "entity": "Office", "entityId": .string(Self.office)],
        [
          "eventType": "compliance.legal_hold", "entityType": "Org_location",
          "entityId": .string(Self.office),
        ],
      ],
      into: "eventlogs"
    )
    return Filled(
      store: store,
      reads: MongoEntityReader(
        client: store.mongo,
        database: store.database,
        profile: .nest,
        now: { Instant(milliseconds: 0) }
      ).port
    )
  }
}
