package import ConsoleDomain

/// Reading that is on record though it changes nothing.
package enum AuditedRead: Hashable, Sendable {
  /// Personal values of one session shown in clear.
  case revealSession(SessionID, userID: String?, asStored: Bool = false, reason: String?)
  /// Payload and metadata of one event of the backend, perhaps held, shown in clear.
  case revealEvent(id: String, reason: String?)
  /// Personal values of one document of the backend shown in clear.
  case revealEntity(EntityKey, asStored: Bool = false, reason: String?)
  /// The key of a rate-limit counter shown in clear.
  case revealCounter(limiter: String, keyHash: String, reason: String?)
  /// Every value of a masked column shown in clear until an instant, whichever rows come to be shown.
  case revealColumn(MaskedColumn, until: Instant, reason: String?)
  /// Rows written to a file or a pipe: the entity (`session`, `audit`), how many, in which form.
  case export(of: String, rows: Int, format: String, reason: String?)
  /// A part of the chain written to files; how many records it has is known only afterwards.
  case auditExport(AuditExportScope, reason: String?)

  func observation(on servers: ServerIdentity, environment: String) -> AuditObservation {
    switch self {
    case .revealSession(let id, let userID, let asStored, let reason):
      AuditObservation(
        type: "session.reveal",
        reason: reason,
        servers: servers,
        environment: environment,
        details: [
          AuditDetail("entity.idHash", .string(id.hash)),
          AuditDetail("subject.user", .text(userID)),
        ] + (asStored ? [AuditDetail("form", .string("stored"))] : [])
      )
    case .revealEvent(let id, let reason):
      AuditObservation(
        type: "event.reveal",
        reason: reason,
        servers: servers,
        environment: environment,
        details: [
          AuditDetail("entity.coll", .string("events")), AuditDetail("entity.id", .string(id)),
        ]
      )
    case .revealEntity(let key, let asStored, let reason):
      AuditObservation(
        type: "entity.reveal",
        reason: reason,
        servers: servers,
        environment: environment,
        details: [
          AuditDetail("entity.coll", .string(key.type)),
          AuditDetail("entity.id", .string(key.id.text)),
        ] + (asStored ? [AuditDetail("form", .string("stored"))] : [])
      )
    case .revealCounter(let limiter, let keyHash, let reason):
      AuditObservation(
        type: "limit.reveal",
        reason: reason,
        servers: servers,
        environment: environment,
        details: [
          AuditDetail("limiter", .string(limiter)), AuditDetail("entity.keyHash", .string(keyHash)),
        ]
      )
    case .revealColumn(let column, let until, let reason):
      AuditObservation(
        type: column.revealType,
        reason: reason,
        servers: servers,
        environment: environment,
        details: column.details + [AuditDetail("until", .instant(until))]
      )
    case .export(let subject, let rows, let format, let reason):
      AuditObservation(
        type: "\(subject).export",
        reason: reason,
        servers: servers,
        environment: environment,
        details: [
          AuditDetail("counts.rows", .int(Int64(rows))),
          AuditDetail("format", .string(format)),
        ]
      )
    case .auditExport(let scope, let reason):
      AuditObservation(
        type: "audit.export",
        reason: reason,
        servers: servers,
        environment: environment,
        details: [
          AuditDetail("range.first", .int(scope.first)),
          AuditDetail("range.last", scope.last.map(AuditValue.int) ?? .null),
          AuditDetail("range.since", .instant(scope.since)),
          AuditDetail("range.until", .instant(scope.until)),
          AuditDetail(
            "format",
            .string((["ndjson"] + scope.views.map(\.rawValue)).joined(separator: " "))
          ),
          AuditDetail("backend", .bool(scope.includesBackend)),
        ]
      )
    }
  }
}

extension MaskedColumn {
  fileprivate var revealType: String {
    switch self {
    case .sessionUsers: "session.reveal"
    case .documentNames: "entity.reveal"
    }
  }

  fileprivate var details: [AuditDetail] {
    switch self {
    case .sessionUsers: [AuditDetail("column", .string("user"))]
    case .documentNames(let type):
      [AuditDetail("entity.coll", .string(type)), AuditDetail("column", .string("name"))]
    }
  }
}
