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

  /// Makes a port.
  package init(
    find:
      @escaping @Sendable (_ selector: SubjectSelector) async throws(StoreProblem)
      -> SubjectCandidates,
    records:
      @escaping @Sendable (_ subject: EntityKey) async throws(StoreProblem) -> SubjectRecords,
    page:
      @escaping @Sendable (_ request: EntityPageRequest) async throws(StoreProblem) -> EntityPage
  ) {
    self.find = find
    self.records = records
    self.page = page
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
  /// The last document of the page before; nil: from the newest on.
  package var after: DocumentID?
  /// Only documents with this compliance state; nil: whatever it is.
  package var isHeld: Bool?
  package var organizationID: String?
  package var limit: Int

  /// Makes a request.
  package init(
    type: String,
    after: DocumentID? = nil,
    isHeld: Bool? = nil,
    organizationID: String? = nil,
    limit: Int = 200
  ) {
    self.type = type
    self.after = after
    self.isHeld = isHeld
    self.organizationID = organizationID
    self.limit = limit
  }
}

/// A page of documents.
package struct EntityPage: Hashable, Sendable {
  package var rows: [EntityRow]
  /// Whether another page may follow.
  package var hasMore: Bool
  /// The collection's own count: an estimate, and never of what a filter leaves.
  package var estimatedTotal: Int?
  package var readAt: Instant

  /// Makes a page.
  package init(rows: [EntityRow], hasMore: Bool, estimatedTotal: Int?, readAt: Instant) {
    self.rows = rows
    self.hasMore = hasMore
    self.estimatedTotal = estimatedTotal
    self.readAt = readAt
  }
}
