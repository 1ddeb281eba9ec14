/// Where things are in a backend (DESIGN.md section 5); read from YAML, the built-in one is `nest`.
package struct Profile: Hashable, Sendable {
  package var name: String
  package var sessions: Sessions
  package var limiters: [Limiter]
  package var collections: Collections
  /// How an organisation says that it has a database of its own; nil: none has.
  package var tenants: Tenants?
  /// Types of documents that can be held, stripped and archived; none in a profile of sessions alone.
  package var entities: [EntityProfile]

  /// Where sessions are kept in Redis.
  package struct Sessions: Hashable, Sendable {
    /// Key prefixes, unescaped (`sess:`).
    package var prefixes: [String]
    /// Prefix of the per-user set of sids (`user:sessions:`); nil when the backend has none.
    package var userIndexPrefix: String?
    /// Dotted paths where the user id may be, first hit wins (`user.id`).
    package var userPaths: [String]
    package var organizationPath: String?
    package var rolePath: String?
    package var ipPath: String?
    package var agentPath: String?
    package var createdAtPath: String?
    package var lastSeenPath: String?

    /// Makes the session part of a profile.
    package init(
      prefixes: [String],
      userIndexPrefix: String?,
      userPaths: [String],
      organizationPath: String?,
      rolePath: String?,
      ipPath: String?,
      agentPath: String?,
      createdAtPath: String?,
      lastSeenPath: String?
    ) {
      self.prefixes = prefixes
      self.userIndexPrefix = userIndexPrefix
      self.userPaths = userPaths
      self.organizationPath = organizationPath
      self.rolePath = rolePath
      self.ipPath = ipPath
      self.agentPath = agentPath
      self.createdAtPath = createdAtPath
      self.lastSeenPath = lastSeenPath
    }
  }

  /// Names of the collections that this console joins or writes events to.
  package struct Collections: Hashable, Sendable {
    package var users: String
    /// The masked view to fall back on where `users` may not be read.
    package var maskedUsers: String?
    package var organizations: String
    package var events: String
    /// Types of events that the backend writes when it refuses a request (`RATE_LIMIT_EXCEEDED`).
    package var refusalEvents: [String]

    /// Makes the collection names.
    package init(
      users: String,
      maskedUsers: String?,
      organizations: String,
      events: String,
      refusalEvents: [String] = []
    ) {
      self.users = users
      self.maskedUsers = maskedUsers
      self.organizations = organizations
      self.events = events
      self.refusalEvents = refusalEvents
    }
  }

  /// Members of an organisation's document that say where its own database is.
  package struct Tenants: Hashable, Sendable {
    /// True for an organisation that has one.
    package var dedicated: FieldPath
    /// The connection string: a secret.
    package var uri: FieldPath
    /// The database's name, where it does not stand in the connection string.
    package var database: FieldPath?

    /// Names the members.
    package init(dedicated: FieldPath, uri: FieldPath, database: FieldPath?) {
      self.dedicated = dedicated
      self.uri = uri
      self.database = database
    }
  }

  /// Makes a profile.
  package init(
    name: String,
    sessions: Sessions,
    limiters: [Limiter],
    collections: Collections,
    tenants: Tenants? = nil,
    entities: [EntityProfile] = []
  ) {
    self.name = name
    self.sessions = sessions
    self.limiters = limiters
    self.collections = collections
    self.tenants = tenants
    self.entities = entities
  }
}
