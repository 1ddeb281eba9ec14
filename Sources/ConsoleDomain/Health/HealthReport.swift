/// One figure of a server: nil is unknown, never zero.
package struct HealthFact: Hashable, Sendable {
  /// How a figure is to be seen.
  package enum Severity: Hashable, Sendable {
    case ok
    case info
    case warning
    case error
    /// Could not be read.
    case unknown
  }

  package var name: String
  /// What is shown; for an unknown figure, why it is unknown.
  package var value: String
  package var severity: Severity

  /// Makes a figure.
  package init(name: String, value: String, severity: Severity = .info) {
    self.name = name
    self.value = value
    self.severity = severity
  }
}

/// What is known of one server.
package struct ServerHealth: Hashable, Sendable {
  package var endpoint: StoreEndpoint
  /// nil: no answer; `problem` says why.
  package var latency: Duration?
  package var problem: StoreProblem?
  /// Identity, role, version, memory, clients, evictions, lag, clock skew, rights.
  package var facts: [HealthFact]
  /// What this identity may do, each with yes, no or unknown.
  package var rights: [HealthFact]
  /// Server clock minus ours; nil when unknown.
  package var clockSkew: Duration?

  /// Makes a server's health.
  package init(
    endpoint: StoreEndpoint,
    latency: Duration?,
    problem: StoreProblem?,
    facts: [HealthFact],
    rights: [HealthFact],
    clockSkew: Duration?
  ) {
    self.endpoint = endpoint
    self.latency = latency
    self.problem = problem
    self.facts = facts
    self.rights = rights
    self.clockSkew = clockSkew
  }
}

/// Both servers and who we are on them.
package struct HealthReport: Hashable, Sendable {
  package var redis: ServerHealth
  package var mongo: ServerHealth
  package var identity: ServerIdentity
  /// The authenticated MongoDB user, else the Redis user, else the OS user; for the band.
  package var user: String?
  /// Whether the credentials could write at all; nil unknown.
  ///
  /// Gives `RO (server)` or `RO (console only)`.
  package var canWrite: Bool?
  package var isAuditInitialised: Bool?
  /// Collections and indexes of ours that are not as wanted; empty as well while unknown.
  package var schema: [SchemaFinding]
  /// What is known of the sweep; nil: unknown, or there is no audit store.
  package var sweep: SweepStanding?
  /// Rights that actions need and this identity lacks; empty as well while unknown.
  package var missingRights: [MissingRight]
  package var readAt: Instant

  /// Makes a report.
  package init(
    redis: ServerHealth,
    mongo: ServerHealth,
    identity: ServerIdentity,
    user: String?,
    canWrite: Bool?,
    isAuditInitialised: Bool?,
    schema: [SchemaFinding] = [],
    sweep: SweepStanding? = nil,
    missingRights: [MissingRight] = [],
    readAt: Instant
  ) {
    self.redis = redis
    self.mongo = mongo
    self.identity = identity
    self.user = user
    self.canWrite = canWrite
    self.isAuditInitialised = isAuditInitialised
    self.schema = schema
    self.sweep = sweep
    self.missingRights = missingRights
    self.readAt = readAt
  }
}

/// Asks both servers how they are; answers within five seconds, with what is known by then.
package struct HealthMonitor: Sendable {
  /// A cheap round trip to each: latency and identity only.
  package var ping: @Sendable () async -> HealthReport
  /// Everything the Health screen and `doctor` show.
  package var examine: @Sendable () async -> HealthReport

  /// Makes a port.
  package init(
    ping: @escaping @Sendable () async -> HealthReport,
    examine: @escaping @Sendable () async -> HealthReport
  ) {
    self.ping = ping
    self.examine = examine
  }
}
