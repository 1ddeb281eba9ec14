import ConsoleDemo
import ConsoleDomain
import ConsoleMongo
import ConsoleRedis
import ConsoleSystem

/// A user that one run of a command acts on and nothing else does.
struct KillSubject: Sendable {
  let id: MongoObjectID
  let email: String
  let sid: String

  var key: String { "user:\(id.hex)" }
}

extension KillBench {
  /// Adds a user with an event about them, one that they caused, and perhaps a session and a counter of
  /// a limiter.
  func subject(hasTraces: Bool = false) async throws -> KillSubject {
    let now = MongoValue.date(SystemClock.wallMilliseconds())
    let name = "killed\(UInt32.random(in: .min ... .max))"
    let bytes = (0..<12).map { _ in UInt8.random(in: .min ... .max) }
    guard let id = MongoObjectID(bytes: bytes) else { throw NoID() }
    let subject = KillSubject(id: id, email: "\(name)@example.org", sid: "\(name)\(id.hex)")
    try await write([
      "insert": "users",
      "documents": [
        [
          "_id": .objectID(id), "firstName": "Killed", "lastName": "Subject",
          "username": .string(name), "email": .string(subject.email), "role": "viewer",
          "roles": ["viewer"], "archivedAt": .null, "piiStripped": false, "legalHold": false,
          "createdAt": now, "updatedAt": now,
        ]
      ],
    ])
    try await write([
      "insert": "eventlogs",
      "documents": [
        event(about: id.hex, by: "system", at: now, ["email": .string(subject.email)]),
        event(about: "nothing-\(name)", by: subject.email, at: now, ["note": "signed in"]),
      ],
    ])
    if hasTraces {
      try await bench.backend.addSession(subject.sid, user: id.hex, agent: "curl/8.5")
      try await bench.backend.send("SET", subject.counter, "3", "EX", "900")
    }
    return subject
  }

  /// Which of the subject's traces are in Redis.
  func traces(of subject: KillSubject) async throws -> String {
    let session = try await bench.backend.has(session: subject.sid)
    let counter = try await bench.backend.send("EXISTS", subject.counter).integer
    return "\(session) \(counter ?? 0)"
  }

  /// The user's document.
  func user(_ subject: KillSubject) async throws -> MongoDocument? {
    try await bench.backend.documents(
      "users",
      of: bench.backend.demo.database,
      where: ["_id": .objectID(subject.id)]
    ).first
  }

  private func event(
    about id: String,
    by actor: String,
    at now: MongoValue,
    _ metadata: MongoDocument
  ) -> MongoValue {
    [
      "eventType": "user.updated", "action": "updated", "entity": "User", "entityType": "User",
      "entityId": .string(id), "actor": .string(actor), "metadata": .document(metadata),
      "archivedAt": .null, "piiStripped": false, "legalHold": false, "createdAt": now,
    ]
  }

  private struct NoID: Error {}
}

extension KillSubject {
  fileprivate var counter: String { "contact-inquiry:contact:email:\(email)" }
}
