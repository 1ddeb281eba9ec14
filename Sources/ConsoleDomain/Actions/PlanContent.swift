/// What a plan is about, in the words of the records it would touch.
package enum PlanContent: Hashable, Sendable {
  /// Sessions, every one of them.
  case sessions([PlannedSession])
  /// Documents, counted by place, with some of them to look at.
  case documents(PlannedDocuments)
  /// Rate-limit counters, every one of them.
  case counters([PlannedCounter])

  /// How many targets the plan names, and how many of them would be acted on.
  package var counts: (matched: Int, acting: Int) {
    switch self {
    case .sessions(let sessions): (sessions.count, sessions.count { $0.blocked == nil })
    case .documents(let documents): (documents.matched, documents.acting)
    case .counters(let counters): (counters.count, counters.count { $0.blocked == nil })
    }
  }
}

extension ActionPlan {
  /// The sessions of a plan about sessions, in its order; none of any other.
  package var sessions: [PlannedSession] {
    if case .sessions(let sessions) = content { sessions } else { [] }
  }

  /// The documents of a plan about documents.
  package var documents: PlannedDocuments? {
    if case .documents(let documents) = content { documents } else { nil }
  }

  /// The counters of a plan about rate limits, in its order; none of any other.
  package var counters: [PlannedCounter] {
    if case .counters(let counters) = content { counters } else { [] }
  }

  /// Targets that the plan names.
  package var matched: Int { content.counts.matched }
  /// Targets that would be acted on.
  package var acting: Int { content.counts.acting }
}

/// One session of a plan as it was seen, and why it would be left alone.
package struct PlannedSession: Hashable, Sendable {
  package var row: SessionRow
  /// Masked e-mail address or name; nil when unknown.
  package var user: String?
  /// The user is under legal hold: a snapshot goes to the evidence collection first.
  package var isHeld: Bool
  /// Why it would be skipped; nil when it would be revoked.
  package var blocked: String?

  /// Makes a planned target.
  package init(row: SessionRow, user: String?, isHeld: Bool, blocked: String?) {
    self.row = row
    self.user = user
    self.isHeld = isHeld
    self.blocked = blocked
  }
}
