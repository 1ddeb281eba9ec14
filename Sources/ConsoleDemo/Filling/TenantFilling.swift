import ConsoleMongo

/// Writes what an organisation with a database of its own keeps there (backend-data.md 0.2): documents in
/// the same shapes as everybody's, under ids of their own.
struct TenantFilling: Sendable {
  let cast: DemoCast
  /// The organisation's number.
  let number: Int
  let mongo: MongoClient

  private static let contacts = 8
  private static let people = 6
  private static let records: [DemoRecord: Int] = [
    .company: 3, .office: 2, .taxonomy: 1, .costCode: 5, .notification: 4,
  ]

  func fill() async throws(DemoFailure) {
    // Beyond all numbers of the shared database, so that nobody is in both.
    let first = 10_000 * number
    var parts: [(collection: String, documents: [MongoDocument])] = [
      ("contacts", (0..<Self.contacts).map { contact($0, first) }),
      ("people", (0..<Self.people).map { cast.personDocument(first + $0) }),
    ]
    for kind in DemoRecord.allCases {
      guard let count = Self.records[kind] else { continue }
      parts.append((kind.collection, (0..<count).map { cast.document(kind, first + $0) }))
    }
    for part in parts {
      try await createIndexes(of: part.collection)
      let documents = part.documents.map(own)
      let namespace = MongoNamespace(database, part.collection)
      _ = try await mongoStep("filling \(namespace.database)") { () throws(MongoFailure) in
        try await mongo.insertMany(documents, into: namespace, deadline: PrivateServers.patience)
      }
    }
  }

  private var database: String { DemoCast.tenantDatabase(number) }

  /// The first one is the organisation's owner, who is a user of the shared database.
  private func contact(_ index: Int, _ first: Int) -> MongoDocument {
    let contact = cast.contactDocument(first + index)
    guard index == 0 else { return contact }
    let owner = cast.user(number)
    return contact.replacing([
      "invitedUserId": .string(owner.id.hex), "email": .string(owner.email),
    ])
  }

  private func own(_ document: MongoDocument) -> MongoDocument {
    document.replacing(["orgId": .string(cast.organization(number).id.hex)])
  }

  private func createIndexes(of collection: String) async throws(DemoFailure) {
    let indexes = BackendIndexes.all.filter { $0.collection == collection }
    guard !indexes.isEmpty else { return }
    _ = try await mongoStep("creating the indexes of \(database)") { () throws(MongoFailure) in
      try await mongo.command(
        [
          "createIndexes": .string(collection),
          "indexes": .array(indexes.map { .document($0.specification) }),
        ],
        on: database,
        deadline: PrivateServers.patience
      )
    }
  }
}

extension MongoDocument {
  /// The document with other values of some of its members.
  fileprivate func replacing(_ values: [String: MongoValue]) -> MongoDocument {
    MongoDocument(elements.map { ($0.key, values[$0.key] ?? $0.value) })
  }
}
