import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// Counts what the backend's events say of a subject, by label: about it, and merely caused by it.
struct SubjectEvents: Sendable {
  /// Most events that one count looks at.
  private static let examined = 100_000

  let client: MongoClient
  let namespace: MongoNamespace

  func counts(
    _ identifiers: SubjectIdentifiers
  ) async throws(StoreProblem) -> [SubjectRecords.EventCount] {
    let ids = Set(identifiers.userIDs).union(identifiers.entities.map(\.id.text)).sorted()
    let actors = identifiers.userIDs.union(identifiers.emails).sorted()
    let about: MongoDocument = ["entityId": ["$in": .array(ids.map(MongoValue.string))]]
    let caused: MongoDocument = [
      "actor": ["$in": .array(actors.map(MongoValue.string))],
      "entityId": ["$nin": .array(ids.map(MongoValue.string))],
    ]
    let first = ids.isEmpty ? [] : try await counts(where: about, isAbout: true)
    return first + (actors.isEmpty ? [] : try await counts(where: caused, isAbout: false))
  }

  private func counts(
    where filter: MongoDocument,
    isAbout: Bool
  ) async throws(StoreProblem) -> [SubjectRecords.EventCount] {
    let request = AggregateRequest(
      namespace,
      [
        ["$match": .document(filter)], ["$limit": MongoValue(Self.examined)],
        [
          "$group": [
            "_id": ["$ifNull": ["$entity", ["$ifNull": ["$entityType", ""]]]],
            "count": ["$sum": 1],
          ]
        ],
        ["$sort": ["_id": 1]],
      ],
      limit: 200
    )
    do throws(MongoFailure) {
      let documents = try await client.aggregate(request, deadline: BoundedQuery.deadline)
      let total = documents.reduce(0) { $0 + ($1["count"]?.int ?? 0) }
      return documents.map { document in
        SubjectRecords.EventCount(
          label: SafeText.of(document["_id"]?.string ?? ""),
          isAbout: isAbout,
          count: document["count"]?.int ?? 0,
          isCapped: total >= Self.examined
        )
      }
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: BoundedQuery.deadline)
    }
  }
}
