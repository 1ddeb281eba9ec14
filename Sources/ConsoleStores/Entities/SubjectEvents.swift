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

  /// Of these held documents, those with events about them that carry no hold.
  func unheld(_ held: [EntityKey]) async throws(StoreProblem) -> [SubjectRecords.UnheldEvents] {
    guard !held.isEmpty else { return [] }
    let ids = held.map(\.id.text)
    let request = AggregateRequest(
      namespace,
      [
        ["$match": ["entityId": ["$in": .array(ids.map(MongoValue.string))]]],
        ["$limit": MongoValue(Self.examined)],
        [
          "$group": [
            "_id": "$entityId", "all": ["$sum": 1],
            "held": ["$sum": ["$cond": [["$eq": ["$legalHold", true]], 1, 0]]],
          ]
        ],
      ],
      limit: held.count
    )
    do throws(MongoFailure) {
      let documents = try await client.aggregate(request, deadline: BoundedQuery.deadline)
      let examined = documents.reduce(0) { $0 + ($1["all"]?.int ?? 0) }
      return held.compactMap { key in
        guard let found = documents.first(where: { $0["_id"]?.string == key.id.text }) else {
          return nil
        }
        let count = (found["all"]?.int ?? 0) - (found["held"]?.int ?? 0)
        guard count > 0 else { return nil }
        return SubjectRecords.UnheldEvents(
          key: key,
          count: count,
          isCapped: examined >= Self.examined
        )
      }
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: BoundedQuery.deadline)
    }
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
