import ConsoleDomain
import ConsoleMongo

/// What an organisation keeps of others: `companies` and their locations, `offices`, `graphedges` and
/// `orgtaxonomies` (backend-data.md 0.3), and `contactinquiries` from the public form.
extension DemoCast {
  func company(_ record: Record) -> MongoDocument {
    let name = companyName(record.number)
    let domain = Vocabulary.addressForm(of: name, fallback: "company") + ".example"
    var random = record.random
    return MongoDocument(
      record.head,
      [
        ("name", .string(name)), ("normalizedName", .string(name.lowercased())),
        ("externalId", .string("C-\(100 + record.number)")),
        ("website", .string("https://\(domain)")), ("mainEmail", .string("office@\(domain)")),
        ("mainPhone", .string("+1555013\(random.text(4, of: .digits))")),
        ("notes", "Pays within thirty days."),
      ],
      record.tail
    )
  }

  func companyLocation(_ record: Record) -> MongoDocument {
    let company = self.record(.company, record.number % DemoRecord.company.count)
    let name = "\(companyName(company.number)) yard \(record.number + 1)"
    var random = record.random
    return MongoDocument(
      record.head,
      [
        ("companyId", .string(company.id.hex)), ("name", .string(name)),
        ("normalizedName", .string(name.lowercased())),
        ("email", .string("yard\(record.number)@location.example")),
        ("phone", .string("+1555014\(random.text(4, of: .digits))")),
        ("addressLine1", .string("\(random.number(in: 1...900)) Quay Street")),
        ("addressLine2", .null), ("city", "Harbourtown"), ("region", "ON"),
        ("postal", .string("K1A \(record.number % 10)B1")), ("country", "CA"),
        ("notes", "Deliveries by the north gate."),
      ],
      record.tail
    )
  }

  func office(_ record: Record) -> MongoDocument {
    let name = "Office \(record.number + 1)"
    return MongoDocument(
      record.head,
      [
        ("name", .string(name)), ("normalizedName", .string(name.lowercased())),
        ("address", .string("\(record.number + 10) Mill Road, Harbourtown")),
        ("description", "Estimating and detailing."),
      ],
      record.tail
    )
  }

  /// A person who works for a company.
  func graphEdge(_ record: Record) -> MongoDocument {
    let person = personDocument(record.number % Self.personCount)["_id"]?.idText ?? ""
    let company = self.record(.company, record.number % DemoRecord.company.count)
    return MongoDocument(
      record.head,
      [
        ("edgeTypeKey", "works_for"), ("fromNodeType", "person"),
        ("fromNodeId", .string(person)), ("toNodeType", "company"),
        ("toNodeId", .string(company.id.hex)),
        ("metadata", ["since": .int32(2019), "comment": "met on site"]),
      ],
      record.tail
    )
  }

  /// Archived value by value; the document itself has no flags.
  func taxonomy(_ record: Record) -> MongoDocument {
    MongoDocument(
      record.head,
      [
        ("key", .string(record.number % 2 == 0 ? "company_type" : "skill")),
        (
          "values",
          [
            ["key": "fabricator", "label": "Fabricator", "archivedAt": .null],
            [
              "key": "erector", "label": "Erector",
              "archivedAt": .instant(record.createdAt),
            ],
          ]
        ),
      ],
      record.times
    )
  }

  /// Whoever wrote through the public form; the first is Ana, the next are visitors of the waitlist.
  func inquiry(_ record: Record) -> MongoDocument {
    var random = record.random
    let email = record.number == 0 ? user(0).email : visitorEmail(record.number, &random)
    return MongoDocument(
      [
        ("_id", .objectID(record.id)),
        ("name", .string(record.number == 0 ? user(0).firstName : "Visitor \(record.number)")),
        ("email", .string(email)),
        ("phone", .string("+1555016\(random.text(4, of: .digits))")),
        ("company", .string(companyName(record.number))),
        ("message", .string("Please call me back about a quote, at \(email) if I am out.")),
        ("status", .string(record.number % 3 == 0 ? "answered" : "new")),
        ("ipAddress", .string("::ffff:172.31.6.\(record.number % 250 + 1)")),
        ("userAgent", .string(random.pick(Vocabulary.browsers))),
      ],
      record.tail
    )
  }

  private func companyName(_ number: Int) -> String {
    let last = Vocabulary.lastNames[number % Vocabulary.lastNames.count]
    return number < Vocabulary.lastNames.count ? "\(last) Steel" : "\(last) Erection \(number)"
  }
}
