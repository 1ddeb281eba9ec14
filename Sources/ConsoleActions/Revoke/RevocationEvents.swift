import ConsoleDomain

/// What the backend would have logged, had it revoked these sessions itself.
enum RevocationEvents {
  static func events(
    for plan: ActionPlan,
    outcomes: [TargetOutcome],
    at now: Instant
  ) -> [RevocationEvent] {
    let revoked = zip(plan.targets, outcomes).filter { $0.1 == .revoked }.map(\.0)
    guard !revoked.isEmpty else { return [] }
    switch plan.request {
    case .revokeUser(let userID):
      return [RevocationEvent(userID: userID, subject: .all(count: revoked.count), createdAt: now)]
    case .revokeSessions:
      return revoked.map { planned in
        RevocationEvent(
          userID: planned.row.userID,
          subject: .session(shortID: planned.row.id.short, idHash: planned.row.id.hash),
          createdAt: now
        )
      }
    }
  }
}

extension SessionID {
  /// The first eight characters with `…`: all of a sid that a record may hold.
  var short: String {
    String(decoding: bytes.prefix(8).map { Self.isPlain($0) ? $0 : 0x3f }, as: UTF8.self) + "…"
  }

  /// Printable ASCII; anything else of a foreign sid becomes `?` in a record.
  private static func isPlain(_ byte: UInt8) -> Bool { (0x21...0x7e).contains(byte) }
}
