import ConsoleDomain
import Testing

/// Runs, views and manifest of an export, without files.
struct AuditExportTests {
  private let start = Instant(milliseconds: 1_795_489_200_000)

  private func link(
    _ sequence: Int64,
    after seconds: Int64 = 0,
    type: String = "session.revoke",
    fields: [(String, AuditValue)] = [],
    redacted: [String] = []
  ) -> AuditLink {
    let eventID = ULID.make(
      at: start,
      random: [UInt8](repeating: UInt8(sequence), count: ULID.randomSize)
    )
    var body = AuditBody(
      eventID: eventID,
      fields: fields.map { path, value in
        AuditField(
          path: path,
          content: .disclosed(salt: [UInt8](repeating: 1, count: 32), value: value)
        )
      }
    )
    for path in redacted { body = body.redacting(path) }
    var header = AuditHeader.next(
      after: nil,
      eventID: eventID,
      at: start.advanced(by: .seconds(seconds)),
      type: type,
      phase: .outcome,
      bodyRoot: body.root
    )
    header.sequence = sequence
    return AuditLink(header: header, body: .stored(body))
  }

  private func taken(_ scope: AuditExportScope, end: Int64, _ seconds: [Int64]) -> [Int64] {
    var run = AuditExportRun(scope, end: end)
    var taken: [Int64] = []
    for (index, second) in seconds.enumerated() where Int64(index) >= scope.first {
      let header = link(Int64(index), after: second).header
      switch run.step(header) {
      case .skip: continue
      case .take: taken.append(header.sequence)
      case .stop: return taken
      }
    }
    return taken
  }

  @Test func aRunEndsWithTheExportsOwnRecord() {
    #expect(taken(AuditExportScope(), end: 2, [0, 1, 2, 3, 4]) == [0, 1, 2])
    #expect(taken(AuditExportScope(last: 9), end: 2, [0, 1, 2, 3]) == [0, 1, 2])
    #expect(taken(AuditExportScope(first: 1, last: 2), end: 4, [0, 1, 2, 3, 4]) == [1, 2])
  }

  @Test func aRunOfATimeHasNoGapEvenWhenClocksDisagree() {
    let scope = AuditExportScope(
      since: start.advanced(by: .seconds(10)),
      until: start.advanced(by: .seconds(20))
    )
    // The record of second 5 came from a clock that is behind: it stands within the run.
    #expect(taken(scope, end: 6, [0, 9, 10, 5, 15, 20, 12]) == [2, 3, 4])
  }

  @Test func csvTakesNoCellForAFormulaAndShowsWhatWasRedacted() {
    let hostile = link(
      7,
      fields: [
        ("actor.id", .string("=HYPERLINK(\"http://x\")")), ("reason", .string("-2+3, \"quoted\"")),
        ("ticket", .string("@SUM(A1)")), ("error", .string("\tcmd")),
        ("counts.matched", .int(3)), ("actor.host", .string("h")),
      ],
      redacted: ["actor.host"]
    )
    let record = AuditCSV.record(hostile)
    #expect(record.hasPrefix("7,2026-11-24T03:00:00.000Z,session.revoke,outcome,"))
    #expect(record.contains("\"'=HYPERLINK(\"\"http://x\"\")\""))
    #expect(record.contains("\"'-2+3, \"\"quoted\"\"\""))
    #expect(record.contains(",'@SUM(A1),"))
    #expect(record.contains(",3,"))
    #expect(record.contains(",(redacted),"))
    #expect(record.hasSuffix("\r\n"))
    let columns = AuditCSV.header.split(separator: ",").count
    #expect(AuditCSV.record(link(1)).count { $0 == "," } == columns - 1)
  }

  @Test func ocsfHasWhatItsClassRequires() {
    let event = OCSFEvent.json(
      link(
        7,
        fields: [
          ("actor.id", .string("admin.ana")), ("actor.host", .string("ops1")),
          ("actor.sshClient", .string("192.0.2.7 50222 22")), ("result", .string("success")),
          ("opId", .string("0a")), ("clientVersion", .string("0.1.0")),
        ]
      )
    )
    for part in [
      #""activity_id":4"#, #""category_uid":6"#, #""class_uid":6003"#, #""type_uid":600304"#,
      #""severity_id":1"#, #""time":1795489200000"#, #""status_id":1"#,
      #""metadata":{"version":"1.3.0","product":{"name":"Holdfast","vendor_name":"Holdfast","version":"0.1.0"}"#,
      #""sequence":7"#, #""correlation_uid":"0a""#,
      #""actor":{"user":{"name":"admin.ana"},"app_name":"holdfast"}"#,
      #""api":{"operation":"session.revoke","service":{"name":"holdfast"}}"#,
      #""src_endpoint":{"hostname":"ops1","ip":"192.0.2.7","svc_name":"holdfast"}"#,
    ] {
      #expect(event.contains(part), "\(part) in \(event)")
    }
  }

  @Test func ocsfKeepsItsRequiredObjectsWithoutABody() {
    var bare = link(0, type: "console.start")
    bare.body = .missing
    let event = OCSFEvent.json(bare)
    #expect(event.contains(#""actor":{"app_name":"holdfast"}"#))
    #expect(event.contains(#""src_endpoint":{"svc_name":"holdfast"}"#))
    #expect(event.contains(#""status_id":0"#))
    #expect(!event.contains("null"))
  }

  @Test func aRecordWithoutABodySaysSo() {
    var bare = link(3)
    bare.body = .missing
    #expect(RecordJSON.link(bare).hasSuffix(#""body":null}"#))
  }
}
