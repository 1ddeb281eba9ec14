/// What a person asks to be done, before anything is counted or checked.
package enum ActionRequest: Hashable, Sendable {
  /// Revoke exactly these sessions, each with the user it was shown under (nil: anonymous).
  case revokeSessions([RevokeTarget])
  /// Revoke all sessions of one user: the backend's set together with a complete fresh scan.
  case revokeUser(userID: String)
  /// Hold what a draft names.
  case placeHold(HoldDraft)
  /// Go on where placing a hold stopped, or hold what is new in its scope.
  case resumeHold(id: String)
  /// Hold these documents and their events for a hold that covers them: what a sweep found new.
  case extendHold(id: String, [EntityKey])
  /// Note that a hold was reviewed, and when it is to be reviewed next; nil: no reminder.
  case reviewHold(id: String, next: Instant?)
  /// Begin the grace period of a hold, after which its documents are let go; takes two people.
  case releaseHold(id: String)
  /// Keep a hold after all.
  case cancelRelease(id: String)
  /// Take back a hold that was placed by mistake within the last day; takes two people.
  case withdrawHold(id: String)
  /// Let go of the documents of a hold whose grace period is over.
  case endHold(id: String)
  /// Write what a matter's holds hold to files for counsel; takes two people.
  case exportHold(HoldExportRequest)
  /// Take the personal data of everything of a subject away, for good.
  case stripSubject(EntityKey)
  /// Take the personal data of exactly these documents away.
  case strip([EntityKey])
  /// Archive documents, or take that back.
  case archive([EntityKey], isArchiving: Bool)
  /// Take a user's values out of the console's own audit bodies; their digests stay.
  case redactAudit(userID: String)
  /// Create the index that ends events of the backend after ten years, unless they are held.
  case createRetentionIndex
  /// Archive a user, which blocks signing in, then revoke all their sessions.
  case contain(userID: String)
  /// Reset exactly these rate-limit counters.
  case resetCounters([CounterTarget])
  /// Reset every counter of a client: an address, a user id or an e-mail address.
  case resetClient(LimiterClient)
  /// Refuse a client for a while, where the limiter's library honours that.
  case blockClient(LimitBlock)

  /// Who carries it out.
  package var kind: ActionKind {
    switch self {
    case .revokeSessions, .revokeUser: .revoke
    case .placeHold, .resumeHold: .placeHold
    case .extendHold: .extendHold
    case .exportHold: .exportHold
    case .releaseHold, .cancelRelease, .reviewHold: .changeHold
    case .withdrawHold, .endHold: .endHold
    case .stripSubject, .strip: .strip
    case .archive, .contain: .archive
    case .redactAudit: .redactAudit
    case .createRetentionIndex: .createRetentionIndex
    case .resetCounters, .resetClient: .resetLimits
    case .blockClient: .blockClient
    }
  }

  /// The audit type, `entity.verb`.
  package var auditType: String {
    switch self {
    case .revokeSessions, .revokeUser: "session.revoke"
    case .placeHold: "hold.place"
    case .resumeHold: "hold.resume"
    case .extendHold: "hold.extend"
    case .exportHold: "hold.export"
    case .reviewHold: "hold.review"
    case .releaseHold: "hold.release"
    case .cancelRelease: "hold.cancel_release"
    case .withdrawHold: "hold.withdraw"
    case .endHold: "hold.end"
    case .stripSubject, .strip: "entity.strip"
    case .archive(_, true): "entity.archive"
    case .archive(_, false): "entity.unarchive"
    case .contain: "user.contain"
    case .redactAudit: AuditRedactions.type
    case .createRetentionIndex: "retention.create_index"
    case .resetCounters, .resetClient: "limit.reset"
    case .blockClient: "limit.block"
    }
  }
}

/// The actions of the console: each has one planner and one executor.
package enum ActionKind: Hashable, Sendable, CaseIterable {
  case revoke
  case placeHold
  case extendHold
  case exportHold
  case changeHold
  case endHold
  case strip
  case archive
  case redactAudit
  case createRetentionIndex
  case resetLimits
  case blockClient
}

/// A session to revoke and the user it belonged to when it was seen; another user means: skip.
package struct RevokeTarget: Hashable, Sendable {
  package var id: SessionID
  package var userID: String?

  /// Makes a target.
  package init(id: SessionID, userID: String?) {
    self.id = id
    self.userID = userID
  }
}

/// How much care an action takes (tui.md c.6).
package enum ActionTier: Int, Hashable, Sendable, Comparable, CaseIterable {
  case read = 0
  case small = 1
  case harmful = 2
  case irreversible = 3

  package static func < (left: ActionTier, right: ActionTier) -> Bool {
    left.rawValue < right.rawValue
  }
}
