package import ConsoleDomain
package import ConsoleMongo
import ConsoleText

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
  ///
  /// Organisations that can't be read are the directory's problem: the users are still worth having.
  package func lookup(
    users: Set<String>,
    organizations: Set<String>
  ) async throws(StoreProblem) -> Directory {
    var directory = Directory()
    for batch in Self.batches(users) {
      for document in try await self.users(Self.filter(ids: batch)) {
        guard let user = DirectoryMapper.user(document) else { continue }
        directory.users[user.id] = user
      }
    }
    directory.missingUsers = users.filter { directory.users[$0] == nil }
    do throws(StoreProblem) {
      for batch in Self.batches(organizations) {
        for document in try await self.organizations(Self.filter(ids: batch)) {
          guard let organization = DirectoryMapper.organization(document) else { continue }
          directory.organizations[organization.id] = organization
        }
      }
    } catch {
      directory.problem = error
    }
    return directory
  }

  /// The user a person named; nil when there is none that this identity may read.
  package func user(_ subject: SubjectKey) async throws(StoreProblem) -> UserSummary? {
    try await users(Self.filter(subject)).first.flatMap(DirectoryMapper.user)
  }

  /// A user's e-mail address and name in clear, or what a masked view has of them.
  func revealed(
    _ id: String
  ) async throws(StoreProblem) -> (email: String?, name: String?)? {
    try await users(Self.filter(ids: [id])).first.map(DirectoryMapper.revealed)
  }

  /// What lists call these users, in clear: the address, else the name.
  @concurrent func clearNames(
    _ ids: Set<String>
  ) async throws(StoreProblem) -> [String: String] {
    var names: [String: String] = [:]
    for batch in Self.batches(ids) {
      for document in try await users(Self.filter(ids: batch)) {
        guard let id = document["_id"]?.idText else { continue }
        let clear = DirectoryMapper.revealed(document)
        names[SafeText.of(id)] = clear.email ?? clear.name
      }
    }
    return names
  }

  private func users(
    _ filter: MongoDocument
  ) async throws(StoreProblem) -> [MongoDocument] {
    var request = request(collections.users, DirectoryMapper.userProjection)
    request.filter = filter
    return try await find(request, orIn: collections.maskedUsers)
  }

  private func organizations(
    _ filter: MongoDocument
  ) async throws(StoreProblem) -> [MongoDocument] {
    var request = request(collections.organizations, DirectoryMapper.organizationProjection)
    request.filter = filter
    return try await find(request, orIn: collections.maskedOrganizations)
  }

  private func request(_ collection: String, _ projection: MongoDocument) -> FindRequest {
    FindRequest(
      MongoNamespace(database, collection),
      projection: projection,
      limit: NameJoiner.batchSize * 2
    )
  }

  /// Reads a collection, or its masked view for those who may not.
  private func find(
    _ request: FindRequest,
    orIn view: String?
  ) async throws(StoreProblem) -> [MongoDocument] {
    do throws(StoreProblem) {
      return try await find(request)
    } catch {
      guard case .unauthorized = error, let view else { throw error }
      var request = request
      request.namespace.collection = view
      return try await find(request)
    }
  }

  private func find(_ request: FindRequest) async throws(StoreProblem) -> [MongoDocument] {
    do throws(MongoFailure) {
      return try await client.find(request, deadline: Self.deadline)
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  private static func batches(_ ids: Set<String>) -> [Set<String>] {
    let all = Array(ids)
    return stride(from: 0, to: all.count, by: NameJoiner.batchSize).map {
      Set(all[$0..<min($0 + NameJoiner.batchSize, all.count)])
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

extension Profile.Collections {
  /// The masked view of the organisations: a deployment names its views alike.
  var maskedOrganizations: String? {
    guard let maskedUsers, maskedUsers.hasPrefix(users), maskedUsers != users else { return nil }
    return organizations + maskedUsers.dropFirst(users.count)
  }
}
