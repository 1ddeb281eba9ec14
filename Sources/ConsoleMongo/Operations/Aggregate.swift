import CMongoC

/// A pipeline that reads; stages that write (`$out`, `$merge`) are refused.
package struct AggregateRequest: Sendable {
  package var namespace: MongoNamespace
  package var pipeline: [MongoDocument]
  /// At most so many documents of the result.
  package var limit: Int
  /// A result that grows beyond so many bytes fails as too large.
  package var maximumBytes: Int
  /// The index to use, as its key pattern.
  package var hint: MongoDocument?
  package var readPreference: MongoReadPreference
  package var readConcern: MongoReadConcern

  /// Makes a pipeline over one collection.
  package init(
    _ namespace: MongoNamespace,
    _ pipeline: [MongoDocument],
    limit: Int = 1_000,
    maximumBytes: Int = 64 * 1024 * 1024,
    hint: MongoDocument? = nil,
    readPreference: MongoReadPreference = .primaryPreferred,
    readConcern: MongoReadConcern = .local
  ) {
    self.namespace = namespace
    self.pipeline = pipeline
    self.limit = limit
    self.maximumBytes = maximumBytes
    self.hint = hint
    self.readPreference = readPreference
    self.readConcern = readConcern
  }

  fileprivate var writes: Bool {
    pipeline.contains { stage in stage.keys.contains { $0 == "$out" || $0 == "$merge" } }
  }
}

extension MongoExecution {
  /// Reads the result of a pipeline.
  func aggregate(_ request: AggregateRequest) throws(MongoFailure) -> [MongoDocument] {
    guard request.limit > 0, !request.writes else {
      throw MongoFailure(.invalidArgument, in: operation)
    }
    try call.checkAwaited()
    let collection = try CollectionHandle(request.namespace, of: self)
    let pipeline = try BSONHandle(
      try MongoDocument(elements: [("pipeline", .array(request.pipeline.map(MongoValue.document)))])
    )
    var elements: [(String, MongoValue)] = []
    if let hint = request.hint { elements.append(("hint", .document(hint))) }
    if request.readConcern != .local, unsafe session == nil {
      elements.append(("readConcern", ["level": .string(request.readConcern.rawValue)]))
    }
    let options = try options(elements)
    let preference = ReadPreferenceHandle(request.readPreference, of: self)
    let cursor = unsafe try CursorHandle(
      mongoc_collection_aggregate(
        collection.pointer,
        MONGOC_QUERY_NONE,
        pipeline.pointer,
        options.pointer,
        preference.pointer
      ),
      of: self
    )
    return try cursor.collect(limit: request.limit, bytes: request.maximumBytes, for: call)
  }
}
