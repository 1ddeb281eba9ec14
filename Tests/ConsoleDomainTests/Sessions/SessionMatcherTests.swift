import ConsoleDomain
import Testing

@Suite struct SessionMatcherTests {
  private static let held = "64f0c0ffee64f0c0ffee0001"
  private static let plain = "64f0c0ffee64f0c0ffee0002"

  private static let directory: Directory = {
    var directory = Directory()
    directory.users[held] = UserSummary(
      id: held,
      email: "a•••@example.com",
      name: "A••• N•••",
      emailHash: EmailHash.of("Ana@Example.com"),
      organizationID: "o1",
      role: "admin",
      isHeld: true,
      isArchived: true,
      isStripped: false
    )
    directory.organizations["o1"] = OrganizationSummary(
      id: "o1",
      name: "Birch & Sons",
      isHeld: false,
      isArchived: false
    )
    directory.organizations["o2"] = OrganizationSummary(
      id: "o2",
      name: "Held Ltd",
      isHeld: true,
      isArchived: false
    )
    directory.missingUsers = ["gone"]
    return directory
  }()

  private static let rows = [
    SessionSamples.row(
      "aaaa",
      user: held,
      organization: "o1",
      role: "admin",
      ip: "10.0.0.1",
      agent: "curl/8.4",
      age: .seconds(3 * 86_400),
      idle: .seconds(60),
      ttl: .seconds(1800),
      bytes: 500
    ),
    SessionSamples.row(
      "bbbb",
      user: plain,
      organization: "o2",
      role: "member",
      ip: "192.168.1.10",
      agent: "Mozilla/5.0 (Macintosh)",
      age: .seconds(3600),
      idle: .seconds(3600),
      ttl: .seconds(7200),
      bytes: 20_000
    ),
    SessionSamples.row(
      "cccc",
      ip: "10.9.9.9",
      agent: "kube-probe/1.29",
      ttl: nil,
      flags: .noExpiry
    ),
    SessionSamples.row("dddd", user: "gone", ttl: .seconds(10)),
    SessionSamples.row("eeee", flags: .unreadable),
  ]

  @Test(arguments: [
    ("", "abcde"), ("user:64f0c0", "ab"), ("user:ffee0002", "b"), ("user:gone", "d"),
    ("email:ana@example.com", "a"), ("email:ANA@EXAMPLE.COM", "a"), ("email:eve@example.com", ""),
    ("user:ana@example.com", "a"), ("ana@example.com", "a"), ("user:example.com", "a"),
    ("org:birch", "a"), ("org:o2", "b"), ("org:*", "ab"), ("role:admin", "a"),
    ("-role:admin", "bcde"),
    ("ip:10.*", "ac"), ("ip:10.", "ac"), ("ip:1.10", "b"), ("ip:*.10", "b"),
    ("agent:\"curl\"", "a"),
    ("curl", "a"), ("held", "b"), ("probe", "c"), ("id:aa", "a"), ("id:AA", ""), ("id:aaaa…", "a"),
    ("id:b*", "b"), ("state:live", "abcd"), ("state:unreadable", "e"), ("flag:held", "ab"),
    ("flag:archived", "a"), ("flag:no-expiry", "c"), ("flag:anonymous", "ce"),
    ("flag:unknown-user", "d"), ("ttl<1h", "ad"), ("ttl>1h", "bc"), ("ttl>=2h", "bc"),
    ("created>2d", "a"), ("created<2d", "b"), ("-created>2d", "bcde"), ("seen<5m", "a"),
    ("bytes>10k", "b"), ("bytes<=400", "cde"), ("ip:10.* -flag:anonymous", "a"),
    ("flag:held ttl<1h curl", "a"), ("user:*", "abd"), ("*", "abcd"),
  ])
  func findsTheRows(query: String, expected: String) throws {
    let matcher = SessionMatcher(
      try SessionQuery.parse(query),
      directory: Self.directory,
      now: SessionSamples.now
    )
    let segment = SessionSegment(rows: Self.rows)
    let found = matcher.rows(in: segment, from: 0).map {
      String(decoding: segment.sid($0).prefix(1), as: UTF8.self)
    }
    #expect(found.joined() == expected)
    #expect(Self.rows.filter(matcher.matches).count == expected.count)
  }

  @Test func aWholeHashFindsItsSession() throws {
    let query = try SessionQuery.parse("id:" + SessionSamples.id("bbbb").hash.uppercased())
    let matcher = SessionMatcher(query, directory: Self.directory, now: SessionSamples.now)
    #expect(Self.rows.filter(matcher.matches).map(\.id) == [SessionSamples.id("bbbb")])
  }

  @Test func startsWhereItIsTold() throws {
    let matcher = SessionMatcher(
      try SessionQuery.parse("ip:10.*"),
      directory: Self.directory,
      now: SessionSamples.now
    )
    #expect(matcher.rows(in: SessionSegment(rows: Self.rows), from: 1) == [2])
    #expect(matcher.rows(in: SessionSegment(rows: Self.rows), from: 99) == [])
  }
}
