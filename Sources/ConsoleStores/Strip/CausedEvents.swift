import ConsoleDomain
import ConsoleMongo

/// Finds the events that a subject caused and that are about something else.
struct CausedEvents: Sendable {
  /// Most events that one strip rewrites.
  static let limit = 5_000

  let client: MongoClient
  let database: String
  let profile: Profile

  var namespace: MongoNamespace { MongoNamespace(database, profile.collections.events) }

  /// The events, and why there may be others; `subjects` are the ids whose own events are not meant.
  func find(
    _ values: SubjectValues,
    except subjects: Set<String>
  ) async throws(StoreProblem) -> BoundedQuery.Answer {
    let actors = values.userIDs.union(values.emails).union(values.emails.map { $0.lowercased() })
    guard !actors.isEmpty else { return BoundedQuery.Answer() }
    let query = try await BoundedQuery(client: client, namespace: namespace)
    return try await query.find(
      [
        "actor": ["$in": .array(actors.sorted().map(MongoValue.string))],
        "entityId": ["$nin": .array(subjects.sorted().map(MongoValue.string))],
      ],
      by: "actor",
      projection: [:],
      limit: Self.limit
    )
  }

  /// What events are about, as far as the profile knows their label.
  func entities(of events: [MongoDocument]) -> Set<EntityKey> {
    var keys: Set<EntityKey> = []
    for event in events {
      guard let id = event["entityId"]?.string,
        let label = (event["entity"] ?? event["entityType"])?.string,
        let entity = profile.entity(labelled: label)
      else { continue }
      keys.formUnion(DocumentID.candidates(id).map { EntityKey(type: entity.type, id: $0) })
    }
    return keys
  }
}
