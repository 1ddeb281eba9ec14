import ConsoleActions
import ConsoleDomain
import ConsoleMongo
import ConsoleStores
import Testing

/// Events that the backend writes about held documents, with the flag down as it always does.
@Suite(.timeLimit(.minutes(5)))
struct HoldEventSweepTests {
  private static let office = "64f0c0ffee64f0c0ffee0f01"

  private func insertEvent(
    _ fixture: HoldFixture,
    _ label: (member: String, text: String),
    about id: String,
    secondsAgo age: Int = 0
  ) async throws {
    let eventID =
      EventLogID.first(at: WriteFixture.clock.now().advanced(by: .seconds(-age)))
      .dropLast(8) + String(UInt32.random(in: 0x1000_0000 ... .max), radix: 16)
    let event = try MongoDocument(elements: [
      ("_id", .objectID(try #require(MongoObjectID(eventID)))), ("eventType", "x.updated"),
      (label.member, .string(label.text)), ("entityId", .string(id)), ("legalHold", false),
      ("createdAt", .date(HoldFixture.now())),
    ])
    try await fixture.insert("eventlogs", [event])
  }

  private func held(_ fixture: HoldFixture, about id: String) async throws -> [MongoValue?] {
    try await fixture.write.documents("eventlogs")
      .filter { $0["entityId"]?.string == id && $0["eventType"]?.string == "x.updated" }
      .map { $0["legalHoldIds"]?.array?.first }
  }

  @Test func newEventsAreHeldUnderEveryLabelAndOthersAreNot() async throws {
    let fixture = try await HoldFixture.make()
    let office = try #require(MongoObjectID(Self.office))
    try await fixture.insert("offices", [["_id": .objectID(office), "name": "An office"]])
    let key = EntityKey(type: "org_location", id: .objectID(Self.office))
    let id = try await fixture.place([.entity(fixture.user), .entity(key)]).holdID
    for label in [("entity", "Office"), ("entityType", "Org_location")] {
      try await insertEvent(fixture, label, about: Self.office)
    }
    try await insertEvent(fixture, ("entity", "User"), about: HoldFixture.userID)
    try await insertEvent(fixture, ("entity", "User"), about: "64f0c0ffee64f0c0ffee0fff")
    try await insertEvent(fixture, ("entity", "Contact"), about: "c1")

    let result = try await fixture.sweep("hold-events")
    #expect(result.state == .done, "\(result.text)")
    #expect(result.text.contains("events of 2 documents held"))
    #expect(try await held(fixture, about: Self.office) == [.string(id), .string(id)])
    #expect(try await held(fixture, about: HoldFixture.userID) == [.string(id)])
    #expect(try await held(fixture, about: "64f0c0ffee64f0c0ffee0fff") == [nil])
    #expect(try await held(fixture, about: "c1") == [nil])
    #expect(try await fixture.sweep("hold-events").text == "no held document has a new event")
  }

  @Test func aSweepGoesOnWhereTheOneBeforeStopped() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.place([.entity(fixture.user)])
    #expect(try await fixture.sweep("hold-events").mark != nil)
    try await insertEvent(
      fixture,
      ("entity", "User"),
      about: HoldFixture.userID,
      secondsAgo: 7_200
    )
    #expect(try await fixture.sweep("hold-events").text == "no held document has a new event")
    try await insertEvent(fixture, ("entity", "User"), about: HoldFixture.userID, secondsAgo: 60)
    #expect(try await fixture.sweep("hold-events").text.contains("events of 1 document held"))
  }

  @Test func sessionsAreNotCopiedAgainForAnEvent() async throws {
    let fixture = try await HoldFixture.make()
    try await fixture.place([.entity(fixture.user)])
    let copies = try await fixture.write.documents("evidence", of: fixture.write.consoleDatabase)
    try await insertEvent(fixture, ("entity", "User"), about: HoldFixture.userID)
    _ = try await fixture.sweep("hold-events")
    #expect(
      try await fixture.write.documents("evidence", of: fixture.write.consoleDatabase) == copies
    )
  }
}
