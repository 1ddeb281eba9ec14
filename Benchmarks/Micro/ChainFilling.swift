import ConsoleActions
import ConsoleCrypto
import ConsoleDomain
import ConsoleMongo
import ConsoleSystem

/// A valid chain of any length, written in bulk: waiting for each record would take hours.
struct ChainFilling {
  private static let atOnce = 1000

  let mongo: MongoClient
  let database: String

  /// Fills a database that has no chain yet.
  func fill(_ count: Int) async throws {
    var last: AuditHeader?
    for start in stride(from: 0, to: count, by: Self.atOnce) {
      var headers: [MongoValue] = []
      var bodies: [MongoValue] = []
      for _ in start..<min(start + Self.atOnce, count) {
        let now = Instant(milliseconds: SystemClock.wallMilliseconds())
        let body = Self.body(at: now)
        let header = AuditHeader.next(
          after: last,
          eventID: body.eventID,
          at: now,
          type: "session.reveal",
          phase: .event,
          bodyRoot: body.root
        )
        headers.append(.document(Self.document(header)))
        bodies.append(.document(Self.document(body, at: now)))
        last = header
      }
      try await insert(bodies, into: "audit_bodies")
      try await insert(headers, into: "audit_headers")
    }
  }

  private func insert(_ documents: [MongoValue], into collection: String) async throws {
    _ = try await mongo.command(
      ["insert": .string(collection), "documents": .array(documents)],
      on: database,
      deadline: .seconds(60)
    )
  }

  /// Four fields: bodies of the console's own events have some twenty.
  private static func body(at now: Instant) -> AuditBody {
    AuditBody(
      eventID: ULID.make(at: now, random: RandomSource.secure.bytes(ULID.randomSize)),
      fields: ["action", "actor.id", "reason", "ticket"].map { path in
        AuditField(
          path: path,
          content: .disclosed(
            salt: RandomSource.secure.bytes(AuditCommitment.saltSize),
            value: .string("a benchmark of \(path)")
          )
        )
      }
    )
  }

  private static func document(_ header: AuditHeader) -> MongoDocument {
    [
      "_id": .int64(header.sequence), "v": .string(header.version),
      "eventId": .string(header.eventID), "ts": .string(header.timestamp),
      "type": .string(header.type), "phase": .string(header.phase.rawValue),
      "bodyRoot": .string(header.bodyRoot), "prev": .string(header.previous),
      "hash": .string(header.hash),
    ]
  }

  private static func document(_ body: AuditBody, at now: Instant) -> MongoDocument {
    let disclosed = body.fields.compactMap { field -> MongoValue? in
      guard case .disclosed(let salt, .string(let text)) = field.content else { return nil }
      return [
        "path": .string(field.path), "salt": .string(Hex.encode(salt)), "value": .string(text),
      ]
    }
    return [
      "_id": .string(body.eventID), "disclosed": .array(disclosed), "redacted": [],
      "createdAt": .date(now.milliseconds), "legalHold": false, "legalHoldIds": [],
    ]
  }
}
