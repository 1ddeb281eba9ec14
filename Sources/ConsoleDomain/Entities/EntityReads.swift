/// Reads the documents of mapped collections: plain closures, since reading needs no permit.
package struct EntityReads: Sendable {
  /// Subjects that a selector may mean, masked; more than one where a name or number is shared.
  package var find:
    @Sendable (_ selector: SubjectSelector) async throws(StoreProblem) -> SubjectCandidates
  /// Everything of a subject in every mapped collection, each within its cap.
  package var records: @Sendable (_ subject: EntityKey) async throws(StoreProblem) -> SubjectRecords
  /// One page of a type, by `_id`, newest first.
  package var page:
    @Sendable (_ request: EntityPageRequest) async throws(StoreProblem) -> EntityPage
  /// One document afresh, masked; nil when it is gone.
  package var document: @Sendable (_ key: EntityKey) async throws(StoreProblem) -> EntityDetail?
  /// One document in clear, secrets masked; the gate must have recorded the reveal first.
  package var reveal: @Sendable (_ key: EntityKey) async throws(StoreProblem) -> RevealedEntity?
  /// One document as it is stored, credentials masked; the gate must have recorded the reveal first.
  package var stored: @Sendable (_ key: EntityKey) async throws(StoreProblem) -> StoredValue?
  /// Names in clear of those documents of a type that have one; the reveal of the column must be on
  /// record first.
  package var clearNames:
    @Sendable (_ type: String, _ ids: [DocumentID]) async throws(StoreProblem)
      -> [DocumentID: String]

  /// Makes a port.
  package init(
    find:
      @escaping @Sendable (_ selector: SubjectSelector) async throws(StoreProblem)
      -> SubjectCandidates,
    records:
      @escaping @Sendable (_ subject: EntityKey) async throws(StoreProblem) -> SubjectRecords,
    page:
      @escaping @Sendable (_ request: EntityPageRequest) async throws(StoreProblem) -> EntityPage,
    document:
      @escaping @Sendable (_ key: EntityKey) async throws(StoreProblem) -> EntityDetail?,
    reveal:
      @escaping @Sendable (_ key: EntityKey) async throws(StoreProblem) -> RevealedEntity?,
    stored:
      @escaping @Sendable (_ key: EntityKey) async throws(StoreProblem) -> StoredValue?,
    clearNames:
      @escaping @Sendable (_ type: String, _ ids: [DocumentID]) async throws(StoreProblem)
      -> [DocumentID: String]
  ) {
    self.find = find
    self.records = records
    self.page = page
    self.document = document
    self.reveal = reveal
    self.stored = stored
    self.clearNames = clearNames
  }
}

/// The subjects that a person may have meant.
package struct SubjectCandidates: Hashable, Sendable {
  package var rows: [EntityRow]
  /// Why there may be others: a name is searched within a budget; nil: these are all.
  package var incomplete: String?

  /// Makes a list.
  package init(rows: [EntityRow], incomplete: String? = nil) {
    self.rows = rows
    self.incomplete = incomplete
  }
}

/// Which part of a collection to read.
package struct EntityPageRequest: Hashable, Sendable {
  package var type: String
  /// The database to read; a page never mixes two.
  package var place: DocumentPlace
  /// The last document of the page before; nil: from the newest on.
  package var after: DocumentID?
  /// Only documents with this compliance state; nil: whatever it is.
  package var isHeld: Bool?
  /// Only the document with this id.
  package var id: String?
  package var organizationID: String?
  package var limit: Int

  /// Makes a request.
  package init(
    type: String,
    place: DocumentPlace = .main,
    after: DocumentID? = nil,
    isHeld: Bool? = nil,
    id: String? = nil,
    organizationID: String? = nil,
    limit: Int = 200
  ) {
    self.type = type
    self.place = place
    self.after = after
    self.isHeld = isHeld
    self.id = id
    self.organizationID = organizationID
    self.limit = limit
  }
}

/// A page of documents.
package struct EntityPage: Hashable, Sendable {
  package var rows: [EntityRow]
  /// Whether another page may follow.
  package var hasMore: Bool
  /// The collection's own count, given with its first page: an estimate, and never of what a filter
  /// leaves.
  package var estimatedTotal: Int?
  /// Whose documents of the type lie in databases of their own and are not in the page; nil: nobody's.
  ///
  /// Told with the first page.
  package var elsewhere: String?
  package var readAt: Instant

  /// Makes a page.
  package init(
    rows: [EntityRow],
    hasMore: Bool,
    estimatedTotal: Int?,
    elsewhere: String? = nil,
    readAt: Instant
  ) {
    self.rows = rows
    self.hasMore = hasMore
    self.estimatedTotal = estimatedTotal
    self.elsewhere = elsewhere
    self.readAt = readAt
  }
}

extension SubjectCandidates {
  /// The one that is meant beyond doubt; nil: a person has to choose, or nobody was found.
  ///
  /// An address or an id that belongs to a user means the user: its documents include the others.
  package func only(for selector: SubjectSelector, userType: String?) -> EntityRow? {
    if rows.count == 1 { return rows[0] }
    guard case .user = selector else { return nil }
    let users = rows.filter { $0.key.type == userType }
    return users.count == 1 ? users[0] : nil
  }
}
