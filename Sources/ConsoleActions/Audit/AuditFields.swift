import ConsoleDomain

/// The fields that every record of a kind has (compliance.md b.6).
enum AuditFields {
  static func actor(_ actor: ActorIdentity) -> [AuditDetail] {
    [
      AuditDetail("actor.id", .text(actor.id)),
      AuditDetail("actor.persona", .text(actor.persona)),
      AuditDetail("actor.mongoUser", .text(actor.mongoUser)),
      AuditDetail("actor.redisUser", .text(actor.redisUser)),
      AuditDetail("actor.osUser", .text(actor.osUser)),
      AuditDetail("actor.uid", actor.uid.map(AuditValue.int) ?? .null),
      AuditDetail("actor.tty", .text(actor.tty)),
      AuditDetail("actor.host", .text(actor.host)),
      AuditDetail("actor.sshClient", .text(actor.sshClient)),
      AuditDetail("actor.sudoUser", .text(actor.sudoUser)),
      AuditDetail("actor.process", .text(actor.process)),
      AuditDetail("clientVersion", .string(actor.clientVersion)),
    ]
  }

  static func target(_ servers: ServerIdentity, environment: String?) -> [AuditDetail] {
    [
      AuditDetail("target.redisRunId", .text(servers.redis?.runID)),
      AuditDetail("target.redisAddress", .text(servers.redis?.address)),
      AuditDetail(
        "target.redisDatabase",
        servers.redis.map { .int(Int64($0.database)) } ?? .null
      ),
      AuditDetail("target.mongoSet", .text(servers.mongo?.setName)),
      AuditDetail("target.mongoHost", .text(servers.mongo?.host)),
      AuditDetail("target.db", .text(servers.mongo?.database)),
      AuditDetail("target.env", .text(environment)),
    ]
  }

  static func intent(_ intent: AuditIntent) -> [AuditDetail] {
    target(intent.servers, environment: intent.environment) + [
      AuditDetail("action", .string(intent.type)),
      AuditDetail("opId", .string(intent.operation.description)),
      AuditDetail("planHash", .string(intent.planHash)),
      AuditDetail("reason", .string(intent.reason)),
      AuditDetail("ticket", .string(intent.ticket)),
      AuditDetail("approvalId", .text(intent.approvalID)),
      AuditDetail("counts.matched", .int(Int64(intent.matched))),
      AuditDetail("counts.blocked", .int(Int64(intent.blocked))),
    ]
  }

  static func outcome(_ outcome: AuditOutcome) -> [AuditDetail] {
    [
      AuditDetail("result", .string(outcome.result.rawValue)),
      AuditDetail("counts.matched", .int(Int64(outcome.matched))),
      AuditDetail("counts.changed", .int(Int64(outcome.changed))),
      AuditDetail("counts.blocked", .int(Int64(outcome.blocked))),
      AuditDetail("beforeHash", .text(outcome.beforeHash)),
      AuditDetail("afterHash", .text(outcome.afterHash)),
      AuditDetail("error", .text(outcome.error)),
    ]
  }

  static func observation(_ observation: AuditObservation) -> [AuditDetail] {
    target(observation.servers, environment: observation.environment) + [
      AuditDetail("action", .string(observation.type)),
      AuditDetail("opId", .text(observation.operation?.description)),
      AuditDetail("planHash", .text(observation.planHash)),
      AuditDetail("reason", .text(observation.reason)),
      AuditDetail("ticket", .text(observation.ticket)),
      AuditDetail("result", .text(observation.result?.rawValue)),
      AuditDetail("error", .text(observation.error)),
    ] + observation.details
  }

  /// What says which intent a later record belongs to.
  static func reference(to intent: StoredIntent) -> [AuditDetail] {
    [
      AuditDetail("action", .string(intent.type)),
      AuditDetail("opId", .string(intent.operation.description)),
      AuditDetail("intentEventId", .string(intent.eventID)),
    ]
  }
}

/// An intent of this log that has no outcome yet.
struct StoredIntent: Hashable, Sendable {
  var type: String
  var operation: OperationID
  var eventID: String
  /// Who began it; its outcome names the same person.
  var actor: ActorIdentity
}
