/// Everything of one subject from every store, on one screen; masked throughout.
///
/// What could not be read says so and hides nothing else.
package struct SubjectPicture: Hashable, Sendable {
  package var key: EntityKey
  package var records: SubjectRecords
  /// The sessions of the subject's users, newest activity first.
  package var sessions: Answer<[SessionRow]>
  package var counters: Answer<[SubjectCounter]>
  /// The newest events of both logs that name the subject.
  package var newestEvents: Answer<[AuditEvent]>
  package var warnings: [SubjectWarning]

  /// What a store answered, or why it did not.
  package enum Answer<Value: Hashable & Sendable>: Hashable, Sendable {
    case read(Value)
    case failed(StoreProblem)

    /// What was read; nil when it could not be.
    package var value: Value? {
      if case .read(let value) = self { value } else { nil }
    }

    /// Why it could not be read.
    package var problem: StoreProblem? {
      if case .failed(let problem) = self { problem } else { nil }
    }
  }

  /// Puts the parts together and looks for what contradicts itself in them.
  package init(
    key: EntityKey,
    records: SubjectRecords,
    sessions: Answer<[SessionRow]>,
    counters: Answer<[SubjectCounter]>,
    newestEvents: Answer<[AuditEvent]>,
    profile: Profile
  ) {
    self.key = key
    self.records = records
    self.sessions = sessions
    self.counters = counters
    self.newestEvents = newestEvents
    warnings = SubjectWarning.all(
      in: records,
      of: key,
      sessions: sessions.value ?? [],
      profile: profile
    )
  }
}

/// Reads all of a subject.
package struct SubjectReads: Sendable {
  /// All of the subject with this document; throws where the document is not there.
  package var picture: @Sendable (_ subject: EntityKey) async throws(StoreProblem) -> SubjectPicture

  /// Makes a port.
  package init(
    picture:
      @escaping @Sendable (_ subject: EntityKey) async throws(StoreProblem) -> SubjectPicture
  ) {
    self.picture = picture
  }
}
