import ConsoleDomain
import Testing

@Suite struct ProblemTextTests {
  private static let redis = StoreEndpoint(kind: .redis, address: "db1:6379")
  private static let mongo = StoreEndpoint(kind: .mongo, address: "m1:27017")

  @Test(arguments: [
    (
      StoreProblem.unreachable(redis, reason: "refused"), "Redis is unreachable",
      "Redis db1:6379: refused"
    ),
    (
      .timedOut(mongo, after: .milliseconds(4500)), "MongoDB does not answer",
      "MongoDB m1:27017 kept silent for 4.5 s"
    ),
    (
      .unconfirmed(mongo, after: .seconds(4)), "MongoDB could not confirm the write",
      "MongoDB m1:27017 found no majority of its replica set to keep it within 4 s"
    ), (.cancelled, "Cancelled", "the call was given up before an answer came"),
    (
      .unauthenticated(redis), "Redis refused the credentials",
      "Redis db1:6379 does not accept this user"
    ),
    (
      .unauthorized(redis, needed: "SCAN"), "Not allowed on Redis",
      "Redis db1:6379 does not let this user do SCAN"
    ),
    (
      .refused(redis, code: "READONLY", reason: "replica"), "Redis refused",
      "Redis db1:6379: READONLY replica"
    ), (.conflict("the user changed"), "It changed meanwhile", "the user changed"),
    (
      .tooLarge(redis, bytes: 204_800), "A value is too large", "Redis db1:6379 holds 200 KiB there"
    ),
    (
      .unsupported(mongo, reason: "no sessions"), "MongoDB can't do this",
      "MongoDB m1:27017: no sessions"
    ),
    (
      .protocolViolation(redis), "Redis gave no sensible answer",
      "Redis db1:6379 broke the protocol; the connection was closed"
    ),
    (
      .unexpected(mongo, reference: "r-17"), "MongoDB failed",
      "MongoDB m1:27017: see r-17 in the log"
    ),
  ])
  func everyProblemHasItsWords(problem: StoreProblem, title: String, detail: String) {
    let text = ProblemText(problem)
    #expect(text.title == title)
    #expect(text.detail == detail)
    #expect(!text.remedy.isEmpty)
  }

  @Test(arguments: [
    ("READONLY", "this server is a replica: connect to the primary"),
    ("NotWritablePrimary", "this server is a replica: connect to the primary"),
    ("OutOfDiskSpace", "the server's disk is full; free some space, then try again"),
    ("LOADING", "the server is loading its data; wait and try again"),
  ])
  func aKnownRefusalSaysWhatHelps(code: String, remedy: String) {
    #expect(ProblemText(StoreProblem.refused(Self.redis, code: code, reason: "")).remedy == remedy)
  }

  @Test(arguments: [
    (GateRefusal.readOnly(reason: "the context forbids changes"), "Read-only"),
    (.notElevated, "Read-only"), (.auditNotInitialised, "No audit store"),
    (.auditUnavailable(.unauthenticated(mongo)), "The intent could not be recorded"),
    (.planExpired, "The plan is too old"), (.serverChanged(redis), "Another server answers"),
    (.invalid(field: "reason", wanted: "10 characters"), "The reason is not accepted"),
    (.nothingToDo("no sessions"), "Nothing to do"), (.guarded("legal_hold"), "Held back"),
    (.store(.cancelled), "Cancelled"),
    (.busy, "Busy"),
  ])
  func everyRefusalHasItsWords(refusal: GateRefusal, title: String) {
    let text = ProblemText(refusal)
    #expect(text.title == title)
    #expect(!text.detail.isEmpty && !text.remedy.isEmpty)
  }

  @Test func aLostAuditStoreSaysThatNothingChanged() {
    let text = ProblemText(GateRefusal.auditUnavailable(.unauthenticated(Self.mongo)))
    #expect(text.detail.hasSuffix("nothing was changed"))
  }

  @Test(arguments: [
    ("", false), ("short", false), ("aaaaaaaaaaaa", false), ("a a a a a a a", false),
    ("          ", false), ("stolen laptop", true), ("lost   card", false),
  ])
  func aReasonSaysWhy(reason: String, isAccepted: Bool) {
    #expect((AuthorisationRules.fault(reason: reason) == nil) == isAccepted)
  }

  @Test(arguments: [
    ("asked by ana@example.com", true), ("call +49 30 1234567", true), ("tel 030-1234567", true),
    ("ticket 4471 and 3 of 10", false), ("stolen laptop @ desk", false),
  ])
  func personalDataInAReasonIsWarnedOf(reason: String, isWarned: Bool) {
    #expect((AuthorisationRules.warning(reason: reason) != nil) == isWarned)
  }

  @Test(arguments: [
    ("none yet", "OPS-[0-9]+", true), ("OPS-991", "OPS-[0-9]+", true),
    ("OPS-991x", "OPS-[0-9]+", false), ("xOPS-991", "OPS-[0-9]+", false), ("", nil, false),
    ("  ", nil, false), ("anything", nil, true), ("x", "(", false),
  ])
  func aTicketMatchesItsPatternAsAWhole(ticket: String, pattern: String?, isAccepted: Bool) {
    #expect((AuthorisationRules.fault(ticket: ticket, pattern: pattern) == nil) == isAccepted)
  }
}
