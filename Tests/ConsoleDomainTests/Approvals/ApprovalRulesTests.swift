import ConsoleDomain
import Testing

/// When two people are two, and what an approval is good for.
struct ApprovalRulesTests {
  private let ana = Approval.Person(mongoUser: "admin.ana", osUser: "ops", host: "jump")
  private let ben = Approval.Person(mongoUser: "admin.ben", osUser: "ops", host: "jump")
  private let nobody = Approval.Person(mongoUser: nil, osUser: "ops", host: "jump")
  private let other = Approval.Person(mongoUser: nil, osUser: "ben", host: "jump")
  private let now = Instant(milliseconds: 1_700_000_000_000)

  private func plan(
    _ hash: String = "aabbccdd00112233ff",
    users: Int = 3,
    ids: [String] = []
  ) -> ApprovedPlan {
    ApprovedPlan(
      hash: hash,
      action: "hold.release",
      subject: "H-1",
      servers: "rs0 app",
      counts: [ApprovedPlan.Count(place: "users", count: users)],
      ids: ids,
      notes: []
    )
  }

  private func request(
    by person: Approval.Person,
    id: String = "0102030405060708",
    plan: ApprovedPlan? = nil,
    _ decision: Approval.Decision? = nil
  ) -> Approval {
    Approval(
      id: id,
      plan: plan ?? self.plan(),
      requester: person,
      reason: "the matter is closed",
      ticket: "OPS-1",
      requestedAt: now,
      expiresAt: now.advanced(by: ApprovalRules.usual),
      decision: decision
    )
  }

  private func yes(_ person: Approval.Person, _ signature: String? = nil) -> Approval.Decision {
    Approval.Decision(
      isApproved: true,
      by: person,
      reason: "counsel agreed",
      at: now,
      signature: signature
    )
  }

  private func key(_ seed: UInt8) throws -> NoteSigningKey {
    try #require(
      NoteSigningKey(
        name: "approver-\(seed)",
        seed: Array(repeating: seed, count: NoteSigningKey.seedSize)
      )
    )
  }

  private func fault(
    _ approver: Approval.Person,
    _ approval: Approval,
    _ signature: String? = nil,
    _ keys: [ApproverKey] = []
  ) -> String? {
    ApprovalRules.fault(of: approver, signature: signature, for: approval, keys: keys)
  }

  @Test func twoUsersThatDifferAreTwoPeople() {
    #expect(fault(ben, request(by: ana)) == nil)
    #expect(fault(ana, request(by: ana)) != nil)
  }

  @Test func withoutAnAuthenticatedUserOnEitherSideAKeyIsNeeded() {
    #expect(fault(other, request(by: nobody)) != nil)
    #expect(fault(ben, request(by: nobody)) != nil)
    #expect(fault(nobody, request(by: ana)) != nil)
  }

  @Test func aKeyCountsWhenSomebodyElseEnrolledItBefore() throws {
    let approval = request(by: nobody)
    let key = try key(1)
    let signature = SignedNote(approval.noteText, by: key).description
    let before = now.advanced(by: .seconds(-60))
    let good = ApproverKey(key: key.verifier, enrolledBy: other, enrolledAt: before)
    #expect(fault(nobody, approval, signature, [good]) == nil)
    let late = ApproverKey(key: key.verifier, enrolledBy: other, enrolledAt: now)
    #expect(fault(nobody, approval, signature, [late]) != nil)
    let own = ApproverKey(key: key.verifier, enrolledBy: nobody, enrolledAt: before)
    #expect(fault(nobody, approval, signature, [own]) != nil)
    #expect(fault(nobody, approval, signature, []) != nil)
  }

  @Test func aSignatureIsGoodForOneRequestAlone() throws {
    let key = try key(1)
    let first = request(by: nobody)
    let second = request(by: nobody, id: "ffff")
    let enrolled = ApproverKey(
      key: key.verifier,
      enrolledBy: other,
      enrolledAt: now.advanced(by: .seconds(-60))
    )
    let signature = SignedNote(first.noteText, by: key).description
    #expect(fault(nobody, second, signature, [enrolled]) != nil)
    let forged = SignedNote(first.noteText, by: try self.key(2)).description
    #expect(fault(nobody, first, forged, [enrolled]) != nil)
  }

  @Test func aStoredAgreementOfOnePersonIsNone() {
    let standing = ApprovalRules.standing(
      of: plan(),
      for: ana,
      among: [request(by: ana, yes(ana))],
      keys: [],
      now: now
    )
    #expect(standing == .unasked(differences: []))
  }

  @Test func anAgreementServesTheRequesterWhileItLives() {
    let approval = request(by: ana, yes(ben))
    func standing(_ person: Approval.Person, _ now: Instant) -> ApprovalRules.Standing {
      ApprovalRules.standing(of: plan(), for: person, among: [approval], keys: [], now: now)
    }
    #expect(standing(ana, now) == .agreed(approval))
    #expect(standing(ben, now) == .unasked(differences: []))
    #expect(standing(ana, approval.expiresAt) == .unasked(differences: []))
  }

  @Test func aUsedAgreementServesNoMore() {
    var approval = request(by: ana, yes(ben))
    approval.consumed = Approval.Use(operation: "00", at: now)
    let standing = ApprovalRules.standing(
      of: plan(),
      for: ana,
      among: [approval],
      keys: [],
      now: now
    )
    #expect(standing == .unasked(differences: []))
    #expect(approval.state(at: now) == .consumed)
  }

  @Test func aChangedPlanSaysInWhatItDiffers() {
    let agreed = request(by: ana, plan: plan(ids: ["user 1", "user 2"]), yes(ben))
    let changed = plan("0000", users: 4, ids: ["user 2", "user 3"])
    let standing = ApprovalRules.standing(
      of: changed,
      for: ana,
      among: [agreed],
      keys: [],
      now: now
    )
    #expect(
      standing
        == .unasked(differences: [
          "users: 3 then, 4 now", "no longer in it: user 1", "new in it: user 3",
        ])
    )
  }

  @Test func aDenialStandsUntilItExpires() {
    let no = Approval.Decision(isApproved: false, by: ben, reason: "not yet, ever", at: now)
    let denied = request(by: ana, no)
    let standing = ApprovalRules.standing(
      of: plan(),
      for: ana,
      among: [denied],
      keys: [],
      now: now
    )
    #expect(standing == .denied(denied))
  }

  @Test func digitsNameOneRequest() {
    let first = request(by: ana)
    let second = request(by: ben, id: "1111111111111111")
    #expect(ApprovalRules.find("AABBCCDD", among: [first], now: now) == .one(first))
    #expect(ApprovalRules.find("11111111", among: [first, second], now: now) == .one(second))
    #expect(
      ApprovalRules.find("aabbccdd", among: [first, second], now: now)
        == .several([first.id, second.id])
    )
    #expect(ApprovalRules.find("aabbccdd", among: [first], now: first.expiresAt) == .none)
    #expect(ApprovalRules.fault(digits: "abc") != nil)
    #expect(ApprovalRules.fault(digits: "abcdefgh") != nil)
    #expect(ApprovalRules.fault(digits: "abcdef01") == nil)
  }

  @Test func lifetimesStayWithinAnHourAndThreeDays() {
    #expect(ApprovalRules.lifetime(.seconds(60)) == .seconds(3_600))
    #expect(ApprovalRules.lifetime(.seconds(86_400)) == .seconds(86_400))
    #expect(ApprovalRules.lifetime(.seconds(864_000)) == .seconds(259_200))
    #expect(ApprovalRules.lifetime(hours: "72") == .seconds(259_200))
    for text in ["0", "73", "-1", "1.5", "a day", ""] {
      #expect(ApprovalRules.lifetime(hours: text) == nil, "\(text)")
    }
  }

  @Test func aClockThatWasSetBackDoesNotMakeItLiveLonger() {
    let approval = request(by: ana, yes(ben))
    #expect(approval.state(at: now.advanced(by: .seconds(-90 * 3_600))) == .expired)
  }
}
