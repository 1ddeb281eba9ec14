/// One document changed and read in the same step.
package struct FindAndModifyRequest: Sendable {
  package var namespace: MongoNamespace
  package var filter: MongoDocument
  package var update: MongoUpdate
  package var sort: MongoDocument?
  package var projection: MongoDocument?
  /// Answer the document as it is afterwards, else as it was.
  package var returnsNew: Bool
  package var upserts: Bool

  /// Makes a request that answers the changed document.
  package init(
    _ namespace: MongoNamespace,
    filter: MongoDocument,
    update: MongoUpdate,
    sort: MongoDocument? = nil,
    projection: MongoDocument? = nil,
    returnsNew: Bool = true,
    upserts: Bool = false
  ) {
    self.namespace = namespace
    self.filter = filter
    self.update = update
    self.sort = sort
    self.projection = projection
    self.returnsNew = returnsNew
    self.upserts = upserts
  }

  fileprivate func command() throws(MongoFailure) -> MongoDocument {
    var elements: [(String, MongoValue)] = [
      ("findAndModify", .string(namespace.collection)),
      ("query", .document(filter)),
      ("update", update.value),
      ("new", .bool(returnsNew)),
      ("upsert", .bool(upserts)),
    ]
    if let sort { elements.append(("sort", .document(sort))) }
    if let projection { elements.append(("fields", .document(projection))) }
    return try MongoDocument(elements: elements)
  }
}

extension MongoExecution {
  /// The document, or nil when nothing matched.
  func findAndModify(_ request: FindAndModifyRequest) throws(MongoFailure) -> MongoDocument? {
    guard request.namespace.isValid else { throw MongoFailure(.invalidArgument, in: operation) }
    let reply = try writeCommand(request.command(), on: request.namespace.database)
    return reply["value"]?.document
  }
}
