import Testing

@testable import ConsoleDomain

/// What a subject's records say against each other.
@Suite struct SubjectWarningTests {
  private static let user = EntityKey(type: "user", id: .string("u1"))
  private static let now = SessionSamples.now

  private static let profile = Profile(
    name: "test",
    sessions: .none,
    limiters: [],
    collections: .init(
      users: "users",
      maskedUsers: nil,
      organizations: "organizations",
      events: "events"
    ),
    entities: [
      EntityProfile(type: "user", collection: "users", labels: ["User"]),
      EntityProfile(type: "office", collection: "offices", labels: ["Office", "Org_location"]),
    ]
  )

  @Test func aLiveSessionContradictsAHoldAStripAndAnArchive() {
    #expect(warnings([row(Self.user)]) == [])
    #expect(warnings([row(Self.user, hold: .yes)]) == [.heldWithSessions(2)])
    #expect(warnings([row(Self.user, strip: .yes)]) == [.strippedWithSessions(2)])
    #expect(warnings([row(Self.user, archive: .yes)]) == [.archivedWithSessions(2)])
    #expect(
      warnings([row(Self.user, hold: .missing, strip: .missing, archive: .unreadable)]) == []
    )
  }

  @Test func anExpiredSessionAndAnothersDoNot() {
    let row = row(Self.user, hold: .yes)
    let sessions = [
      SessionSamples.row("gone", user: "u1", ttl: .seconds(-1)),
      SessionSamples.row("other", user: "u2"), SessionSamples.row("nobody"),
    ]
    #expect(warnings([row], sessions: sessions) == [])
  }

  @Test func eventsUnderALabelThatTheEndpointDoesNotUseAreNotCovered() {
    let office = EntityKey(type: "office", id: .string("o1"))
    let picture = SubjectPicture(
      key: office,
      records: records(
        [],
        events: [
          .init(label: "Office", isAbout: true, count: 7),
          .init(label: "Org_location", isAbout: true, count: 1),
          .init(label: "Contact", isAbout: false, count: 9),
        ]
      ),
      sessions: .read([]),
      counters: .read([]),
      newestEvents: .read([]),
      profile: Self.profile
    )
    #expect(
      picture.warnings == [.eventsUnderOtherLabel(label: "Office", count: 7, isCapped: false)]
    )
    #expect(picture.warnings[0].text.contains("7 not covered by the backend's own hold"))
  }

  @Test func whatRetentionMayDeleteAndWhatWasNotSeenIsSaid() {
    var records = records([row(Self.user)])
    records.unheldEvents = [.init(key: Self.user, count: 3)]
    records.groups.append(.init(type: "office", collection: "offices", rows: [], incomplete: "x"))
    records.groups.append(.init(type: "user", collection: "more", rows: [], incomplete: "x"))
    let warnings = SubjectWarning.all(
      in: records,
      of: Self.user,
      sessions: [],
      profile: Self.profile
    )
    #expect(
      warnings == [
        .eventsNotHeld(Self.user, count: 3, isCapped: false),
        .incomplete(collections: ["offices", "more"], reason: "x"),
      ]
    )
    #expect(warnings.map(\.isCertain) == [true, false])
  }

  private func warnings(
    _ rows: [EntityRow],
    sessions: [SessionRow] = [
      SessionSamples.row("one", user: "u1"), SessionSamples.row("two", user: "u1"),
    ]
  ) -> [SubjectWarning] {
    SubjectWarning.all(
      in: records(rows),
      of: Self.user,
      sessions: sessions,
      profile: Self.profile
    )
  }

  private func records(
    _ rows: [EntityRow],
    events: [SubjectRecords.EventCount] = []
  ) -> SubjectRecords {
    SubjectRecords(
      identifiers: SubjectIdentifiers(),
      subject: rows.first,
      groups: [.init(type: "user", collection: "users", rows: rows)],
      events: events,
      readAt: Self.now
    )
  }

  private func row(
    _ key: EntityKey,
    hold: ComplianceMark = .no,
    strip: ComplianceMark = .no,
    archive: ComplianceMark = .no
  ) -> EntityRow {
    EntityRow(
      key: key,
      name: nil,
      organizationID: nil,
      hold: hold,
      strip: strip,
      archive: archive
    )
  }
}
