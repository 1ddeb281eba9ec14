/// What makes a Redis server itself and no other (compliance.md I-1): a restart or a fail-over changes it.
package struct RedisIdentity: Hashable, Sendable {
  /// `run_id` of `INFO server`: 40 hex digits, new at every start.
  package var runID: String
  /// Where we are connected: `host:port` or a socket path.
  package var address: String
  package var database: Int

  /// Makes an identity from what the server itself said.
  package init(runID: String, address: String, database: Int) {
    self.runID = runID
    self.address = address
    self.database = database
  }
}

/// What makes a MongoDB deployment itself: its replica set, its primary's host and the database.
package struct MongoIdentity: Hashable, Sendable {
  /// `setName` of `hello`; nil for a standalone or a router.
  package var setName: String?
  /// `me` or `primary` of `hello`: `host:port`.
  package var host: String
  package var database: String

  /// Makes an identity from what the server itself said.
  package init(setName: String?, host: String, database: String) {
    self.setName = setName
    self.host = host
    self.database = database
  }
}

/// The two servers an action is bound to; a plan made on one pair never runs on another.
package struct ServerIdentity: Hashable, Sendable {
  /// nil while unknown.
  package var redis: RedisIdentity?
  /// nil while unknown.
  package var mongo: MongoIdentity?

  /// Makes a pair; a missing half is unknown, never equal to anything for the gate.
  package init(redis: RedisIdentity?, mongo: MongoIdentity?) {
    self.redis = redis
    self.mongo = mongo
  }
}
