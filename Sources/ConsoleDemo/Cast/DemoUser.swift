import ConsoleDomain
import ConsoleMongo

/// An invented user of the backend; everything about it follows from the seed and its number.
struct DemoUser: Sendable {
  var id: MongoObjectID
  var firstName: String
  var lastName: String
  var email: String
  var username: String
  var role: String
  /// nil for platform staff.
  var organization: DemoOrganization?
  var isOwner: Bool
  var createdAt: Instant
  var lastLogin: Instant?
  var archivedAt: Instant?
  var isHeld: Bool
  var isStripped: Bool
}

extension DemoCast {
  /// User `number`, from 0 up; number 0 is Ana, the owner of the first organisation.
  func user(_ number: Int) -> DemoUser {
    var random = SeededGenerator(seed: seed, .user, number)
    let first = Vocabulary.firstNames[number % Vocabulary.firstNames.count]
    let last = number == 0 ? Vocabulary.lastNames[0] : random.pick(Vocabulary.lastNames)
    let isOwner = number < Self.organizationCount
    let role = isOwner ? "org_owner" : random.pick(Vocabulary.roles)
    let home = organization(isOwner ? number : random.below(Self.organizationCount))
    let createdAt = now.advanced(by: .days(-random.number(in: 3...390)))
    let drawnID = random.objectID(createdAt: createdAt)
    let id = number == 0 ? Self.firstUserID : drawnID
    let isStripped = number % 19 == 11
    let name = Vocabulary.addressForm(of: first, fallback: "misaki")
    let family = Vocabulary.addressForm(of: last, fallback: "family")
    let unique = number < Vocabulary.firstNames.count ? "" : "\(number)"
    return DemoUser(
      id: id,
      firstName: first,
      lastName: last,
      email: isStripped
        ? "redacted+\(id.hex)@example.com"
        : number == 0 ? "ana@example.com" : "\(name).\(family)\(unique)@\(home.domain)",
      username: isStripped ? "redacted-user-\(id.hex)" : "\(name)\(family)\(number)",
      role: role,
      organization: role == "platform_admin" ? nil : home,
      isOwner: isOwner,
      createdAt: createdAt,
      lastLogin: isStripped ? nil : now.advanced(by: .minutes(-random.number(in: 5...20_000))),
      archivedAt: number % 13 == 7 ? now.advanced(by: .days(-random.number(in: 1...30))) : nil,
      isHeld: number % 17 == 5 && !isStripped,
      isStripped: isStripped
    )
  }
}
