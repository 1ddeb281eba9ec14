import ConsoleDomain

@testable import ConsoleFeatures

/// One subject and a long collection, as the stores would answer them.
enum TestEntities {
  static let user = EntityKey(type: "user", id: .objectID(TestSessions.userID(2)))
  static let office = EntityKey(type: "office", id: .string("o-1"))

  static let profile = Profile(
    name: "test",
    sessions: .init(
      prefixes: ["sess:"],
      userIndexPrefix: nil,
      userPaths: [],
      organizationPath: nil,
      rolePath: nil,
      ipPath: nil,
      agentPath: nil,
      createdAtPath: nil,
      lastSeenPath: nil
    ),
    limiters: [],
    collections: .init(
      users: "users",
      maskedUsers: nil,
      organizations: "organizations",
      events: "eventlogs"
    ),
    entities: [
      EntityProfile(type: "user", collection: "users", labels: ["User"]),
      EntityProfile(type: "contact", collection: "contacts", labels: ["Contact"]),
      EntityProfile(type: "office", collection: "offices", labels: ["Office", "Org_location"]),
    ]
  )

  static func candidates(_ selector: SubjectSelector) -> SubjectCandidates {
    switch selector {
    case .name("nobody"): SubjectCandidates(rows: [], incomplete: "contacts: no index on name")
    case .name:
      SubjectCandidates(rows: [row(user, "u•••@example.com"), row(contact(1), "A••• M•••")])
    case .entity(let key): SubjectCandidates(rows: [row(key, "H•••")])
    case .user, .phone:
      SubjectCandidates(rows: [row(user, "u•••@example.com"), row(contact(1), "A••• M•••")])
    }
  }

  /// A held user with a live session, a counter, and things that could not be read.
  static func picture(of key: EntityKey, sessions: [SessionRow], at now: Instant) -> SubjectPicture
  {
    var held = row(key, "u•••@example.com")
    held.hold = .yes
    held.holdIDs = ["LH-204"]
    var records = SubjectRecords(
      identifiers: SubjectIdentifiers(userIDs: [TestSessions.userID(2)]),
      subject: held,
      groups: [
        .init(type: "user", collection: "users", rows: [held]),
        .init(type: "contact", collection: "contacts", rows: [contactRow(1), contactRow(2)]),
        .init(type: "office", collection: "offices", rows: []),
      ],
      events: [
        .init(label: "User", isAbout: true, count: 31),
        .init(label: "Contact", isAbout: false, count: 1204, isCapped: true),
      ],
      unheldEvents: [.init(key: key, count: 4)],
      unmapped: ["costcodes", "seats"],
      readAt: now
    )
    records.groups[1].incomplete = "no index on phone: only the newest 100000 were searched"
    return SubjectPicture(
      key: key,
      records: records,
      sessions: .read(sessions.filter { $0.userID == TestSessions.userID(2) }),
      counters: .read([
        SubjectCounter(
          limiter: "waitlist submit by e-mail",
          key: "waitlist:submit:email:u•••@example.com",
          hits: 5,
          limit: 3,
          endsAt: now.advanced(by: .seconds(600)),
          isBlocked: true
        )
      ]),
      newestEvents: .read(TestAudit.few(at: now).backend.map(AuditEvent.backend)),
      profile: profile
    )
  }

  static func detail(_ key: EntityKey, at now: Instant) -> EntityDetail {
    EntityDetail(
      row: row(key, "u•••@example.com"),
      tree: .object([
        .init(name: "_id", value: .string(key.id.text, isMasked: false)),
        .init(name: "email", value: .string("u•••@example.com", isMasked: true)),
        .init(name: "passwordHash", value: .string("•••", isMasked: true)),
      ]),
      readAt: now
    )
  }

  static let revealed = RevealedEntity(
    tree: .object([.init(name: "email", value: .string("una@example.com", isMasked: false))])
  )

  /// A page of a collection of so many documents, as the server would answer it.
  static func page(_ request: EntityPageRequest, of total: Int, at now: Instant) -> EntityPage {
    let first = request.after.flatMap { Int($0.text.dropFirst(2)) }.map { total - $0 } ?? 0
    let rows = (first..<total).map { number(total - 1 - $0, type: request.type) }
      .filter { request.isHeld == nil || ($0.hold == .yes) == request.isHeld }
    return EntityPage(
      rows: Array(rows.prefix(request.limit)),
      hasMore: rows.count > request.limit,
      estimatedTotal: total,
      readAt: now
    )
  }

  static func number(_ number: Int, type: String) -> EntityRow {
    var row = row(EntityKey(type: type, id: .string("d-\(number)")), "N••• \(number)")
    if number % 10 == 3 { row.hold = .yes }
    if number % 10 == 7 { (row.hold, row.archive, row.strip) = (.missing, .missing, .missing) }
    return row
  }

  private static func contact(_ number: Int) -> EntityKey {
    EntityKey(type: "contact", id: .string("c-\(number)"))
  }

  private static func contactRow(_ number: Int) -> EntityRow {
    var contact = row(contact(number), "A••• M•••")
    if number == 2 {
      (contact.hold, contact.archive, contact.strip) = (.missing, .missing, .missing)
    }
    return contact
  }

  static func row(_ key: EntityKey, _ name: String) -> EntityRow {
    EntityRow(
      key: key,
      name: name,
      organizationID: "org-a",
      hold: .no,
      strip: .no,
      archive: .no,
      createdAt: testNow.advanced(by: .seconds(-86_400 * 30)),
      updatedAt: testNow.advanced(by: .seconds(-3600))
    )
  }
}
