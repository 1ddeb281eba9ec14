import Testing

@testable import ConsoleDomain

/// The query language over events, and what of an event it is held against.
@Suite struct AuditQueryTests {
  private let now = Instant(milliseconds: 1_795_500_000_000)

  private func matches(_ text: String, _ event: AuditEvent) throws -> Bool {
    AuditMatcher(try AuditQuery.parse(text), now: now).matches(event)
  }

  private var login: AuditEvent {
    .backend(
      BackendEvent(
        id: EventKey(at: now).hex,
        eventType: "marketing.contact_inquiry",
        action: "contact_inquiry",
        entity: "User",
        entityID: "64f0c0ffee64f0c0ffee0001",
        actor: "a•••@example.com",
        actorHash: EmailHash.of("ana@example.com"),
        sessionHash: String(repeating: "a", count: 64),
        organizationID: "64f0c0ffee64f0c0ffee00aa",
        createdAt: now,
        isHeld: false,
        isStripped: false,
        payload: nil,
        metadata: nil
      )
    )
  }

  @Test(arguments: [
    ("entity:64f0c0ffee64f0c0ffee0002", true), ("entity:contacts/64f0c0ffee64f0c0ffee0002", true),
    ("entity:users/64f0c0ffee64f0c0ffee0002", false), ("entity:contact", true),
    ("entity:H-1", true), ("entity:H-2", false),
  ])
  func aBatchIsFoundByEachOfItsDocumentsAndAHoldByItsID(text: String, expected: Bool) throws {
    let batch = record([
      (
        "entities.000000",
        .document(["type": .string("contact"), "id": .string("64f0c0ffee64f0c0ffee0001")])
      ),
      (
        "entities.000001",
        .document(["type": .string("contact"), "id": .string("64f0c0ffee64f0c0ffee0002")])
      ), ("hold.id", .string("H-1")),
    ])
    #expect(try matches(text, batch) == expected)
  }

  private func record(_ fields: [(String, AuditValue)], isDangling: Bool = false) -> AuditEvent {
    .ours(
      AuditRecord(
        header: AuditHeader(
          version: "1",
          sequence: 12,
          eventID: "01J00000000000000000000012",
          timestamp: now.iso8601,
          type: "session.revoke",
          phase: .outcome,
          bodyRoot: "",
          previous: "",
          hash: ""
        ),
        body: AuditBody(
          eventID: "e",
          fields: fields.map {
            AuditField(path: $0.0, content: .disclosed(salt: [], value: $0.1))
          }
        ),
        isDangling: isDangling
      )
    )
  }

  @Test(arguments: [
    ("action:contact", true), ("action=contact_inquiry", true), ("action=contact", false),
    ("type:marketing.*", true), ("entity:64f0c0ffee64f0c0ffee0001", true),
    ("entity:users/64f0c0ffee64f0c0ffee0001", true),
    ("entity:invites/64f0c0ffee64f0c0ffee0001", false), ("entity:user", true),
    ("entity:aaaaaaaaaaaa", true), ("org:00aa", true), ("actor:ana@example.com", true),
    ("actor:ana", false), ("ana@example.com", true), ("bo@example.com", false),
    ("-ana@example.com", false), ("source:backend", true), ("source:ours", false),
    ("-source:ours", true), ("since:1h", true), ("until:1h", false), ("since:2099-01-01", false),
    ("ticket:OPS", false), ("result:success", false), ("-result:success", true),
    ("contact since:2d", true),
  ])
  func isHeldAgainstAnEventOfTheBackend(text: String, expected: Bool) throws {
    #expect(try matches(text, login) == expected)
  }

  @Test(arguments: [
    ("result:success", true), ("result:dangling", false), ("ticket:ops-4711", true),
    ("ticket=OPS", false), ("reason:laptop", true), ("entity:feed", true),
    ("entity:sessions/feed", true), ("entity:users/feed", false), ("actor:oncall", true),
    ("source:ours", true), ("org:x", false), ("12", true), ("revoke -laptop", false),
  ])
  func isHeldAgainstARecordOfThisConsole(text: String, expected: Bool) throws {
    let event = record([
      ("actor.mongoUser", .string("oncall")), ("entity.coll", .string("sessions")),
      ("result", .string("success")), ("ticket", .string("OPS-4711")),
      ("reason", .string("stolen laptop")),
      ("sessions.0001", .document(["idHash": .string("feed")])),
    ])
    #expect(try matches(text, event) == expected)
  }

  @Test func findsWhatHasNoOutcome() throws {
    #expect(try matches("result:dangling", record([], isDangling: true)))
  }

  @Test(arguments: [
    ("since:yesterday", 6, 9), ("actor:ana until:2026-13-01", 16, 10), ("since<2h", 0, 8),
    ("result:fine", 7, 4), ("colour:red", 0, 6),
  ])
  func pointsAtTheWordThatIsNotUnderstood(text: String, position: Int, length: Int) {
    do throws(QueryProblem) {
      _ = try AuditQuery.parse(text)
      Issue.record("it was understood")
    } catch {
      #expect(error.position == position)
      #expect(error.length == length)
    }
  }

  @Test(arguments: ["since:2h", "until:2026-11-24T10:30:00.000Z", "-source:ours action:login"])
  func isWrittenAsItIsRead(text: String) throws {
    let query = try AuditQuery.parse(text)
    #expect(query.text(AuditQuery.grammar) == text)
    #expect(try AuditQuery.parse(query.text(AuditQuery.grammar)) == query)
  }

  @Test func readsTimesToTheMinuteAndTheDay() {
    #expect(
      Query.Moment(text: "2026-11-24T10:30")
        == Instant(iso8601: "2026-11-24T10:30:00Z").map(Query.Moment.at)
    )
    #expect(Query.Moment(text: "2026-11-24") == Instant(iso8601: "2026-11-24").map(Query.Moment.at))
    #expect(Query.Moment(text: "3d") == .ago(259_200_000))
    #expect(Query.Moment(text: "tomorrow") == nil)
  }

  @Test func knowsWhichLogCanMatch() throws {
    #expect(try !AuditQuery.parse("ticket:OPS").wantsBackendEvents)
    #expect(try AuditQuery.parse("-ticket:OPS").wantsBackendEvents)
    #expect(try !AuditQuery.parse("source:backend").wantsOwnEvents)
    #expect(try !AuditQuery.parse("-source:backend").wantsBackendEvents)
    let bounds = try AuditQuery.parse("since:2h since:1h until:2026-11-24").bounds(now: now)
    #expect(bounds.since == now.advanced(by: .seconds(-3600)))
    #expect(bounds.until == Instant(iso8601: "2026-11-24"))
  }
}
