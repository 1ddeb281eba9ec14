import ConsoleDomain
import ConsoleMongo

/// `payload` and `metadata` of an event: only `email`, `subject` and `body` at the top level are redacted.
extension DemoCast {
  func eventDetails(
    _ kind: EventKind,
    _ user: DemoUser,
    isFailedLogin: Bool,
    _ random: inout SeededGenerator
  ) -> [(String, MongoValue)] {
    switch kind.family {
    case "auth":
      metadata(["email": "<redacted>", "success": .bool(!isFailedLogin)])
    case "session":
      kind.action == "revoked"
        ? metadata(["sessionId": .string(random.text(32, of: .base64URL))])
        : metadata(["count": .int32(Int32(random.number(in: 2...9)))])
    case "compliance": complianceDetails(kind.action, &random)
    case "legal": legalDetails(kind.action, &random)
    case "migration":
      metadata([
        "migrationId": .string(random.text(24, of: .hex)), "direction": "shared_to_dedicated",
        "collection": "contacts",
      ])
    case "email":
      [
        ("payload", ["email": "<redacted>", "subject": "<redacted>", "body": "<redacted>"]),
        ("metadata", ["template": "invite", "attempt": .int32(Int32(random.number(in: 1...3)))]),
      ]
    case "user", "organization", "contact", "person":
      kind.action == "updated" || kind.action == "roles_updated"
        ? metadata(["changes": ["role": ["from": "viewer", "to": .string(user.role)]]])
        : kind.action.hasSuffix("toggled")
          ? metadata(["before": false, "after": true, "reason": "case 12"])
          : metadata(["name": .string(user.firstName)])
    case "ops": metadata(["queue": "waitlist-mail", "waiting": 240, "threshold": 100])
    case "marketing":
      [
        ("payload", ["email": "<redacted>", "ip": .string(Self.abusiveAddress)]),
        ("metadata", ["source": "landing"]),
      ]
    case "bulk": metadata(["entity": "contacts", "rows": .int32(Int32(random.below(900)))])
    default: metadata(["changed": ["name"]])
    }
  }

  private func complianceDetails(
    _ action: String,
    _ random: inout SeededGenerator
  ) -> [(String, MongoValue)] {
    switch action {
    case "strip_pii":
      metadata([
        "redactedFields": ["email", "username", "lastLogin"],
        "before": ["email": "<redacted>", "piiStripped": false],
        "after": ["email": "<redacted>", "piiStripped": true],
      ])
    case "legal_hold":
      metadata([
        "before": false, "after": true,
        "reason": .string("case \(random.number(in: 3...40))"),
      ])
    default:
      metadata([
        "action": "archive",
        "archived": .array((0..<3).map { _ in .string(random.text(24, of: .hex)) }),
        "skipped": [
          ["id": .string(user(5).id.hex), "reason": "legal_hold"],
          ["id": .string(random.text(24, of: .hex)), "reason": "not_found"],
        ],
      ])
    }
  }

  private func legalDetails(
    _ action: String,
    _ random: inout SeededGenerator
  ) -> [(String, MongoValue)] {
    let document: MongoValue = ["docType": "terms", "version": "2.0"]
    guard action == "accepted" else { return [("metadata", document)] }
    return [
      (
        "payload",
        ["ip": "::ffff:172.31.2.17", "userAgent": .string(random.pick(Vocabulary.browsers))]
      ), ("metadata", document),
    ]
  }

  private func metadata(_ value: MongoValue) -> [(String, MongoValue)] {
    [("metadata", value)]
  }
}
