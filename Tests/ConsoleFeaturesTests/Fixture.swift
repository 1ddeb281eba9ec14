import ConsoleDomain
import ConsoleScreen

@testable import ConsoleFeatures

/// The moment every test starts at.
let testNow = Instant(milliseconds: 1_795_500_000_000)

extension ConsoleContext {
  /// A staging environment with both servers on this machine.
  static let staging = ConsoleContext(
    name: "eu-west-1",
    kind: .staging,
    redis: StoreEndpoint(kind: .redis, address: "127.0.0.1:6379"),
    mongo: StoreEndpoint(kind: .mongo, address: "127.0.0.1:27017"),
    prefixes: ["sess:"],
    places: ActionPlaces(TestEntities.profile)
  )
}

extension Size {
  static let small = Size(columns: 60, rows: 16)
  static let usual = Size(columns: 80, rows: 24)
  static let large = Size(columns: 120, rows: 40)
}

extension SessionID {
  /// A session of the standard prefix.
  init(_ sid: String) { self.init(namespace: "sess:", bytes: Array(sid.utf8)) }
}

/// A small population of sessions: users one to five, every third session anonymous.
enum TestSessions {
  static func rows(_ count: Int) -> [SessionRow] {
    (0..<count).map { number in
      let isAnonymous = number % 3 == 2
      let user = number % 5 + 1
      return SessionRow(
        id: SessionID("sid\(padded(number))-secretpart-\(number)"),
        userID: isAnonymous ? nil : userID(user),
        organizationID: isAnonymous ? nil : "org-a",
        role: isAnonymous ? nil : "member",
        ip: "10.2.0.\(number % 250)",
        agent: "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0",
        createdAt: testNow.advanced(by: .seconds(-3600 - number)),
        lastSeenAt: testNow.advanced(by: .seconds(-number * 7)),
        expiry: .at(testNow.advanced(by: .seconds(1800 + number * 60))),
        format: .express,
        bytes: 412,
        flags: isAnonymous ? .anonymous : []
      )
    }
  }

  static func userID(_ user: Int) -> String { "64f0c0ffee64f0c0ffee000\(user)" }

  static func directory() -> Directory {
    var directory = Directory()
    for user in 1...5 {
      let id = userID(user)
      directory.users[id] = UserSummary(
        id: id,
        email: "u•••@example.com",
        name: "U•••",
        emailHash: nil,
        organizationID: "org-a",
        role: "member",
        isHeld: user == 2,
        isArchived: user == 3,
        isStripped: false
      )
    }
    directory.organizations["org-a"] = OrganizationSummary(
      id: "org-a",
      name: "Northwind Builders",
      isHeld: false,
      isArchived: false
    )
    return directory
  }

  static func snapshot(
    _ rows: [SessionRow],
    scan: Int = 1,
    phase: ScanProgress.Phase = .complete,
    startedAt: Instant = testNow,
    others: [String] = []
  ) -> SessionSnapshot {
    let segments = stride(from: 0, to: rows.count, by: SessionSnapshot.segmentSize).map { start in
      SessionSegment(
        rows: Array(rows[start..<min(rows.count, start + SessionSnapshot.segmentSize)])
      )
    }
    return SessionSnapshot(
      scan: scan,
      segments: segments,
      directory: directory(),
      progress: ScanProgress(
        phase: phase,
        scanned: rows.count,
        estimatedTotal: rows.count * 2,
        visited: rows.count,
        startedAt: startedAt,
        finishedAt: phase == .running ? nil : startedAt
      ),
      otherPrefixes: others
    )
  }

  private static func padded(_ number: Int) -> String {
    String(repeating: "0", count: max(0, 5 - String(number).count)) + String(number)
  }
}
