import ConsoleDomain
import ConsoleMongo

/// The indexes of the backend's event log next to the one that it should have.
struct EventLogIndexes: Sendable {
  static let deadline: Duration = .seconds(10)
  static let wanted = IndexSpecification(
    name: RetentionIndex.name,
    fields: [RetentionIndex.field],
    expiresAfter: Int32(RetentionIndex.seconds),
    onlyWhere: IndexSpecification.Condition(field: RetentionIndex.flag, value: false)
  )

  let client: MongoClient
  let namespace: MongoNamespace

  private var endpoint: StoreEndpoint { StoreEndpoint(client) }

  /// What stands in the way of the index, or shows that it is there.
  @concurrent func standing() async throws(StoreProblem) -> RetentionIndex.Standing {
    let found = try await list()
    guard !found.isEmpty else {
      return .unknown(.notFound(endpoint, what: "the collection \(namespace.collection)"))
    }
    return Self.standing(among: found)
  }

  /// The rules of the event log that delete by age.
  @concurrent func rules() async throws(StoreProblem) -> [ExpiryRule] {
    try await list().compactMap { ExpiryRule($0, of: namespace.collection, nil) }
  }

  private func list() async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await client.indexes(of: namespace, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  /// Indexes with one key may differ in their filters (MongoDB 5.0); the same filter or the same name
  /// with other options is refused by the server.
  static func standing(among found: [MongoDocument]) -> RetentionIndex.Standing {
    for index in found where wanted.difference(from: index) == nil {
      return .present(index: index["name"]?.string ?? wanted.name)
    }
    for index in found {
      let name = index["name"]?.string ?? ""
      guard let difference = wanted.difference(from: index) else { continue }
      if name == wanted.name {
        return .blocked(index: name, because: "\(difference) (code 86, the name is taken)")
      }
      let filter = index["partialFilterExpression"]?.document
      if wanted.hasKey(of: index), filter == wanted.onlyWhere?.document {
        return .blocked(index: name, because: "\(difference) (code 85, the key is taken)")
      }
    }
    return .absent
  }
}
