/// What an update does to a document.
package enum MongoUpdate: Hashable, Sendable {
  /// Update operators (`$set`, `$unset`).
  case operators(MongoDocument)
  /// Stages that compute from the document's own fields.
  case pipeline([MongoDocument])

  /// As commands spell it.
  var value: MongoValue {
    switch self {
    case .operators(let document): .document(document)
    case .pipeline(let stages): .array(stages.map(MongoValue.document))
    }
  }
}

/// An update of the documents that a filter names.
package struct UpdateRequest: Sendable {
  package var namespace: MongoNamespace
  package var filter: MongoDocument
  package var update: MongoUpdate
  /// Insert when nothing matches.
  package var upserts: Bool
  package var arrayFilters: [MongoDocument]
  /// The index to use, as its key pattern.
  package var hint: MongoDocument?

  /// Makes an update; guards belong into `filter`, where the server checks them in the same step.
  package init(
    _ namespace: MongoNamespace,
    filter: MongoDocument,
    update: MongoUpdate,
    upserts: Bool = false,
    arrayFilters: [MongoDocument] = [],
    hint: MongoDocument? = nil
  ) {
    self.namespace = namespace
    self.filter = filter
    self.update = update
    self.upserts = upserts
    self.arrayFilters = arrayFilters
    self.hint = hint
  }

  /// As the `update` command lists it.
  func statement(many: Bool) throws(MongoFailure) -> MongoDocument {
    var elements: [(String, MongoValue)] = [
      ("q", .document(filter)), ("u", update.value), ("multi", .bool(many)),
      ("upsert", .bool(upserts)),
    ]
    if !arrayFilters.isEmpty {
      elements.append(("arrayFilters", .array(arrayFilters.map(MongoValue.document))))
    }
    if let hint { elements.append(("hint", .document(hint))) }
    return try MongoDocument(elements: elements)
  }
}
