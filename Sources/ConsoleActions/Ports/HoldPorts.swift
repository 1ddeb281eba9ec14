package import ConsoleDomain

/// Everything that holds read and write.
package struct HoldPorts: Sendable {
  package var reads: HoldReads
  package var writer: any HoldWriter
  package var evidence: any EvidenceStore
  package var packages: any HoldPackageWriter
  /// Types of documents that can be held, as the profile has them.
  package var entities: [EntityProfile]
  /// Collection of the backend's users; their sessions are copied when they are held.
  package var userCollection: String

  /// Names the ports.
  package init(
    reads: HoldReads,
    writer: any HoldWriter,
    evidence: any EvidenceStore,
    packages: any HoldPackageWriter,
    entities: [EntityProfile],
    userCollection: String
  ) {
    self.reads = reads
    self.writer = writer
    self.evidence = evidence
    self.packages = packages
    self.entities = entities
    self.userCollection = userCollection
  }
}

/// What plans and checks of holds read: plain closures, since reading needs no permit.
package struct HoldReads: Sendable {
  /// Everything of a subject in every mapped collection.
  package var subject: @Sendable (EntityKey) async throws(StoreProblem) -> SubjectRecords
  /// Of these documents at a place those that the pictures of these subjects reach now, each with the
  /// subjects.
  package var reached:
    @Sendable (
      _ subjects: Set<EntityKey>, _ documents: [EntityKey], _ place: DocumentPlace
    ) async throws(StoreProblem) -> [EntityKey: Set<EntityKey>]
  /// One page of a type, newest first.
  package var page: @Sendable (EntityPageRequest) async throws(StoreProblem) -> EntityPage
  /// The databases that an action has to reach, and what in them no mapping covers.
  package var survey: @Sendable (_ tenants: TenantScope) async throws(StoreProblem) -> PlaceSurvey
  /// The documents with these keys at a place, in no order; what is not there is left out.
  package var documents:
    @Sendable (_ keys: [EntityKey], _ place: DocumentPlace) async throws(StoreProblem)
      -> [EntityRow]
  /// Exact counts of a selection at a place, counted on the server; `holdID` for those this hold is on.
  package var counts:
    @Sendable (_ selection: HoldSelection, _ holdID: String?, _ place: DocumentPlace)
      async throws(StoreProblem) -> HoldCounts
  /// Documents of a selection at a place without the flag or without the hold's id; at most so many.
  package var lacking:
    @Sendable (
      _ selection: HoldSelection, _ holdID: String, _ limit: Int, _ place: DocumentPlace
    ) async throws(StoreProblem) -> [DocumentID]
  /// Every index at a place that deletes documents of mapped collections or events by age.
  package var expiry: @Sendable (_ place: DocumentPlace) async throws(StoreProblem) -> [ExpiryRule]
  /// Documents of a selection at a place that a rule would delete at once, were they not held by this
  /// hold.
  package var overdue:
    @Sendable (
      _ selection: HoldSelection, _ holdID: String, _ rule: ExpiryRule, _ place: DocumentPlace
    ) async throws(StoreProblem) -> Int
  /// All holds of the console's own register.
  package var holds: @Sendable () async throws(StoreProblem) -> [LegalHold]
  /// The server's clock; nil where it does not tell.
  package var serverNow: @Sendable () async throws(StoreProblem) -> Instant?

  /// Makes the ports.
  package init(
    subject: @escaping @Sendable (EntityKey) async throws(StoreProblem) -> SubjectRecords,
    reached:
      @escaping @Sendable (
        _ subjects: Set<EntityKey>, _ documents: [EntityKey], _ place: DocumentPlace
      ) async throws(StoreProblem) -> [EntityKey: Set<EntityKey>],
    page: @escaping @Sendable (EntityPageRequest) async throws(StoreProblem) -> EntityPage,
    survey: @escaping @Sendable (_ tenants: TenantScope) async throws(StoreProblem) -> PlaceSurvey,
    documents:
      @escaping @Sendable (_ keys: [EntityKey], _ place: DocumentPlace)
      async throws(StoreProblem) -> [EntityRow],
    counts:
      @escaping @Sendable (_ selection: HoldSelection, _ holdID: String?, _ place: DocumentPlace)
      async throws(StoreProblem) -> HoldCounts,
    lacking:
      @escaping @Sendable (
        _ selection: HoldSelection, _ holdID: String, _ limit: Int, _ place: DocumentPlace
      ) async throws(StoreProblem) -> [DocumentID],
    expiry:
      @escaping @Sendable (_ place: DocumentPlace) async throws(StoreProblem) -> [ExpiryRule],
    overdue:
      @escaping @Sendable (
        _ selection: HoldSelection, _ holdID: String, _ rule: ExpiryRule, _ place: DocumentPlace
      ) async throws(StoreProblem) -> Int,
    holds: @escaping @Sendable () async throws(StoreProblem) -> [LegalHold],
    serverNow: @escaping @Sendable () async throws(StoreProblem) -> Instant?
  ) {
    self.subject = subject
    self.reached = reached
    self.page = page
    self.survey = survey
    self.documents = documents
    self.counts = counts
    self.lacking = lacking
    self.expiry = expiry
    self.overdue = overdue
    self.holds = holds
    self.serverNow = serverNow
  }
}

/// What a selection counts on the server.
package struct HoldCounts: Hashable, Sendable {
  package var matched: Int
  /// With `legalHold: true`, by whomever.
  package var flagged: Int
  /// With the asked hold's id on them.
  package var ours: Int

  /// Makes counts.
  package init(matched: Int, flagged: Int, ours: Int) {
    self.matched = matched
    self.flagged = flagged
    self.ours = ours
  }
}

/// The write port for holds: the register, and the flags of documents and their events.
package protocol HoldWriter: Sendable {
  /// Stores a hold: a new one for `version` nil, else the one last seen with that version; throws a
  /// conflict when somebody else has changed it meanwhile.
  func store(
    _ hold: LegalHold,
    replacing version: Int64?,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem)

  /// Holds the next documents of a selection with their events under every label, records them as
  /// members, and writes the backend's own event for each that was not held before.
  func place(
    _ batch: HoldBatchRequest,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> HoldBatch

  /// Takes the hold off the next documents of a selection that have it, and off their events; what
  /// the backend itself has held since stays held as `external`.
  func letGo(
    _ batch: HoldBatchRequest,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> HoldBatch
}

/// The next documents of a selection.
package struct HoldBatchRequest: Sendable {
  /// Documents that a placing goes through between two notes of its place; the writer takes them page
  /// by page, and what a crash cuts short is repeated as a whole.
  package static let stretch = 8_000

  package var hold: LegalHold
  package var operation: OperationID
  package var selection: HoldSelection
  /// The database they are in; their events are in the backend's own, wherever they are.
  package var place: DocumentPlace
  package var after: DocumentID?
  package var limit: Int
  /// Members that an index would delete by, to be kept aside while held.
  package var suspended: [String]
  package var now: Instant

  /// Names a batch.
  package init(
    hold: LegalHold,
    operation: OperationID,
    selection: HoldSelection,
    place: DocumentPlace = .main,
    after: DocumentID?,
    limit: Int,
    suspended: [String],
    now: Instant
  ) {
    self.hold = hold
    self.operation = operation
    self.selection = selection
    self.place = place
    self.after = after
    self.limit = limit
    self.suspended = suspended
    self.now = now
  }
}

/// What came of a batch.
package struct HoldBatch: Hashable, Sendable {
  /// The last document that was looked at; nil: there was none.
  package var last: DocumentID?
  package var matched: Int
  package var changed: Int
  package var events: Int
  /// Documents that stay held because the backend holds them itself.
  package var external: Int
  /// Ids of users among them, whose sessions have to be copied.
  package var users: [String]
  package var isLast: Bool

  /// Makes a result.
  package init(
    last: DocumentID?,
    matched: Int,
    changed: Int,
    events: Int,
    external: Int = 0,
    users: [String] = [],
    isLast: Bool
  ) {
    self.last = last
    self.matched = matched
    self.changed = changed
    self.events = events
    self.external = external
    self.users = users
    self.isLast = isLast
  }
}
