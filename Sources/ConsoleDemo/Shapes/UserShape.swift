import ConsoleDomain
import ConsoleMongo

/// `users` and `organizations` (backend-data.md 0.2).
extension DemoCast {
  /// The document of user `number`.
  func userDocument(_ number: Int) -> MongoDocument {
    let user = user(number)
    var random = SeededGenerator(seed: seed, .record, number)
    let isVerified = number < 24 || random.chance(90)
    let pending = isVerified ? nil : random.text(64, of: .hex)
    let salt = random.text(22, of: .base64)
    let hash = random.text(43, of: .base64)
    let organization = user.organization.map { [("orgId", MongoValue.string($0.id.hex))] } ?? []
    return MongoDocument(
      [
        ("_id", .objectID(user.id)), ("firstName", .string(user.firstName)),
        ("lastName", .string(user.lastName)), ("username", .string(user.username)),
        ("email", .string(user.email)),
        ("passwordHash", .string("$argon2id$v=19$m=65536,t=3,p=4$\(salt)$\(hash)")),
        ("role", .string(user.role)), ("roles", .array([.string(user.role)])),
      ],
      organization,
      [
        ("isEmailVerified", .bool(isVerified)), ("isOrgOwner", .bool(user.isOwner)),
        ("verificationTokenHash", .text(pending)),
        (
          "verificationTokenExpires",
          .instant(pending == nil ? nil : now.advanced(by: .days(1)))
        ),
        ("resetTokenHash", .null), ("resetTokenExpires", .null),
        ("lastLogin", .instant(user.lastLogin)),
      ],
      ComplianceFlags(
        archivedAt: user.archivedAt,
        isStripped: user.isStripped,
        isHeld: user.isHeld
      ).elements,
      timestamps(created: user.createdAt, updated: user.lastLogin ?? user.createdAt)
    )
  }

  /// The document of organisation `number`.
  func organizationDocument(_ number: Int) -> MongoDocument {
    let organization = organization(number)
    let owner = user(number).id.hex
    let store = organization.isDedicated ? "dedicated" : "shared"
    let migrated = organization.isDedicated ? now.advanced(by: .days(-40)) : nil
    let uri = tenantURIs[number]
    let history: [MongoValue] =
      migrated.map { date in
        [
          [
            "fromType": "shared", "toType": "dedicated", "fromUri": .null, "toUri": .text(uri),
            "actorId": .string(owner), "switchedAt": .instant(date),
          ]
        ]
      } ?? []
    return MongoDocument(
      [
        ("_id", .objectID(organization.id)), ("name", .string(organization.name)),
        ("metadata", ["region": "eu-west-1", "plan": number % 3 == 0 ? "enterprise" : "team"]),
        ("ownerUserId", .string(owner)), ("createdByUserId", .string(owner)),
        ("primaryDomain", .string(organization.domain)),
        ("useDedicatedDb", .bool(organization.isDedicated)),
        ("datastoreType", .string(store)), ("dataResidency", .string(store)),
        ("databaseUri", .text(uri)),
        (
          "databaseName",
          .text(organization.isDedicated ? Self.tenantDatabase(number) : nil)
        ),
        ("lastMigratedAt", .instant(migrated)), ("datastoreHistory", .array(history)),
      ],
      ComplianceFlags(
        archivedAt: organization.archivedAt,
        isStripped: organization.isStripped,
        isHeld: organization.isHeld
      ).elements,
      timestamps(created: organization.createdAt, updated: now.advanced(by: .days(-2)))
    )
  }
}
