import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// Samples every mapped collection and the event log: the `ProfileExamination` port.
struct MongoProfileExamination: Sendable {
  /// Documents looked at in each collection, the newest first.
  static let sample = 500
  /// Events looked at for their labels.
  static let events = 5_000
  private static let deadline: Duration = .seconds(20)

  let client: MongoClient
  let database: String
  let profile: Profile

  var port: ProfileExamination {
    ProfileExamination { progress throws(StoreProblem) in try await self.examine(progress) }
  }

  @concurrent private func examine(
    _ progress: @escaping @Sendable (String) -> Void
  ) async throws(StoreProblem) -> ProfileFacts {
    let names = try await asking { () throws(MongoFailure) in
      try await client.collectionNames(in: database, deadline: Self.deadline)
    }
    var collections: [CollectionFacts] = []
    for entity in profile.entities {
      progress(entity.collection)
      collections.append(await facts(entity, names))
    }
    progress(profile.collections.events)
    var facts = ProfileFacts(
      collections: collections,
      labels: [],
      eventsSampled: 0,
      unmapped: UnmappedCollections(profile).among(names)
    )
    let databases = BackendDatabases(client: client, database: database, profile: profile)
    facts.places = try await databases.survey(.all)
    facts.unmapped = facts.places.unmapped
    do throws(StoreProblem) {
      (facts.labels, facts.eventsSampled) = try await labels()
    } catch {
      if error == .cancelled { throw error }
      facts.eventsProblem = error
    }
    return facts
  }

  private func facts(_ entity: EntityProfile, _ names: [String]) async -> CollectionFacts {
    let namespace = MongoNamespace(database, entity.collection)
    guard names.contains(entity.collection) else {
      return CollectionFacts(type: entity.type, collection: entity.collection, exists: false)
    }
    var census = FieldCensus(entity)
    do throws(StoreProblem) {
      let documents = try await asking { () throws(MongoFailure) in
        let request = FindRequest(namespace, limit: Self.sample)
        return try await client.find(
          request.page(after: nil, descending: true),
          deadline: Self.deadline
        )
      }
      for document in documents { census.add(document) }
      census.add(
        indexes: try await asking { () throws(MongoFailure) in
          try await client.indexes(of: namespace, deadline: Self.deadline)
        }
      )
      return census.facts
    } catch {
      var facts = census.facts
      facts.problem = error
      return facts
    }
  }

  private func labels() async throws(StoreProblem) -> (Set<String>, Int) {
    let request = AggregateRequest(
      MongoNamespace(database, profile.collections.events),
      [
        ["$sort": ["_id": -1]], ["$limit": MongoValue(Self.events)],
        [
          "$group": [
            "_id": ["$ifNull": ["$entity", ["$ifNull": ["$entityType", ""]]]],
            "count": ["$sum": 1],
          ]
        ],
      ],
      limit: 500
    )
    let documents = try await asking { () throws(MongoFailure) in
      try await client.aggregate(request, deadline: Self.deadline)
    }
    let labels = documents.compactMap { $0["_id"]?.string }.filter { !$0.isEmpty }
    return (
      Set(labels.map { SafeText.of($0) }),
      documents.reduce(0) { $0 + ($1["count"]?.int ?? 0) }
    )
  }

  private func asking<Value>(
    _ read: () async throws(MongoFailure) -> Value
  ) async throws(StoreProblem) -> Value {
    do throws(MongoFailure) {
      return try await read()
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }
}

/// The collections that a profile does not cover: a plan has to say so.
struct UnmappedCollections {
  private let mapped: Set<String>

  init(_ profile: Profile) {
    mapped = Set(profile.entities.flatMap { [$0.collection, $0.maskedView ?? ""] })
      .union([profile.collections.events, profile.collections.maskedUsers ?? ""])
  }

  func among(_ names: [String]) -> [String] {
    names.filter { !mapped.contains($0) && !$0.hasPrefix("system.") }.map { SafeText.of($0) }
  }
}
