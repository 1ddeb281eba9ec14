import ConsoleDomain
import ConsoleMongo

/// `eventlogs`: no version key and never an `updatedAt` (backend-data.md 0.2).
extension DemoCast {
  static let eventCount = 4000
  /// Events past the ten years after which the backend believes they are deleted.
  private static let ancientCount = 25

  /// Event `number`, the oldest first; `_id` and `createdAt` grow together.
  func eventDocument(_ number: Int) -> MongoDocument {
    var random = SeededGenerator(seed: seed, .event, number)
    let kind = eventKind(number, &random)
    let at = eventTime(number)
    let subject = kind.subject.map { eventSubject($0, &random) }
    let actor = user(random.below(min(userCount, 200)))
    let isFailedLogin = kind.type == "auth.login" && random.chance(9)
    let isStripped = subject?.flags.isStripped ?? false

    var elements: [(String, MongoValue)] = [
      ("_id", .objectID(random.objectID(createdAt: at))), ("eventType", .string(kind.type)),
      ("action", .string(kind.action)),
    ]
    if let subject {
      elements += [
        ("entity", .string(subject.label)), ("entityType", .string(subject.label)),
        ("entityId", .string(subject.id)),
      ]
    }
    elements += eventActor(kind, actor, isFailedLogin: isFailedLogin, &random)
    // A strip removes payload and metadata of the events about its subject for good.
    if !isStripped {
      elements += eventDetails(kind, actor, isFailedLogin: isFailedLogin, &random)
    }
    elements +=
      ComplianceFlags(
        isStripped: isStripped,
        isHeld: subject?.flags.isHeld ?? false
      ).elements
    elements.append(("createdAt", .instant(at)))
    return MongoDocument(elements)
  }

  /// By weight, but with each kind once in the middle.
  private func eventKind(_ number: Int, _ random: inout SeededGenerator) -> EventKind {
    let position = number - Self.eventCount / 2
    if EventKind.all.indices.contains(position) { return EventKind.all[position] }
    var left = random.below(Self.totalWeight)
    for kind in EventKind.all {
      left -= kind.weight
      if left < 0 { return kind }
    }
    return EventKind.all[0]
  }

  private static let totalWeight = EventKind.all.reduce(0) { $0 + $1.weight }

  /// Thicker towards now: half of the events are of the last quarter of 400 days.
  private func eventTime(_ number: Int) -> Instant {
    if number < Self.ancientCount {
      return now.advanced(by: .days(-4000 + number * 10) - .milliseconds(number * 7919))
    }
    let fromEnd = Int64(Self.eventCount - number)
    let all = Int64(Self.eventCount)
    let span: Int64 = 400 * 86_400_000
    return now.advanced(by: .milliseconds(-(span / all * fromEnd / all * fromEnd)))
  }

  private func eventSubject(
    _ subject: EventSubject,
    _ random: inout SeededGenerator
  ) -> (label: String, id: String, flags: ComplianceFlags) {
    let label = subject.label
    switch subject {
    case .user:
      let user = user(random.below(min(userCount, 200)))
      return (
        label, user.id.hex, ComplianceFlags(isStripped: user.isStripped, isHeld: user.isHeld)
      )
    case .organization:
      let home = organization(random.below(Self.organizationCount))
      return (
        label, home.id.hex, ComplianceFlags(isStripped: home.isStripped, isHeld: home.isHeld)
      )
    case .contact: return facts(label, contactDocument(random.below(Self.contactCount)))
    case .person: return facts(label, personDocument(random.below(Self.personCount)))
    case .invite: return facts(label, inviteDocument(random.below(Self.inviteCount)))
    case .acceptance:
      let accepted = acceptanceDocuments(random.below(Self.acceptingUsers))
      return facts(label, random.pick(accepted))
    case .record(let kind):
      return facts(label, document(kind, random.below(kind.count)))
    }
  }

  private func facts(
    _ label: String,
    _ document: MongoDocument
  ) -> (label: String, id: String, flags: ComplianceFlags) {
    let flags = ComplianceFlags(
      isStripped: document["piiStripped"]?.bool ?? false,
      isHeld: document["legalHold"]?.bool ?? false
    )
    return (label, document["_id"]?.idText ?? "", flags)
  }

  /// `session.*`, `legal.seeded` and failed logins of unknown addresses carry no organisation;
  /// `marketing.*` carries an e-mail address as its actor.
  private func eventActor(
    _ kind: EventKind,
    _ user: DemoUser,
    isFailedLogin: Bool,
    _ random: inout SeededGenerator
  ) -> [(String, MongoValue)] {
    if isFailedLogin || kind.type == "legal.seeded" || kind.family == "ops" { return [] }
    if kind.family == "marketing" {
      return [("actor", .string(visitorEmail(random.below(30), &random)))]
    }
    let id = MongoValue.string(user.id.hex)
    let who: [(String, MongoValue)] = [("userId", id), ("actor", id)]
    guard kind.family != "session", let home = user.organization else { return who }
    return who + [("orgId", .string(home.id.hex))]
  }
}

extension EventKind {
  /// The part before the dot.
  var family: String { String(type.prefix { $0 != "." }) }
  /// The part after the last dot, as the backend derives it.
  var action: String { String(type.split(separator: ".").last ?? "") }
}
