import ConsoleDomain

@testable import ConsoleFeatures

/// What deletes by age in a backend like the reference, as the stores would tell it.
enum TestRetention {
  static let missing = StoreProblem.unauthorized(
    StoreEndpoint(kind: .mongo, address: "127.0.0.1:27017"),
    needed: "listIndexes"
  )

  static func report(
    _ standing: RetentionIndex.Standing = .absent,
    at now: Instant
  ) -> RetentionReport {
    RetentionReport(
      rules: [
        rule("invites", "tokenExpires_1", "tokenExpires", 0, false, .exactly(3), .exactly(1)),
        rule("otps", "expireAt_1", "expireAt", 0, false, .exactly(0), .exactly(0)),
        rule(
          "exports",
          "createdAt_90d",
          "createdAt",
          7_776_000,
          false,
          .atLeast(10_000),
          .exactly(2)
        ),
        rule(
          "drafts",
          "createdAt_ttl",
          "createdAt",
          31_536_000,
          true,
          .unknown(.timedOut(StoreEndpoint(kind: .mongo, address: "h"), after: .seconds(4))),
          .exactly(0)
        ),
      ],
      standing: standing,
      events: "eventlogs",
      wouldDelete: .exactly(1_204),
      unread: [.init(collection: "seats", problem: missing)],
      readAt: now
    )
  }

  private static func rule(
    _ collection: String,
    _ index: String,
    _ field: String,
    _ seconds: Int64,
    _ filters: Bool,
    _ overdue: RetentionCount,
    _ held: RetentionCount
  ) -> RetentionRule {
    let rule = ExpiryRule(
      collection: collection,
      index: index,
      field: field,
      seconds: seconds,
      filtersHeld: filters
    )
    let effect: RetentionRule.Effect =
      filters ? .stops : seconds > 0 || collection == "invites" ? .doesNotStop : .takesDateAway
    return RetentionRule(rule, effect: effect, overdue: overdue, held: held)
  }
}
