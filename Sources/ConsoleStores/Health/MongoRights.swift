import ConsoleDomain
import ConsoleMongo

/// What an identity may do, read from the privileges that `connectionStatus` shows.
struct MongoRights: Sendable {
  private let status: MongoConnectionStatus

  init(_ status: MongoConnectionStatus) {
    self.status = status
  }

  /// Whether this identity may do `action` on a collection.
  ///
  /// A server without access control names no user and allows everything.
  func allows(_ action: String, _ namespace: MongoNamespace) -> Bool {
    if status.users.isEmpty { return true }
    return status.privileges.contains { privilege in
      guard !privilege.isCluster, privilege.actions.contains(action) else { return false }
      let isDatabase =
        privilege.database.map { $0.isEmpty || $0 == namespace.database } ?? true
      let isCollection =
        privilege.collection.map { $0.isEmpty || $0 == namespace.collection } ?? true
      return isDatabase && isCollection
    }
  }

  /// Which of these rights on collections are missing, in the words of the server's refusal.
  func missing(
    among rights: Set<Right>,
    backend: String,
    console: String
  ) -> [MissingRight] {
    rights.compactMap { right -> MissingRight? in
      let database: String
      switch right.place {
      case .redis: return nil
      case .backend: database = backend
      case .console: database = console
      }
      guard !allows(right.action, MongoNamespace(database, right.target)) else { return nil }
      return MissingRight(
        right,
        reason: "not authorized on \(database) to execute \(right.action) on \(right.target)"
      )
    }
    .sorted { $0.reason < $1.reason }
  }
}
