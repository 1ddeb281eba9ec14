import ConsoleDomain
import Foundation
import Testing

@Suite struct AuditRecordTests {
  private func object(_ json: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
  }

  @Test func aRecordIsThatOfTheVectors() throws {
    let file = try AuditVectorFile()
    let vectors = try object(AuditChainVectors.json())
    let headers = try #require(vectors["headers"] as? [[String: String]])
    let bodies = try #require(vectors["bodies"] as? [NSDictionary])
    for index in 0..<3 {
      let record = AuditRecord(
        header: file.headers[index],
        body: file.bodies[index],
        isDangling: index == 2
      )
      let json = try object(RecordJSON.audit(record))
      #expect(json["header"] as? [String: String] == headers[index])
      #expect(json["body"] as? NSDictionary == bodies[index])
      #expect(json["dangling"] as? Bool == (index == 2))
    }
    let redacted = try object(RecordJSON.body(file.redactedBody)) as NSDictionary
    #expect(redacted == vectors["body0RedactedSubjectEmail"] as? NSDictionary)
  }

  @Test func aMissingBodyIsNull() throws {
    let header = try AuditVectorFile().headers[0]
    let json = RecordJSON.audit(AuditRecord(header: header, body: nil, isDangling: false))
    #expect(try object(json)["body"] is NSNull)
  }

  @Test func aVerificationNamesItsFaults() throws {
    let json = try object(
      RecordJSON.verification(
        AuditVerification(
          headers: 9,
          faults: [.init(sequence: 4, kind: .bodyMissing, detail: "gone")],
          dangling: [7],
          head: nil
        )
      )
    )
    #expect(json["headers"] as? Int == 9)
    #expect(json["intact"] as? Bool == false)
    #expect(json["head"] is NSNull)
    let fault = try #require((json["faults"] as? [[String: Any]])?.first)
    #expect(fault["seq"] as? String == "4")
    #expect(fault["kind"] as? String == "body-missing")
    #expect(fault["detail"] as? String == "gone")
    #expect(fault["eventId"] is NSNull && fault["path"] is NSNull)
    #expect(json["faultCount"] as? Int == 1)
    #expect(json["dangling"] as? [String] == ["7"])
  }

  @Test(arguments: CheckRecord.Result.allCases)
  func aCheckHasTheDocumentedMembers(result: CheckRecord.Result) {
    let check = CheckRecord(id: "R-1", title: "TLS", result: result, evidence: "plain \"tcp\"")
    #expect(
      check.json == """
        {"id":"R-1","title":"TLS","result":"\(result.rawValue)","evidence":"plain \\"tcp\\"",\
        "remediation":null,"reference":null,"waiver":null}
        """
    )
  }

  @Test func aReceiptNamesSessionsByHashAlone() throws {
    let rows = ["FEvnqkQha2GBLStI", "6od-VB8JJvtMKDsL", "third-session-id"].map {
      SessionSamples.row($0, user: "u1")
    }
    let plan = ActionPlan(
      id: OperationID(high: 1, low: 2),
      request: .revokeUser(userID: "u1"),
      tier: .harmful,
      content: .sessions(
        rows.map { PlannedSession(row: $0, user: nil, isHeld: false, blocked: nil) }
      ),
      isComplete: true,
      warnings: [],
      servers: ServerIdentity(redis: nil, mongo: nil),
      hash: "h",
      madeAt: SessionSamples.now,
      phrase: nil
    )
    let json = SessionRecord.json(
      ActionReceipt(
        plan: plan,
        result: .partial,
        ending: .sessions(
          [.revoked, .skipped(reason: "another user"), .failed(.cancelled)],
          observations: [
            .resurrected(rows[0].id, times: 2, remains: true),
            .signedInAgain(userID: "u1", SessionSamples.id("new-session-of-them")),
          ]
        ),
        intentSequence: 5,
        outcomeSequence: nil,
        problems: ["p"],
        finishedAt: SessionSamples.now
      )
    )
    let record = try object(json)
    #expect(record["result"] as? String == "partial")
    #expect(record["outcomeSeq"] is NSNull)
    let sessions = try #require(record["sessions"] as? [[String: Any]])
    #expect(sessions.map { $0["outcome"] as? String } == ["revoked", "skipped", "failed"])
    #expect(sessions[0]["idHash"] as? String == rows[0].id.hash)
    #expect((record["observations"] as? [Any])?.count == 2)
    for sid in ["FEvnqkQha", "6od-VB8JJ", "third-ses", "new-sessi"] {
      #expect(!json.contains(sid), "\(sid)")
    }
  }
}
