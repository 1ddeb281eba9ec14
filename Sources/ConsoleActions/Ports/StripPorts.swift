package import ConsoleDomain

/// Everything that a strip and an archive read and write.
package struct StripPorts: Sendable {
  package var reads: StripReads
  package var writer: any EntityWriter
  package var events: any CausedEventWriter
  package var limiterKeys: any LimiterKeyRemover
  package var holds: HoldReads
  package var entities: [EntityProfile]
  package var userCollection: String

  /// Names the ports.
  package init(
    reads: StripReads,
    writer: any EntityWriter,
    events: any CausedEventWriter,
    limiterKeys: any LimiterKeyRemover,
    holds: HoldReads,
    entities: [EntityProfile],
    userCollection: String
  ) {
    self.reads = reads
    self.writer = writer
    self.events = events
    self.limiterKeys = limiterKeys
    self.holds = holds
    self.entities = entities
    self.userCollection = userCollection
  }
}

/// What a strip reads: plain closures, since reading needs no permit.
package struct StripReads: Sendable {
  /// What would go from each of these documents at a place, counted by path; nothing is changed.
  package var preview:
    @Sendable (_ keys: [EntityKey], _ place: DocumentPlace) async throws(StoreProblem)
      -> StripPreview
  /// The personal values that these documents at a place hold now, for this action's memory alone.
  package var values:
    @Sendable (_ keys: [EntityKey], _ place: DocumentPlace) async throws(StoreProblem)
      -> SubjectValues
  /// What the events are about that a subject caused, those about these ids left out.
  package var causedEntities:
    @Sendable (_ values: SubjectValues, _ subjects: Set<String>) async throws(StoreProblem)
      -> Set<EntityKey>
  /// Where the values still stand in all these databases, the console's own and Redis; what could not
  /// be searched is part of the answer, and so is what was left out after `isStopped` had said so.
  package var residue:
    @Sendable (
      _ values: SubjectValues, _ places: PlaceSurvey, _ isStopped: @escaping @Sendable () -> Bool
    ) async -> ResidueReport

  /// Makes the ports.
  package init(
    preview:
      @escaping @Sendable (_ keys: [EntityKey], _ place: DocumentPlace)
      async throws(StoreProblem) -> StripPreview,
    values:
      @escaping @Sendable (_ keys: [EntityKey], _ place: DocumentPlace)
      async throws(StoreProblem) -> SubjectValues,
    causedEntities:
      @escaping @Sendable (_ values: SubjectValues, _ subjects: Set<String>)
      async throws(StoreProblem) -> Set<EntityKey>,
    residue:
      @escaping @Sendable (
        _ values: SubjectValues, _ places: PlaceSurvey, _ isStopped: @escaping @Sendable () -> Bool
      ) async -> ResidueReport
  ) {
    self.preview = preview
    self.values = values
    self.causedEntities = causedEntities
    self.residue = residue
  }
}

/// What a strip would take from documents, path by path.
package struct StripPreview: Hashable, Sendable {
  package var paths: [Path]
  /// Documents that have something to take, by what would be done to each.
  package var documents: [PlannedDocument]
  /// What would be left in these documents and looks like personal data.
  package var suspects: [PersonalSuspect]

  /// One path of one collection.
  package struct Path: Hashable, Sendable {
    package var place: String
    package var path: String
    package var count: Int
    /// Masked.
    package var sample: String

    /// Counts a path.
    package init(place: String, path: String, count: Int, sample: String) {
      self.place = place
      self.path = path
      self.count = count
      self.sample = sample
    }
  }

  /// Makes a preview.
  package init(
    paths: [Path] = [],
    documents: [PlannedDocument] = [],
    suspects: [PersonalSuspect] = []
  ) {
    self.paths = paths
    self.documents = documents
    self.suspects = suspects
  }
}

/// The write port for entities: no write of it can match a held document, for the guard is in its filter.
package protocol EntityWriter: Sendable {
  /// Takes the personal values of these documents of one type at a place away, and proves it by
  /// reading back.
  ///
  /// A failure on the way is part of the result: documents before it are done.
  func strip(
    _ ids: [DocumentID],
    of type: String,
    at place: DocumentPlace,
    operation: OperationID,
    permit: borrowing MutationPermit
  ) async -> EntityWriteResult

  /// Archives documents at a place, or takes that back.
  func archive(
    _ ids: [DocumentID],
    of type: String,
    at place: DocumentPlace,
    isArchiving: Bool,
    operation: OperationID,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> EntityWriteResult

  /// Takes payload and metadata from the events about these documents; those of held entities stay.
  func stripEvents(
    about ids: [DocumentID],
    of type: String,
    operation: OperationID,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> Int
}

/// What became of documents, one by one where that is not simply done.
package struct EntityWriteResult: Hashable, Sendable {
  package var changed: Int
  package var unchanged: Int
  /// Left alone by a guard, or failed, with the reason; `blocked` of each says why.
  package var left: [Left]
  /// Why it ended early; nil: it did not.
  package var failure: Failure?

  /// What ended a write.
  package struct Failure: Hashable, Sendable {
    /// Documents that were not reached, or of which nobody knows.
    package var ids: [DocumentID]
    package var problem: StoreProblem

    /// Names the documents and the problem.
    package init(ids: [DocumentID], problem: StoreProblem) {
      self.ids = ids
      self.problem = problem
    }
  }

  /// A document that was not changed though it was meant to be.
  package struct Left: Hashable, Sendable {
    package var id: DocumentID
    package var reason: String
    /// A guard did it: a hold.
    package var isHeld: Bool

    /// Names a document and why.
    package init(id: DocumentID, reason: String, isHeld: Bool) {
      self.id = id
      self.reason = reason
      self.isHeld = isHeld
    }
  }

  /// Makes a result.
  package init(
    changed: Int = 0,
    unchanged: Int = 0,
    left: [Left] = [],
    failure: Failure? = nil
  ) {
    self.changed = changed
    self.unchanged = unchanged
    self.left = left
    self.failure = failure
  }
}
