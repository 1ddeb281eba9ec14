/// Who answers: what the gate pins before a change and the Health screen shows.
package struct MongoIdentity: Hashable, Sendable {
  /// Name of the replica set; nil on a standalone server or a router.
  package var setName: String?
  /// The member's own name for itself, `host:port`.
  package var me: String?
  package var primary: String?
  package var hosts: [String]
  package var isWritablePrimary: Bool
  /// True for a `mongos` in front of shards.
  package var isRouter: Bool
  /// The server's clock, in milliseconds since 1970.
  package var localTime: Int64?
  package var maxWireVersion: Int

  /// Reads a reply to `hello`.
  package init(_ reply: MongoDocument) {
    setName = reply["setName"]?.string
    me = reply["me"]?.string
    primary = reply["primary"]?.string
    hosts = (reply["hosts"]?.array ?? []).compactMap(\.string)
    isWritablePrimary = reply["isWritablePrimary"]?.bool ?? false
    isRouter = reply["msg"]?.string == "isdbgrid"
    localTime = reply["localTime"]?.date
    maxWireVersion = reply["maxWireVersion"]?.int ?? 0
  }
}

/// Who we are to the server, and what we may do.
package struct MongoConnectionStatus: Hashable, Sendable {
  /// A user or role, which both live in a database.
  package struct Name: Hashable, Sendable {
    package var name: String
    package var database: String
  }

  /// Actions on one resource; an empty database or collection name means any.
  package struct Privilege: Hashable, Sendable {
    /// Nil for the cluster itself and for the server's "any resource".
    package var database: String?
    package var collection: String?
    package var isCluster: Bool
    package var actions: [String]
  }

  /// Empty without access control.
  package var users: [Name]
  package var roles: [Name]
  package var privileges: [Privilege]

  /// Reads a reply to `connectionStatus` with `showPrivileges`.
  package init(_ reply: MongoDocument) {
    users = Self.names(reply["authInfo.authenticatedUsers"], key: "user")
    roles = Self.names(reply["authInfo.authenticatedUserRoles"], key: "role")
    let told = reply["authInfo.authenticatedUserPrivileges"]?.array ?? []
    privileges = told.compactMap(\.document).map { privilege in
      Privilege(
        database: privilege["resource.db"]?.string,
        collection: privilege["resource.collection"]?.string,
        isCluster: privilege["resource.cluster"]?.bool ?? false,
        actions: (privilege["actions"]?.array ?? []).compactMap(\.string)
      )
    }
  }

  private static func names(_ value: MongoValue?, key: String) -> [Name] {
    (value?.array ?? []).compactMap(\.document).compactMap { document in
      guard let name = document[key]?.string, let database = document["db"]?.string else {
        return nil
      }
      return Name(name: name, database: database)
    }
  }
}
