import CMongoC

/// How many documents a write touched.
package struct MongoWriteResult: Hashable, Sendable {
  package var inserted = 0
  package var matched = 0
  /// Matched documents that really changed.
  package var modified = 0
  package var deleted = 0
  package var upserted = 0
  /// The `_id` the server gave to an upserted document.
  package var upsertedID: MongoValue?

  /// Reads the driver's reply (`mongoc_collection_update_one` and its like).
  init(_ reply: MongoDocument) {
    inserted = reply["insertedCount"]?.int ?? 0
    matched = reply["matchedCount"]?.int ?? 0
    modified = reply["modifiedCount"]?.int ?? 0
    deleted = reply["deletedCount"]?.int ?? 0
    upsertedID = reply["upsertedId"]
    upserted = reply["upsertedCount"]?.int ?? (upsertedID == nil ? 0 : 1)
  }
}

/// What an update does to a document.
package enum MongoUpdate: Hashable, Sendable {
  /// Update operators (`$set`, `$unset`).
  case operators(MongoDocument)
  /// Stages that compute from the document's own fields.
  case pipeline([MongoDocument])

  fileprivate func handle() throws(MongoFailure) -> BSONHandle {
    switch self {
    case .operators(let document):
      return try BSONHandle(document)
    case .pipeline(let stages):
      let elements = stages.enumerated().map {
        (String($0.offset), MongoValue.document($0.element))
      }
      return try BSONHandle(try MongoDocument(elements: elements))
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

  fileprivate var options: [(String, MongoValue)] {
    var options: [(String, MongoValue)] = []
    if upserts { options.append(("upsert", true)) }
    if !arrayFilters.isEmpty {
      options.append(("arrayFilters", .array(arrayFilters.map(MongoValue.document))))
    }
    if let hint { options.append(("hint", .document(hint))) }
    return options
  }
}

extension MongoExecution {
  /// Majority, waited for no longer than the caller waits; a transaction has its own.
  var writeConcern: [(String, MongoValue)] {
    guard unsafe session == nil else { return [] }
    let wait = Int32(clamping: call.remainingMilliseconds)
    return [("writeConcern", ["w": "majority", "wtimeout": .int32(wait)])]
  }

  /// Inserts in order up to the first refusal, in as many messages as the driver needs.
  func insert(
    _ documents: [MongoDocument],
    into namespace: MongoNamespace
  ) throws(MongoFailure) -> MongoWriteResult {
    guard !documents.isEmpty else { throw MongoFailure(.invalidArgument, in: operation) }
    let collection = try CollectionHandle(namespace, of: self)
    let batch = try BSONBatch(documents)
    let options = try options(writeConcern)
    return unsafe MongoWriteResult(
      try reply { reply, error in
        unsafe batch.withPointers { pointers, count in
          unsafe mongoc_collection_insert_many(
            collection.pointer,
            pointers,
            count,
            options.pointer,
            reply,
            error
          )
        }
      }
    )
  }

  /// Updates the first document or all that the filter names.
  func update(_ request: UpdateRequest, many: Bool) throws(MongoFailure) -> MongoWriteResult {
    let collection = try CollectionHandle(request.namespace, of: self)
    let filter = try BSONHandle(request.filter)
    let update = try request.update.handle()
    let options = try options(writeConcern + request.options, limitsTime: false)
    let run = unsafe many ? mongoc_collection_update_many : mongoc_collection_update_one
    return unsafe MongoWriteResult(
      try reply { reply, error in
        unsafe run(
          collection.pointer,
          filter.pointer,
          update.pointer,
          options.pointer,
          reply,
          error
        )
      }
    )
  }

  /// Deletes the first document or all that the filter names.
  func delete(
    from namespace: MongoNamespace,
    filter: MongoDocument,
    many: Bool
  ) throws(MongoFailure) -> MongoWriteResult {
    let collection = try CollectionHandle(namespace, of: self)
    let filter = try BSONHandle(filter)
    let options = try options(writeConcern, limitsTime: false)
    let run = unsafe many ? mongoc_collection_delete_many : mongoc_collection_delete_one
    return unsafe MongoWriteResult(
      try reply { reply, error in
        unsafe run(collection.pointer, filter.pointer, options.pointer, reply, error)
      }
    )
  }
}
