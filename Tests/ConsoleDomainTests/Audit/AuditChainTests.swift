import ConsoleCrypto
import ConsoleDomain
import Testing

@Suite struct AuditChainTests {
  private let file: AuditVectorFile

  init() throws {
    file = try AuditVectorFile()
  }

  private func verify(_ headers: [AuditHeader], _ bodies: [AuditBody?]) -> AuditVerification {
    var verifier = AuditChainVerifier()
    for (header, body) in zip(headers, bodies) {
      verifier.add(header, body: body.map { .stored($0) } ?? .missing)
    }
    return verifier.result
  }

  @Test(arguments: 0..<3)
  func headersHashAsPublished(index: Int) {
    let header = file.headers[index]
    #expect(AuditCommitment.hash(of: header) == header.hash)
  }

  @Test(arguments: 0..<3)
  func bodiesCommitToTheirRoot(index: Int) {
    #expect(file.bodies[index].root == file.headers[index].bodyRoot)
    #expect(file.bodies[index].eventID == file.headers[index].eventID)
  }

  @Test func theFirstRootIsThePublishedOne() {
    #expect(file.bodies[0].root == file.bodyRoot0)
  }

  @Test func theMerkleRootIsThePublishedOne() {
    var tree = MerkleTree()
    for header in file.headers { tree.append(leafHash: Hex.decode(header.hash) ?? []) }
    #expect(Hex.encode(tree.root) == file.merkleRoot3)
    var verifier = AuditChainVerifier()
    for header in file.headers { verifier.add(header, body: .notExpected) }
    #expect(verifier.root == file.merkleRoot3)
  }

  @Test func redactingAFieldKeepsTheRootAndLosesTheValue() {
    let redacted = file.bodies[0].redacting("subject.email")
    #expect(redacted.root == file.bodyRoot0)
    #expect(Set(redacted.fields) == Set(file.redactedBody.fields))
    #expect(redacted["subject.email"] == nil)
    #expect(redacted["reason"] == .string("case 42"))
    #expect(verify(file.headers, [redacted, file.bodies[1], file.bodies[2]]).faults.isEmpty)
  }

  @Test func nextMakesThePublishedHeaders() throws {
    var tail: AuditHeader?
    for header in file.headers {
      let made = AuditHeader.next(
        after: tail,
        eventID: header.eventID,
        at: try #require(Instant(iso8601: header.timestamp)),
        type: header.type,
        phase: header.phase,
        bodyRoot: header.bodyRoot
      )
      #expect(made == header)
      tail = made
    }
  }

  @Test func anIntactChainHasNoFaultAndNamesItsOpenIntent() {
    let result = verify(file.headers, file.bodies)
    #expect(
      result
        == AuditVerification(headers: 3, faults: [], dangling: [2], head: file.headers[2].hash)
    )
  }

  @Test func anEmptyChainIsIntact() {
    #expect(
      AuditChainVerifier().result
        == AuditVerification(headers: 0, faults: [], dangling: [], head: nil)
    )
  }

  @Test(arguments: ["v", "eventId", "ts", "type", "phase", "bodyRoot", "prev", "hash"])
  func everyChangedMemberIsFound(member: String) {
    var headers = file.headers
    switch member {
    case "v": headers[1].version = "2"
    case "eventId": headers[1].eventID = "01J0000000000000000000000D"
    case "ts": headers[1].timestamp = "2026-11-24T03:00:01.001Z"
    case "type": headers[1].type = "hold.release"
    case "phase": headers[1].phase = .event
    case "bodyRoot": headers[1].bodyRoot = headers[0].bodyRoot
    case "prev": headers[1].previous = headers[1].hash
    default: headers[1].hash = headers[0].hash
    }
    let kinds = Set(verify(headers, file.bodies).faults.filter { $0.sequence <= 2 }.map(\.kind))
    #expect(kinds.contains(.hash))
  }

  @Test func aDeletedHeaderIsAGap() {
    let result = verify([file.headers[0], file.headers[2]], [file.bodies[0], file.bodies[2]])
    #expect(result.faults.map(\.kind) == [.gap])
    #expect(result.faults.map(\.sequence) == [2])
  }

  @Test func reorderedHeadersAreGaps() {
    let result = verify(
      [file.headers[1], file.headers[0], file.headers[2]],
      [file.bodies[1], file.bodies[0], file.bodies[2]]
    )
    #expect(result.faults.map(\.kind) == [.gap, .gap, .gap])
  }

  @Test func aRewrittenHeaderBreaksTheLinkBehindIt() {
    var headers = file.headers
    headers[1].type = "hold.release"
    headers[1].hash = AuditCommitment.hash(of: headers[1])
    let faults = verify(headers, file.bodies).faults
    #expect(faults.map(\.kind) == [.link])
    #expect(faults.map(\.sequence) == [2])
  }

  @Test func aMissingBodyIsReportedUnlessItMayBe() {
    #expect(
      verify(file.headers, [file.bodies[0], nil, file.bodies[2]]).faults.map(\.kind)
        == [.bodyMissing]
    )
    var verifier = AuditChainVerifier()
    for header in file.headers { verifier.add(header, body: .notExpected) }
    #expect(verifier.result.faults.isEmpty)
  }

  @Test func aChangedOrDroppedFieldIsFound() {
    var changed = file.bodies[0]
    changed.fields = changed.fields.map { field in
      guard case .disclosed(let salt, _) = field.content, field.path == "reason" else {
        return field
      }
      return AuditField(
        path: "reason",
        content: .disclosed(salt: salt, value: .string("case 43"))
      )
    }
    var dropped = file.bodies[0]
    dropped.fields.removeAll { $0.path == "reason" }
    for body in [changed, dropped, file.bodies[1]] {
      let faults = verify(file.headers, [body, file.bodies[1], file.bodies[2]]).faults
      #expect(faults.map(\.kind) == [.bodyRoot])
    }
  }

  @Test(arguments: [
    ("eventId", "01J000000000000000000000I"), ("ts", "2026-11-24T03:00:00Z"),
    ("bodyRoot", "ABC"), ("v", "7"),
  ])
  func aMemberWithoutItsFormIsMalformed(member: String, value: String) {
    var header = file.headers[0]
    switch member {
    case "eventId": header.eventID = value
    case "ts": header.timestamp = value
    case "bodyRoot": header.bodyRoot = value
    default: header.version = value
    }
    header.hash = AuditCommitment.hash(of: header)
    var verifier = AuditChainVerifier()
    verifier.add(header, body: .notExpected)
    #expect(verifier.result.faults.map(\.kind) == [.malformed])
  }

  @Test func outcomesCloseTheIntentOfTheirOperation() {
    func body(_ id: String) -> AuditChainVerifier.Body {
      .stored(
        AuditBody(
          eventID: "x",
          fields: [
            AuditField(
              path: "opId",
              content: .disclosed(
                salt: [UInt8](repeating: 1, count: 32),
                value: .string(id)
              )
            )
          ]
        )
      )
    }
    var verifier = AuditChainVerifier()
    var tail: AuditHeader?
    for (phase, operation) in [
      (AuditPhase.intent, "a"), (.intent, "b"), (.event, "z"), (.outcome, "b"), (.intent, "c"),
    ] {
      let header = AuditHeader.next(
        after: tail,
        eventID: "01J0000000000000000000000A",
        at: Instant(milliseconds: 0),
        type: "session.revoke",
        phase: phase,
        bodyRoot: AuditCommitment.genesis
      )
      verifier.add(header, body: body(operation))
      tail = header
    }
    #expect(verifier.result.dangling == [0, 4])
  }

  @Test func faultsBeyondTheLimitAreOnlyCounted() {
    var verifier = AuditChainVerifier()
    for _ in 0..<AuditChainVerifier.faultLimit + 5 {
      verifier.add(file.headers[2], body: .notExpected)
    }
    #expect(verifier.result.faults.count == AuditChainVerifier.faultLimit)
    #expect(verifier.faultCount == Int64(AuditChainVerifier.faultLimit + 5))
  }
}
