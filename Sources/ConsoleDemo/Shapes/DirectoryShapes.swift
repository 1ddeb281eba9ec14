import ConsoleDomain
import ConsoleMongo

/// `contacts`, `people` and `invites`: the persons an organisation keeps (backend-data.md 0.3).
extension DemoCast {
  static let contactCount = 160
  static let personCount = 140
  static let inviteCount = 48

  /// Contact `number`; every ninth is also a user.
  func contactDocument(_ number: Int) -> MongoDocument {
    var random = SeededGenerator(seed: seed, .record, 1_000_000 + number)
    let (first, last) = name(number, &random)
    let created = now.advanced(by: .days(-random.number(in: 2...380)))
    let id = random.objectID(createdAt: created)
    let flags = flags(number, &random)
    // Documents from before the flags were introduced lack them: missing means null, false, false.
    let isOld = number % 29 == 13
    let isStripped = flags.isStripped && !isOld
    let email = "\(address(first, last))\(number)@contractor.example"
    let invited = number % 9 == 0 ? user(number % userCount).id.hex : nil
    return MongoDocument(
      [
        ("_id", .objectID(id)), ("orgId", .string(sharedOrganization(number).id.hex)),
        ("name", .string(isStripped ? "Redacted Contact \(id.hex)" : "\(first) \(last)")),
        ("firstName", .text(isStripped ? nil : first)),
        ("lastName", .text(isStripped ? nil : last)),
        ("displayName", .text(isStripped ? nil : "\(first) \(last)")),
        ("dateOfBirth", .instant(isStripped ? nil : birthday(&random))),
        ("ironworkerNumber", .text(isStripped ? nil : random.text(7, of: .digits))),
        ("unionLocal", .text(isStripped ? nil : "Local \(random.number(in: 3...90))")),
        ("email", .text(isStripped ? nil : email)),
        ("phone", .text(isStripped ? nil : phone(&random))),
        ("company", .text(isStripped ? nil : random.pick(Vocabulary.organizations))),
        ("skills", .array(isStripped ? [] : ["welding", "rigging"])),
        ("certifications", .array(isStripped ? [] : [certification(&random)])),
        ("notes", .text(isStripped ? nil : "Prefers to be called after four.")),
        ("invitedUserId", .text(invited)),
      ],
      isOld ? [] : flags.elements,
      timestamps(created: created, updated: created)
    )
  }

  /// Person `number` of the directory, with several addresses; every seventh is also a user.
  func personDocument(_ number: Int) -> MongoDocument {
    var random = SeededGenerator(seed: seed, .record, 2_000_000 + number)
    let (first, last) = name(number, &random)
    let created = now.advanced(by: .days(-random.number(in: 2...380)))
    let id = random.objectID(createdAt: created)
    let flags = flags(number + 3, &random)
    let isStripped = flags.isStripped
    let email = "\(address(first, last))\(number)@contractor.example"
    let number2 = phone(&random)
    let linked = number % 7 == 0 ? user(number % userCount).id.hex : nil
    let emails: [MongoValue] = [
      [
        "value": .string(email.uppercased()), "normalized": .string(email), "label": "work",
        "isPrimary": true,
      ]
    ]
    let phones: [MongoValue] = [
      ["value": .string(number2), "e164": .string(number2), "label": "mobile", "isPrimary": true]
    ]
    return MongoDocument(
      [
        ("_id", .objectID(id)), ("orgId", .string(sharedOrganization(number).id.hex)),
        ("personType", "external_person"), ("userId", .text(linked)),
        (
          "displayName",
          .string(isStripped ? "redacted-person-\(id.hex)" : "\(first) \(last)")
        ),
        ("firstName", .text(isStripped ? nil : first)),
        ("lastName", .text(isStripped ? nil : last)),
        ("dateOfBirth", .instant(isStripped ? nil : birthday(&random))),
        ("ironworkerNumber", .text(isStripped ? nil : random.text(7, of: .digits))),
        ("unionLocal", .text(isStripped ? nil : "Local \(random.number(in: 3...90))")),
        ("emails", .array(isStripped ? [] : emails)), ("phones", .array(isStripped ? [] : phones)),
        ("primaryEmail", .text(isStripped ? nil : email)),
        ("primaryPhoneE164", .text(isStripped ? nil : number2)),
        ("title", "Journeyman"), ("skillFreeText", .array(isStripped ? [] : ["night shifts"])),
        ("certifications", .array(isStripped ? [] : [certification(&random)])),
        ("notes", .text(isStripped ? nil : "Met at the spring fair.")),
      ],
      flags.elements,
      timestamps(created: created, updated: created)
    )
  }

  /// Invite `number`, to expire later: the backend's index deletes an invite at its expiry, held or not.
  func inviteDocument(_ number: Int) -> MongoDocument {
    var random = SeededGenerator(seed: seed, .record, 3_000_000 + number)
    let (first, last) = name(number, &random)
    let created = now.advanced(by: .minutes(-random.number(in: 60...8000)))
    let home = sharedOrganization(number)
    let isAccepted = number % 4 == 0
    let email = "\(address(first, last))\(number)@invited.example"
    let flags = ComplianceFlags(isHeld: number % 16 == 5)
    return MongoDocument(
      [
        ("_id", .objectID(random.objectID(createdAt: created))),
        ("orgId", .string(home.id.hex)), ("email", .string(email)),
        ("role", .string(random.pick(Vocabulary.roles))),
        ("tokenHash", .string(random.text(64, of: .hex))),
        ("tokenExpires", .instant(now.advanced(by: .minutes(random.number(in: 600...9000))))),
        ("status", .string(isAccepted ? "accepted" : "pending")),
        ("createdByUserId", .string(user(number % Self.organizationCount).id.hex)),
        (
          "invitedUserId",
          .text(isAccepted ? user(number % userCount).id.hex : nil)
        ),
        ("acceptedAt", .instant(isAccepted ? created.advanced(by: .minutes(30)) : nil)),
      ],
      flags.elements,
      timestamps(created: created, updated: created)
    )
  }
}

extension DemoCast {
  /// Tenant data of dedicated organisations lies in databases of their own (`TenantFilling`).
  func sharedOrganization(_ number: Int) -> DemoOrganization {
    let first = organization(number % Self.organizationCount)
    return first.isDedicated ? organization(0) : first
  }

  fileprivate func name(
    _ number: Int,
    _ random: inout SeededGenerator
  ) -> (first: String, last: String) {
    (
      Vocabulary.firstNames[number % Vocabulary.firstNames.count],
      random.pick(Vocabulary.lastNames)
    )
  }

  fileprivate func address(_ first: String, _ last: String) -> String {
    Vocabulary.addressForm(of: first, fallback: "misaki") + "."
      + Vocabulary.addressForm(of: last, fallback: "family")
  }

  fileprivate func phone(_ random: inout SeededGenerator) -> String {
    "+1555010\(random.text(4, of: .digits))"
  }

  fileprivate func birthday(_ random: inout SeededGenerator) -> Instant {
    now.advanced(by: .days(-random.number(in: 7000...21_000)))
  }

  fileprivate func certification(_ random: inout SeededGenerator) -> MongoValue {
    [
      "name": "CWB welding", "number": .string(random.text(8, of: .digits)),
      "expiresAt": .instant(now.advanced(by: .days(random.number(in: 20...700)))),
    ]
  }

  fileprivate func flags(_ number: Int, _ random: inout SeededGenerator) -> ComplianceFlags {
    let archived = random.number(in: 1...90)
    return ComplianceFlags(
      archivedAt: number % 14 == 6 ? now.advanced(by: .days(-archived)) : nil,
      isStripped: number % 23 == 9,
      isHeld: number % 21 == 4
    )
  }
}
