package import ConsoleConcurrency

/// What bounds a connection apart from each call's deadline.
package struct RedisConnectionOptions: Sendable {
  /// Bytes that the replies of one exchange may come to; beyond them the connection is given up.
  package var replyLimit: Int
  /// The rest between attempts to connect.
  package var backoff: Backoff
  /// A random number from 0 to 1 for the jitter.
  package var fraction: @Sendable () -> Double

  /// Makes options; the defaults bring a restarted server back within a second, since somebody waits.
  package init(
    replyLimit: Int = 64 << 20,
    backoff: Backoff = Backoff(base: .milliseconds(250), cap: .seconds(1)),
    fraction: @escaping @Sendable () -> Double = { .random(in: 0...1) }
  ) {
    self.replyLimit = replyLimit
    self.backoff = backoff
    self.fraction = fraction
  }
}

/// The server behind a connection, by its own words.
package struct RedisConnectionIdentity: Hashable, Sendable {
  /// `run_id` of `INFO server`, new at every start; nil when this user may not ask for it.
  package var runID: String?
  /// `redis_version`; nil when this user may not ask for it.
  package var version: String?
  /// Where we are connected, without credentials.
  package var address: String
  package var database: Int
  /// How often the connection has been made; a change means that the server was met anew.
  package var generation: Int

  /// Makes an identity from its parts.
  package init(
    runID: String?,
    version: String?,
    address: String,
    database: Int,
    generation: Int
  ) {
    self.runID = runID
    self.version = version
    self.address = address
    self.database = database
    self.generation = generation
  }
}
