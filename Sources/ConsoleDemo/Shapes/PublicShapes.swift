import ConsoleDomain
import ConsoleMongo

/// `waitlists`: people who are not users yet.
enum WaitlistShape {
  static let count = 64
}

/// `waitlists`, `legaldocs`, `legalacceptances` and `tenantmigrations` (backend-data.md 0.2).
extension DemoCast {
  /// Waitlist entry `number`; the first eight have verification codes in Redis under the same address.
  func waitlistDocument(_ number: Int) -> MongoDocument {
    var random = SeededGenerator(seed: seed, .limiter, 100_000 + number)
    let email = visitorEmail(number, &random)
    let unique =
      number < Vocabulary.firstNames.count ? email : "w\(number)." + email
    let created = now.advanced(by: .minutes(-random.number(in: 20...90_000)))
    return MongoDocument(
      [
        ("_id", .objectID(random.objectID(createdAt: created))), ("email", .string(unique)),
        ("name", .string("Visitor \(number)")),
        ("phone", .string("+1555019\(random.text(4, of: .digits))")),
        ("status", .string(number % 7 == 0 ? "invited" : "pending")),
        ("verifyStatus", .string(number % 3 == 0 ? "verified" : "unverified")),
        ("verifyCode", .text(number < 8 ? random.text(6, of: .digits) : nil)),
        ("phoneVerifyCode", .null),
        ("inviteTokenHash", .text(number % 7 == 0 ? random.text(64, of: .hex) : nil)),
        ("metadata", ["source": "landing", "campaign": "autumn"]),
      ],
      ComplianceFlags(isHeld: number == 9).elements,
      timestamps(created: created, updated: created)
    )
  }

  /// All legal documents: two versions of each type, the newest in force.
  var legalDocuments: [MongoDocument] {
    Self.legalVersions.enumerated().map { index, document in
      let effective = now.advanced(by: .days(-document.age))
      return MongoDocument(
        [
          (
            "_id",
            .objectID(
              id(of: .record, 5_000_000 + index, createdAt: effective)
            )
          ),
          ("type", .string(document.type)), ("version", .string(document.version)),
          ("content", .string("Made-up text of \(document.type) \(document.version).")),
          ("effectiveAt", .instant(effective)),
          ("archivedAt", .instant(document.isOld ? now.advanced(by: .days(-60)) : nil)),
        ],
        timestamps(created: effective, updated: effective)
      )
    }
  }

  /// How many users have accepted anything.
  static let acceptingUsers = 120

  /// What user `number` accepted: about four of five the newest terms, all the older ones.
  func acceptanceDocuments(_ number: Int) -> [MongoDocument] {
    var random = SeededGenerator(seed: seed, .record, 6_000_000 + number)
    let isCurrent = number == 0 || random.chance(80)
    let user = user(number)
    let organization = user.organization.map { [("orgId", MongoValue.string($0.id.hex))] } ?? []
    return Self.legalVersions.filter { $0.isOld || isCurrent }.map { document in
      let accepted = now.advanced(by: .days(-min(document.age, 50) / 2))
      return MongoDocument(
        [
          ("_id", .objectID(random.objectID(createdAt: accepted))),
          ("userId", .string(user.id.hex)),
        ],
        organization,
        [
          ("docType", .string(document.type)), ("version", .string(document.version)),
          ("acceptedAt", .instant(accepted)), ("ipAddress", "::ffff:172.31.2.17"),
          ("userAgent", .string(random.pick(Vocabulary.browsers))),
        ],
        ComplianceFlags(isHeld: user.isHeld).elements,
        [("createdAt", .instant(accepted)), ("__v", .int32(0))]
      )
    }
  }

  /// Tenant migrations in every state, one of them stuck.
  var migrationDocuments: [MongoDocument] {
    Self.migrationStates.enumerated().map { index, state in
      let started = now.advanced(by: .days(-3 * index))
      let organization = organization(index % Self.organizationCount)
      let isOver = ["completed", "failed", "aborted"].contains(state)
      return MongoDocument(
        [
          ("_id", .objectID(id(of: .record, 7_000_000 + index, createdAt: started))),
          ("orgId", .string(organization.id.hex)), ("direction", "shared_to_dedicated"),
          ("status", .string(state)), ("dryRun", .bool(index == 0)), ("resumeRequested", false),
          ("allowLegalHoldOverride", .bool(state == "failed")),
          ("actorUserId", .string(user(index).id.hex)), ("actorRole", "platform_admin"),
          ("targetUri", "mongodb://tenant:not-a-real-secret@tenants.example:27017"),
          ("targetDbName", .string("tenant_\(index)")), ("chunkSize", .int32(500)),
          (
            "progress",
            [
              "contacts": ["total": 160, "copied": .int32(isOver ? 160 : 74), "lastId": .null],
              "people": ["total": 140, "copied": .int32(isOver ? 140 : 0), "lastId": .null],
            ]
          ),
          ("error", .text(state == "failed" ? "target refused the connection" : nil)),
          ("startedAt", .instant(state == "pending" ? nil : started)),
          ("completedAt", .instant(isOver ? started.advanced(by: .minutes(48)) : nil)),
          ("lastProgressAt", .instant(started.advanced(by: .minutes(20)))), ("metadata", [:]),
        ],
        timestamps(created: started, updated: started)
      )
    }
  }

  private static let migrationStates = [
    "pending", "in_progress", "ready_for_cutover", "completed", "failed", "aborted",
  ]

  private struct LegalVersion {
    var type: String
    var version: String
    /// Days since it took effect.
    var age: Int
    var isOld: Bool
  }

  private static let legalVersions = [
    LegalVersion(type: "terms", version: "1.0", age: 400, isOld: true),
    LegalVersion(type: "terms", version: "2.0", age: 30, isOld: false),
    LegalVersion(type: "privacy_policy", version: "1.0", age: 400, isOld: true),
    LegalVersion(type: "privacy_policy", version: "1.1", age: 45, isOld: false),
  ]

  private func id(
    of purpose: SeededGenerator.Purpose,
    _ index: Int,
    createdAt: Instant
  ) -> MongoObjectID {
    var random = SeededGenerator(seed: seed, purpose, index)
    return random.objectID(createdAt: createdAt)
  }
}
