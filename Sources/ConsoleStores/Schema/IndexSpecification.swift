import ConsoleMongo

/// An index as this version makes it, and what counts as the same on a server.
struct IndexSpecification: Hashable, Sendable {
  var name: String
  /// Fields in the order of the key, all ascending.
  var fields: [String]
  var isUnique = false
  /// Seconds after which a document ends; an index that keeps documents longer is as good.
  var expiresAfter: Int32?
  /// Equality of one field, which is all that our partial filters need.
  var onlyWhere: Condition?

  /// The documents that a partial index covers.
  struct Condition: Hashable, Sendable {
    var field: String
    var value: Bool

    var document: MongoDocument { [field: .bool(value)] }
  }

  /// As `createIndexes` takes it.
  func document() throws(MongoFailure) -> MongoDocument {
    var elements: [(String, MongoValue)] = [
      ("key", .document(try MongoDocument(elements: fields.map { ($0, .int32(1)) }))),
      ("name", .string(name)),
    ]
    if isUnique { elements.append(("unique", true)) }
    if let expiresAfter { elements.append(("expireAfterSeconds", .int32(expiresAfter))) }
    if let onlyWhere {
      elements.append(("partialFilterExpression", .document(onlyWhere.document)))
    }
    return try MongoDocument(elements: elements)
  }

  /// Whether an index of the server, as `listIndexes` describes it, has the same key.
  func hasKey(of index: MongoDocument) -> Bool {
    let key = index["key"]?.document?.elements ?? []
    return key.map(\.key) == fields && key.allSatisfy { $0.value.double == 1 }
  }

  /// In which options an index of the server is not what this one asks for; nil: in none.
  func difference(from index: MongoDocument) -> String? {
    if !hasKey(of: index) { return "another key" }
    if (index["unique"]?.bool ?? false) != isUnique {
      return isUnique ? "not unique" : "unique"
    }
    if index["sparse"]?.bool == true { return "sparse" }
    if let found = expiryDifference(index["expireAfterSeconds"]) { return found }
    let filter = index["partialFilterExpression"]?.document
    if filter != onlyWhere?.document {
      guard let onlyWhere else { return "a partial filter" }
      let words = "{\(onlyWhere.field): \(onlyWhere.value)}"
      return filter == nil ? "no partial filter \(words)" : "another partial filter than \(words)"
    }
    return nil
  }

  private func expiryDifference(_ found: MongoValue?) -> String? {
    switch (expiresAfter, found) {
    case (nil, nil): return nil
    case (nil, _?): return "it deletes documents"
    case (_?, nil): return "no expireAfterSeconds"
    case (let least?, let found?):
      // NaN is no whole number; on some versions it deletes at once.
      guard let seconds = found.int else { return "expireAfterSeconds is no whole number" }
      return seconds < Int(least) ? "expireAfterSeconds is \(seconds), less than \(least)" : nil
    }
  }
}
