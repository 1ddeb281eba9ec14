import ConsoleDomain
import ConsoleMongo

/// The smaller collections of the backend, a kind a collection (backend-data.md 0.2 and 0.3).
enum DemoRecord: String, CaseIterable, Sendable {
  case project
  case estimate
  case company
  case companyLocation
  case office
  case graphEdge
  case taxonomy
  case inquiry
  case seat
  case costCode
  case notification

  var collection: String {
    switch self {
    case .project: "projects"
    case .estimate: "estimates"
    case .company: "companies"
    case .companyLocation: "companylocations"
    case .office: "offices"
    case .graphEdge: "graphedges"
    case .taxonomy: "orgtaxonomies"
    case .inquiry: "contactinquiries"
    case .seat: "seats"
    case .costCode: "costcodes"
    case .notification: "notifications"
    }
  }

  /// What the backend's events call it.
  var label: String {
    switch self {
    case .project: "Project"
    case .estimate: "Estimate"
    case .company: "Company"
    case .companyLocation: "CompanyLocation"
    case .office: "Office"
    case .graphEdge: "GraphEdge"
    case .taxonomy: "OrgTaxonomy"
    case .inquiry: "ContactInquiry"
    case .seat: "seat"
    case .costCode: "cost_code"
    case .notification: "notification"
    }
  }

  var count: Int {
    switch self {
    case .project: 60
    case .estimate: 90
    case .company: 48
    case .companyLocation: 64
    case .office: 24
    case .graphEdge: 80
    case .taxonomy: 20
    case .inquiry: 40
    case .seat: 120
    case .costCode: 70
    case .notification: 150
    }
  }
}

extension DemoCast {
  /// Document `number` of a kind.
  func document(_ kind: DemoRecord, _ number: Int) -> MongoDocument {
    let record = record(kind, number)
    switch kind {
    case .project: return project(record)
    case .estimate: return estimate(record)
    case .company: return company(record)
    case .companyLocation: return companyLocation(record)
    case .office: return office(record)
    case .graphEdge: return graphEdge(record)
    case .taxonomy: return taxonomy(record)
    case .inquiry: return inquiry(record)
    case .seat: return seat(record)
    case .costCode: return costCode(record)
    case .notification: return notification(record)
    }
  }

  /// What every document of these kinds begins and ends with.
  struct Record {
    var number: Int
    var id: MongoObjectID
    var organization: DemoOrganization
    var createdAt: Instant
    var flags: ComplianceFlags
    var random: SeededGenerator

    /// `_id` and `orgId`.
    var head: [(String, MongoValue)] {
      [("_id", .objectID(id)), ("orgId", .string(organization.id.hex))]
    }

    /// The three flags and the times.
    var tail: [(String, MongoValue)] { flags.elements + times }

    var times: [(String, MongoValue)] { timestamps(created: createdAt, updated: createdAt) }
  }

  func record(_ kind: DemoRecord, _ number: Int) -> Record {
    let position = DemoRecord.allCases.firstIndex(of: kind) ?? 0
    var random = SeededGenerator(
      seed: seed,
      .record,
      8_000_000 + position * 100_000 + number
    )
    let created = now.advanced(by: .days(-random.number(in: 1...360)))
    return Record(
      number: number,
      id: random.objectID(createdAt: created),
      organization: sharedOrganization(number),
      createdAt: created,
      flags: ComplianceFlags(
        archivedAt: number % 13 == 5 ? now.advanced(by: .days(-3)) : nil,
        isHeld: number % 17 == 3
      ),
      random: random
    )
  }
}
