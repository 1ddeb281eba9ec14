import ConsoleDomain
import Foundation
import Testing

@Suite struct SessionRecordTests {
  private let now = SessionSamples.now

  private func object(_ json: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  private var directory: Directory {
    var directory = Directory()
    directory.users["u1"] = UserSummary(
      id: "u1",
      email: "a•••@example.com",
      name: nil,
      emailHash: nil,
      organizationID: "o1",
      role: nil,
      isHeld: true,
      isArchived: false,
      isStripped: false
    )
    directory.organizations["o1"] = OrganizationSummary(
      id: "o1",
      name: "Birch",
      isHeld: false,
      isArchived: false
    )
    return directory
  }

  @Test func aRecordHasTheDocumentedMembers() {
    let row = SessionSamples.row(
      "FEvnqkQha2GBLStIVo150oeD0",
      user: "u1",
      organization: "o1",
      role: "admin",
      ip: "10.0.0.1",
      agent: "curl/8.4",
      age: .seconds(60),
      ttl: .seconds(90),
      bytes: 412
    )
    let json = SessionRecord(row, directory: directory, now: now).json
    #expect(
      json == """
        {"store":"redis","namespace":"sess:","id":"FEvnqkQh…","idHash":"\(row.id.hash)",\
        "user":"u1","userLabel":"a•••@example.com","organization":"o1",\
        "organizationName":"Birch","role":"admin","ip":"10.0.0.1","userAgent":"curl/8.4",\
        "createdAt":"\(now.advanced(by: .seconds(-60)).iso8601)","lastSeenAt":null,\
        "expiresAt":"\(now.advanced(by: .seconds(90)).iso8601)","ttlSeconds":90,"state":"live",\
        "authenticated":true,"format":"express-session","bytes":412,"flags":["held"]}
        """
    )
  }

  @Test func unknownIsNull() throws {
    let row = SessionSamples.row("x", ttl: nil, flags: [.unreadable, .noExpiry])
    let record = try object(SessionRecord(row, now: now).json)
    for name in ["user", "organization", "ip", "userAgent", "createdAt", "expiresAt", "ttlSeconds"]
    {
      #expect(record[name] is NSNull, "\(name)")
    }
    #expect(record["authenticated"] is NSNull)
    #expect(record["state"] as? String == "unreadable")
  }

  @Test(arguments: [
    (SessionSamples.row("a", user: "u"), true as Bool?), (SessionSamples.row("a"), false),
    (SessionSamples.row("a", flags: .truncated), nil),
    (SessionSamples.row("a", flags: .wrongType), nil),
  ])
  func authenticatedIsOnlyDeniedWhenKnown(row: SessionRow, expected: Bool?) throws {
    #expect(try object(SessionRecord(row, now: now).json)["authenticated"] as? Bool == expected)
  }

  @Test func theSidStandsThereOnlyWhenAskedFor() throws {
    let row = SessionSamples.row("FEvnqkQha2GBLStIVo150oeD0")
    #expect(!SessionRecord(row, now: now).json.contains("FEvnqkQha2"))
    #expect(!SessionRecord(row, now: now).csv.contains("FEvnqkQha2"))
    let shown = try object(SessionRecord(row, now: now, showIDs: true).json)
    #expect(shown["sid"] as? String == "FEvnqkQha2GBLStIVo150oeD0")
    #expect(shown["key"] as? String == "sess:FEvnqkQha2GBLStIVo150oeD0")
  }

  @Test func hostileTextsStayInside() throws {
    var row = SessionSamples.row("a", user: "u", agent: "\u{1B}[2J\",\"x\":\"\u{202E}\u{0}\r\n=1")
    row.id.bytes = [0x1B, 0x5B, 0x22, 0xFF]
    let json = SessionRecord(row, now: now, showIDs: true).json
    #expect(!json.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
    #expect(try object(json)["userAgent"] as? String == row.agent)
    let csv = SessionRecord(row, now: now).csv
    #expect(!csv.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x202E })
  }

  @Test func csvHasAFieldForEachColumn() {
    let header = SessionRecord.csvHeader.split(separator: ",")
    let row = SessionSamples.row("a", user: "u1", organization: "o1", agent: "curl/8.4")
    let user = directory.users["u1"]
    let fields = SessionRecord(row, user: user, now: now).csv
      .split(separator: ",", omittingEmptySubsequences: false)
    #expect(header.count == fields.count)
    #expect(fields[4] == "u1" && fields[5] == "a•••@example.com")
    #expect(fields.last == "held")
  }

  @Test func aDetailCarriesItsTree() throws {
    let tree = JSONTree.object([
      .init(name: "n", value: .number("1e5")), .init(name: "bad", value: .number("1,2")),
      .init(name: "list", value: .array([.null, .bool(true), .string("x\u{7}", isMasked: false)])),
    ])
    let detail = SessionDetail(
      row: SessionSamples.row("a", user: "u"),
      tree: tree,
      unreadable: .init(guess: "gzip", head: "\\x1f"),
      isIndexed: nil,
      readAt: now
    )
    let record = try object(
      SessionRecord.json(detail, directory: Directory(), now: now, showIDs: false)
    )
    let value = try #require(record["value"] as? [String: Any])
    #expect(value["n"] as? Double == 100_000)
    #expect(value["bad"] as? String == "1,2")
    #expect((value["list"] as? [Any])?.count == 3)
    #expect((record["unreadable"] as? [String: String])?["guess"] == "gzip")
    #expect(record["indexed"] is NSNull)
  }
}
