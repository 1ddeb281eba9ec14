package import ConsoleDomain
package import ConsoleMongo

/// Reads users and organisations by id or by e-mail address, never by anything without an index.
package struct MongoDirectory: Sendable {
  /// How long one query may take.
  static let deadline: Duration = .seconds(4)

  private let client: MongoClient
  private let database: String
  private let collections: Profile.Collections
  private let endpoint: StoreEndpoint

  /// Makes a directory of the backend's database.
  package init(client: MongoClient, database: String, collections: Profile.Collections) {
    self.client = client
    self.database = database
    self.collections = collections
    endpoint = StoreEndpoint(client)
  }

  /// The users and organisations with these ids; ids of users that are in no document are named.
  package func lookup(
    users: Set<String>,
    organizations: Set<String>
  ) async throws(StoreProblem) -> Directory {
    var directory = Directory()
    if !users.isEmpty {
      let (documents, isMaskedView) = try await self.users(Self.filter(ids: users))
      for document in documents {
        guard let user = DirectoryMapper.user(document, isMaskedView: isMaskedView) else {
          continue
        }
        directory.users[user.id] = user
      }
      directory.missingUsers = users.filter { directory.users[$0] == nil }
    }
    if !organizations.isEmpty {
      let request = FindRequest(
        MongoNamespace(database, collections.organizations),
        filter: Self.filter(ids: organizations),
        projection: DirectoryMapper.organizationProjection,
        limit: organizations.count * 2
      )
      for document in try await find(request) {
        guard let organization = DirectoryMapper.organization(document) else { continue }
        directory.organizations[organization.id] = organization
      }
    }
    return directory
  }

  /// The user a person named; nil when there is none.
  package func user(_ subject: SubjectKey) async throws(StoreProblem) -> UserSummary? {
    let (documents, isMaskedView) = try await users(Self.filter(subject))
    return documents.first.flatMap { DirectoryMapper.user($0, isMaskedView: isMaskedView) }
  }

  /// A user's e-mail address and name in clear, or masked where this identity may see no more.
  func revealed(
    _ id: String
  ) async throws(StoreProblem) -> (email: String?, name: String?)? {
    let (documents, _) = try await users(Self.filter(ids: [id]))
    return documents.first.map(DirectoryMapper.revealed)
  }

  /// Reads `users`, or the masked view for those who may not.
  private func users(
    _ filter: MongoDocument
  ) async throws(StoreProblem) -> (documents: [MongoDocument], isMaskedView: Bool) {
    var request = FindRequest(
      MongoNamespace(database, collections.users),
      filter: filter,
      projection: DirectoryMapper.userProjection,
      limit: NameJoiner.batchSize * 2
    )
    do throws(StoreProblem) {
      return (try await find(request), false)
    } catch {
      guard case .unauthorized = error, let view = collections.maskedUsers else { throw error }
      request.namespace = MongoNamespace(database, view)
      return (try await find(request), true)
    }
  }

  private func find(_ request: FindRequest) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await client.find(request, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  /// Ids are ObjectIds in the reference backend and may be strings elsewhere: both are asked for.
  private static func filter(ids: Set<String>) -> MongoDocument {
    let values = ids.flatMap { id -> [MongoValue] in
      if let objectID = MongoObjectID(id) { return [.objectID(objectID), .string(id)] }
      return [.string(id)]
    }
    return ["_id": ["$in": .array(values)]]
  }

  private static func filter(_ subject: SubjectKey) -> MongoDocument {
    switch subject {
    case .userID(let id): filter(ids: [id])
    // The backend stores addresses in lower case, and the unique index is a plain one.
    case .email(let address): ["email": .string(address.lowercased())]
    }
  }
}
