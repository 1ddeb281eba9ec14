import ConsoleMongo

/// The indexes that a real database of this backend has.
///
/// Three are declared in the backend and refused by every server, because their partial filter holds
/// `$ne` (code 67): retention of `eventlogs`, and uniqueness in `people`. So they are absent here too.
enum BackendIndexes {
  struct Index: Sendable {
    var collection: String
    var keys: [(String, Int32)]
    var options: [(String, MongoValue)] = []
  }

  static let all: [Index] =
    events + [
      Index(collection: "users", keys: [("email", 1)], options: unique),
      Index(collection: "users", keys: [("username", 1)], options: unique),
      Index(collection: "users", keys: [("orgId", 1)]),
      Index(collection: "users", keys: [("orgId", 1), ("archivedAt", 1)]),
      Index(collection: "organizations", keys: [("name", 1)], options: unique),
      Index(
        collection: "organizations",
        keys: [("primaryDomain", 1)],
        options: unique + [("sparse", true)]
      ),
      Index(collection: "contacts", keys: [("orgId", 1), ("archivedAt", 1)]),
      Index(collection: "people", keys: [("orgId", 1), ("archivedAt", 1)]),
      Index(collection: "invites", keys: [("orgId", 1)]),
      Index(
        collection: "invites",
        keys: [("tokenExpires", 1)],
        options: [("expireAfterSeconds", .int32(0))]
      ),
      Index(collection: "waitlists", keys: [("email", 1)], options: unique),
      Index(collection: "legaldocs", keys: [("type", 1), ("version", 1)], options: unique),
      Index(
        collection: "legalacceptances",
        keys: [("userId", 1), ("docType", 1), ("version", 1)],
        options: unique
      ),
      Index(collection: "projects", keys: [("orgId", 1), ("archivedAt", 1)]),
      Index(collection: "estimates", keys: [("orgId", 1), ("projectId", 1)]),
      Index(collection: "companies", keys: [("orgId", 1), ("archivedAt", 1)]),
      Index(collection: "companylocations", keys: [("orgId", 1), ("companyId", 1)]),
      Index(collection: "offices", keys: [("orgId", 1), ("archivedAt", 1)]),
      Index(collection: "graphedges", keys: [("orgId", 1), ("fromNodeId", 1)]),
      Index(collection: "orgtaxonomies", keys: [("orgId", 1), ("key", 1)]),
      Index(collection: "contactinquiries", keys: [("email", 1)]),
      Index(collection: "seats", keys: [("orgId", 1), ("seatNumber", 1)], options: unique),
      Index(collection: "notifications", keys: [("userId", 1), ("createdAt", -1)]),
      Index(collection: "tenantmigrations", keys: [("orgId", 1), ("status", 1)]),
    ]

  private static let unique: [(String, MongoValue)] = [("unique", true)]

  private static let events =
    ["eventType", "action", "entityType", "entityId", "actor", "orgId"].map {
      Index(collection: "eventlogs", keys: [($0, 1)])
    }
    + [[], ["entityId"], ["action"], ["eventType"]].map { between in
      Index(
        collection: "eventlogs",
        keys: [("orgId", 1)] + between.map { ($0, 1) } + [("createdAt", -1)]
      )
    }
}

extension BackendIndexes.Index {
  /// As the driver names it: `orgId_1_createdAt_-1`.
  var name: String { keys.map { "\($0.0)_\($0.1)" }.joined(separator: "_") }

  /// One entry of the command `createIndexes`.
  var specification: MongoDocument {
    MongoDocument(
      [
        ("key", .document(MongoDocument(keys.map { ($0.0, .int32($0.1)) }))),
        ("name", .string(name)),
      ],
      options
    )
  }
}
