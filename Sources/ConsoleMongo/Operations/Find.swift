import CMongoC

/// A query: what to read, in which order, and how much of it at most.
package struct FindRequest: Sendable {
  package var namespace: MongoNamespace
  package var filter: MongoDocument
  package var projection: MongoDocument?
  package var sort: MongoDocument?
  /// At most so many documents; 0 means all, which only `forEachBatch` accepts.
  package var limit: Int
  package var skip: Int
  /// Documents a reply of the server carries, and a batch holds.
  package var batchSize: Int
  /// The index to use, as its key pattern.
  package var hint: MongoDocument?
  package var collation: MongoDocument?
  package var readPreference: MongoReadPreference
  package var readConcern: MongoReadConcern
  /// A read that grows beyond so many bytes fails as too large.
  package var maximumBytes: Int

  /// Makes a query; only the collection must be named.
  package init(
    _ namespace: MongoNamespace,
    filter: MongoDocument = [:],
    projection: MongoDocument? = nil,
    sort: MongoDocument? = nil,
    limit: Int = 1_000,
    skip: Int = 0,
    batchSize: Int = 1_000,
    hint: MongoDocument? = nil,
    collation: MongoDocument? = nil,
    readPreference: MongoReadPreference = .primaryPreferred,
    readConcern: MongoReadConcern = .local,
    maximumBytes: Int = 64 * 1024 * 1024
  ) {
    self.namespace = namespace
    self.filter = filter
    self.projection = projection
    self.sort = sort
    self.limit = limit
    self.skip = skip
    self.batchSize = batchSize
    self.hint = hint
    self.collation = collation
    self.readPreference = readPreference
    self.readConcern = readConcern
    self.maximumBytes = maximumBytes
  }

  /// The same query for the page after the document whose `_id` is given, in `_id` order.
  ///
  /// Pages by key cost the same wherever they lie, unlike `skip`.
  package func page(after id: MongoValue?, descending: Bool = false) -> FindRequest {
    var page = self
    page.sort = ["_id": descending ? -1 : 1]
    if let id {
      let bound: MongoDocument = ["_id": [descending ? "$lt" : "$gt": id]]
      page.filter = filter.isEmpty ? bound : ["$and": [.document(filter), .document(bound)]]
    }
    return page
  }

  fileprivate func options(isInTransaction: Bool) -> [(String, MongoValue)] {
    var options: [(String, MongoValue)] = [("batchSize", MongoValue(batchSize))]
    if limit > 0 { options.append(("limit", MongoValue(limit))) }
    if skip > 0 { options.append(("skip", MongoValue(skip))) }
    if let projection { options.append(("projection", .document(projection))) }
    if let sort { options.append(("sort", .document(sort))) }
    if let hint { options.append(("hint", .document(hint))) }
    if let collation { options.append(("collation", .document(collation))) }
    if readConcern != .local, !isInTransaction {
      options.append(("readConcern", ["level": .string(readConcern.rawValue)]))
    }
    return options
  }
}

/// Whether a walk over batches goes on.
package enum MongoIteration: Sendable {
  case proceed
  case stop
}

extension MongoExecution {
  /// Reads all documents of a capped query.
  func find(_ request: FindRequest) throws(MongoFailure) -> [MongoDocument] {
    guard request.limit > 0 else { throw MongoFailure(.invalidArgument, in: operation) }
    let collection = try CollectionHandle(request.namespace, of: self)
    return try cursor(request, in: collection)
      .collect(limit: request.limit, bytes: request.maximumBytes, for: call)
  }

  /// Reads batch by batch; one batch at a time is in memory.
  func forEachBatch(
    _ request: FindRequest,
    _ body: ([MongoDocument]) throws(MongoFailure) -> MongoIteration
  ) throws(MongoFailure) {
    guard request.batchSize > 0 else { throw MongoFailure(.invalidArgument, in: operation) }
    let collection = try CollectionHandle(request.namespace, of: self)
    let cursor = try cursor(request, in: collection)
    var batch: [MongoDocument] = []
    while let document = try cursor.next(for: call) {
      batch.append(document)
      guard batch.count == request.batchSize else { continue }
      if try body(batch) == .stop { return }
      batch.removeAll(keepingCapacity: true)
    }
    if !batch.isEmpty { _ = try body(batch) }
  }

  private func cursor(
    _ request: FindRequest,
    in collection: borrowing CollectionHandle
  ) throws(MongoFailure) -> CursorHandle {
    try call.checkAwaited()
    let isInTransaction = unsafe session != nil
    let filter = try BSONHandle(request.filter)
    let options = try options(request.options(isInTransaction: isInTransaction))
    let preference = ReadPreferenceHandle(request.readPreference, of: self)
    return unsafe try CursorHandle(
      mongoc_collection_find_with_opts(
        collection.pointer,
        filter.pointer,
        options.pointer,
        preference.pointer
      ),
      of: self
    )
  }
}
