import ConsoleDomain

@testable import ConsoleFeatures

/// A register of holds, a check of it, and requests for approval, as the stores would answer them.
enum TestHolds {
  static let requester = Approval.Person(mongoUser: "admin.ruiz", osUser: "ruiz", host: "ops-1")
  static let approver = Approval.Person(mongoUser: "admin.osei", osUser: "osei", host: "ops-2")

  static let holds: [LegalHold] = [
    hold(
      "H-000000000001",
      "LH-204",
      "Wage dispute Northwind",
      .active,
      placed: .seconds(86_400 * 12)
    ),
    hold("H-000000000002", "LH-198", "Tender complaint", .releasing, placed: .seconds(86_400 * 90)),
    hold("H-000000000003", "LH-211", "Warehouse fire", .partial, placed: .seconds(3_600)),
    hold("H-000000000004", "LH-102", "Old case", .released, placed: .seconds(86_400 * 400)),
  ]

  static let findings = [
    HoldFinding(
      kind: .unheld,
      hold: "H-000000000003",
      place: "contacts",
      count: 2,
      ids: ["c-7", "c-9"]
    ),
    HoldFinding(kind: .external, hold: nil, place: "users", count: 3),
    HoldFinding(
      kind: .unread,
      hold: nil,
      place: "offices",
      count: nil,
      problem: "Not permitted: find on offices"
    ),
  ]

  static func hold(
    _ id: String,
    _ matter: String,
    _ title: String,
    _ state: LegalHold.State,
    placed: Duration
  ) -> LegalHold {
    let isEnding = state == .releasing || state == .released
    return LegalHold(
      id: id,
      matter: LegalHold.Matter(id: matter, title: title),
      state: state,
      scope: HoldScope([
        HoldSelection(
          type: "user",
          documents: .ids([.objectID(TestSessions.userID(2)), .objectID(TestSessions.userID(4))])
        ), HoldSelection(type: "contact", documents: .organization("org-a")),
      ]),
      custodians: [.init(id: "k.osei", noticeAt: testNow.advanced(by: .seconds(-86_400)))],
      reason: "Claim filed, court order 12/26",
      ticket: "LEGAL-88",
      placedBy: "admin.ruiz",
      placedAt: testNow.advanced(by: .zero - placed),
      reviewAt: state == .active ? testNow.advanced(by: .seconds(86_400 * 20)) : nil,
      release: isEnding
        ? LegalHold.Release(
          reason: "Settled out of court",
          requestedBy: "admin.ruiz",
          approvedBy: "admin.osei",
          effectiveAt: testNow.advanced(by: .seconds(86_400 * (state == .released ? -300 : 29)))
        ) : nil,
      version: 3
    )
  }

  /// The plan of a hold on a user with two contacts.
  static func plan(_ request: ActionRequest, _ now: Instant) -> ActionPlan {
    ActionPlan(
      id: OperationID(high: 9, low: 1),
      request: request,
      tier: .harmful,
      content: .documents(
        PlannedDocuments(
          groups: [
            .init(place: "users", matched: 1, blocked: 0),
            .init(place: "contacts", matched: 2, blocked: 0),
          ],
          samples: [PlannedDocument(place: "users", id: TestSessions.userID(1), label: "U•••")],
          facts: ["1 of users can't sign in or reset a password"]
        )
      ),
      isComplete: true,
      warnings: ["2 of contacts expire by contacts.ttl, which a hold can't stop."],
      servers: ServerIdentity(
        redis: RedisIdentity(runID: "ab", address: "127.0.0.1:6379", database: 0),
        mongo: MongoIdentity(setName: "rs0", host: "127.0.0.1:27017", database: "app")
      ),
      hash: "00",
      madeAt: now,
      phrase: nil
    )
  }

  static func register(_ holds: [LegalHold], at now: Instant) -> HoldRegister {
    HoldRegister(holds: holds, serverNow: now, readAt: now)
  }

  static func count(of hold: LegalHold, at now: Instant) -> HoldCount {
    HoldCount(
      hold: hold.id,
      coverage: [
        HoldCoverage(place: "users", inScope: 2, matched: 2, ours: 2),
        HoldCoverage(
          place: "contacts",
          inScope: 1_204,
          matched: 1_204,
          ours: hold.state == .partial ? 1_202 : 1_204
        ),
      ],
      readAt: now
    )
  }

  /// A release of the active hold that waits, and one that was carried out.
  static func approvals(at now: Instant) -> [Approval] {
    [
      approval("aa", of: "H-000000000001", asked: now.advanced(by: .seconds(-600))),
      {
        var old = approval("bb", of: "H-000000000002", asked: now.advanced(by: .seconds(-86_400)))
        old.decision = Approval.Decision(
          isApproved: true,
          by: approver,
          reason: "Counsel agreed in writing",
          at: now.advanced(by: .seconds(-80_000))
        )
        old.consumed = Approval.Use(
          operation: String(repeating: "c", count: 32),
          at: now.advanced(by: .seconds(-70_000))
        )
        return old
      }(),
    ]
  }

  static func approval(_ digits: String, of hold: String, asked: Instant) -> Approval {
    Approval(
      id: String(repeating: digits, count: 16),
      plan: ApprovedPlan(
        hash: String(repeating: digits, count: 32),
        action: "hold.release",
        subject: hold,
        servers: "rs0 app",
        counts: [.init(place: "users", count: 2), .init(place: "contacts", count: 1_204)],
        ids: ["user \(TestSessions.userID(2))", "contact of organisation org-a"],
        notes: ["41 documents are past retention and would be deleted within about a minute."]
      ),
      requester: requester,
      reason: "Settled out of court",
      ticket: "LEGAL-91",
      requestedAt: asked,
      expiresAt: asked.advanced(by: ApprovalRules.usual)
    )
  }
}
