/// How the targets of an action ended, in the words of the records it touched.
package enum ActionEnding: Hashable, Sendable {
  /// One outcome per session of the plan, in its order, and what the checks after it saw.
  case sessions([TargetOutcome], observations: [RevokeObservation])
  case documents(DocumentsEnding)
  /// One outcome per counter of the plan.
  case counters(CountersEnding)
}

/// How the documents of an action ended, by place.
package struct DocumentsEnding: Hashable, Sendable {
  /// Most failures that a receipt names one by one.
  package static let failureLimit = 200

  package var groups: [Group]
  /// Documents that were not changed though the plan meant to, with the reason.
  package var failures: [PlannedDocument]
  /// What was done beside it and what was found afterwards: one sentence each.
  package var notes: [String]

  /// What came of one collection.
  package struct Group: Hashable, Sendable {
    package var place: String
    package var changed: Int
    /// They were as wanted before we came.
    package var unchanged: Int
    /// A guard of the write left them alone: a hold, a concurrent change.
    package var blocked: Int
    package var failed: Int

    /// Counts what came of a collection.
    package init(place: String, changed: Int, unchanged: Int = 0, blocked: Int = 0, failed: Int = 0)
    {
      self.place = place
      self.changed = changed
      self.unchanged = unchanged
      self.blocked = blocked
      self.failed = failed
    }
  }

  /// Makes an ending.
  package init(groups: [Group], failures: [PlannedDocument] = [], notes: [String] = []) {
    self.groups = groups
    self.failures = failures
    self.notes = notes
  }

  /// Documents that were changed.
  package var changed: Int { groups.reduce(0) { $0 + $1.changed } }
  /// Documents that a guard left alone.
  package var blocked: Int { groups.reduce(0) { $0 + $1.blocked } }
  /// Documents whose change failed or is unknown.
  package var failed: Int { groups.reduce(0) { $0 + $1.failed } }
  /// Documents that needed no change.
  package var unchanged: Int { groups.reduce(0) { $0 + $1.unchanged } }
}

extension ActionReceipt {
  /// One outcome per session of the plan; none where it was about something else.
  package var outcomes: [TargetOutcome] {
    if case .sessions(let outcomes, _) = ending { outcomes } else { [] }
  }

  /// What the checks after a revoke saw.
  package var observations: [RevokeObservation] {
    if case .sessions(_, let observations) = ending { observations } else { [] }
  }

  /// What came of documents; nil where it was about sessions.
  package var documents: DocumentsEnding? {
    if case .documents(let ending) = ending { ending } else { nil }
  }

  /// What came of counters; nil where it was about something else.
  package var counters: CountersEnding? {
    if case .counters(let ending) = ending { ending } else { nil }
  }
}
