import ConsoleMongo

/// Writes the backend's collections, their indexes and the masked views.
struct MongoFilling: Sendable {
  let cast: DemoCast
  let mongo: MongoClient
  let database: String
  let progress: @Sendable (DemoProgress) -> Void

  private static let batch = 500

  /// Indexes come first: a made-up duplicate must fail here, not surprise a screen.
  func fill() async throws(DemoFailure) {
    try await createIndexes()
    let many: [(collection: String, count: Int, make: @Sendable (Int) -> MongoDocument)] = [
      ("organizations", DemoCast.organizationCount, cast.organizationDocument),
      ("users", cast.userCount, cast.userDocument),
      ("contacts", DemoCast.contactCount, cast.contactDocument),
      ("people", DemoCast.personCount, cast.personDocument),
      ("invites", DemoCast.inviteCount, cast.inviteDocument),
      ("waitlists", WaitlistShape.count, cast.waitlistDocument),
      ("eventlogs", DemoCast.eventCount, cast.eventDocument),
    ]
    for part in many {
      progress(.collection(part.collection))
      try await insert(part.count, into: part.collection) { [part.make($0)] }
    }
    for kind in DemoRecord.allCases {
      progress(.collection(kind.collection))
      try await insert(kind.count, into: kind.collection) { [cast.document(kind, $0)] }
    }
    try await insert(1, into: "legaldocs") { _ in cast.legalDocuments }
    try await insert(DemoCast.acceptingUsers, into: "legalacceptances", cast.acceptanceDocuments)
    try await insert(1, into: "tenantmigrations") { _ in cast.migrationDocuments }
    try await createMaskedViews()
  }

  private func insert(
    _ count: Int,
    into collection: String,
    _ make: (Int) -> [MongoDocument]
  ) async throws(DemoFailure) {
    let namespace = MongoNamespace(database, collection)
    for start in stride(from: 0, to: count, by: Self.batch) {
      let documents = (start..<min(start + Self.batch, count)).flatMap(make)
      _ = try await mongoStep("filling \(collection)") { () throws(MongoFailure) in
        try await mongo.insertMany(documents, into: namespace, deadline: PrivateServers.patience)
      }
    }
  }

  private func createIndexes() async throws(DemoFailure) {
    let byCollection = Dictionary(grouping: BackendIndexes.all, by: \.collection)
    for (collection, indexes) in byCollection.sorted(by: { $0.key < $1.key }) {
      try await command(
        [
          "createIndexes": .string(collection),
          "indexes": .array(indexes.map { .document($0.specification) }),
        ],
        step: "creating the indexes of \(collection)"
      )
    }
  }

  /// What on-call may read: enough to find somebody, nothing else about them.
  private func createMaskedViews() async throws(DemoFailure) {
    for entity in DemoRole.entities {
      var fields: [(String, MongoValue)] = [
        "email", "orgId", "legalHold", "legalHoldIds", "piiStripped", "archivedAt", "createdAt",
        "userId", "invitedUserId", "primaryEmail", "mainEmail", "docType",
      ].map { ($0, 1) }
      if entity == "organizations" { fields += [("name", 1), ("primaryDomain", 1)] }
      if DemoRole.businessNames.contains(entity) { fields.append(("name", 1)) }
      let view = MongoDocument([("$project", .document(MongoDocument(fields)))])
      try await command(
        [
          "create": .string("\(entity)_masked"), "viewOn": .string(entity),
          "pipeline": [.document(view)],
        ],
        step: "creating the masked view of \(entity)"
      )
    }
  }

  private func command(_ command: MongoDocument, step: String) async throws(DemoFailure) {
    _ = try await mongoStep(step) { () throws(MongoFailure) in
      try await mongo.command(command, on: database, deadline: PrivateServers.patience)
    }
  }
}
