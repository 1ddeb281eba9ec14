import ConsoleDomain
import ConsoleMongo

/// An invented organisation; everything about it follows from the seed and its number.
struct DemoOrganization: Sendable {
  var id: MongoObjectID
  var name: String
  var domain: String
  var createdAt: Instant
  var archivedAt: Instant?
  var isHeld: Bool
  var isStripped: Bool
  /// Keeps its tenant data in a database of its own, whose address is a secret.
  var isDedicated: Bool
}

extension DemoCast {
  static let organizationCount = Vocabulary.organizations.count
  static let dedicatedNumbers = [2, 8]

  /// The database that an organisation has to itself.
  static func tenantDatabase(_ number: Int) -> String { "tenant_\(number)" }

  /// Organisation `number`, from 0 up.
  func organization(_ number: Int) -> DemoOrganization {
    var random = SeededGenerator(seed: seed, .organization, number)
    let name = Vocabulary.organizations[number]
    let first = name.split(separator: " ").first.map(String.init) ?? name
    let createdAt = now.advanced(by: .days(-random.number(in: 400...1500)))
    let drawnID = random.objectID(createdAt: createdAt)
    return DemoOrganization(
      id: number == 0 ? Self.firstOrganizationID : drawnID,
      name: name,
      domain: "\(Vocabulary.addressForm(of: first, fallback: "site")).example",
      createdAt: createdAt,
      archivedAt: number == 5 ? now.advanced(by: .days(-20)) : nil,
      isHeld: number == 3,
      isStripped: number == 7,
      isDedicated: Self.dedicatedNumbers.contains(number)
    )
  }
}
