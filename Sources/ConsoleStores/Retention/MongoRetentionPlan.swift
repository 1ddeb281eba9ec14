package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo
import ConsoleText

/// What a plan of the retention index reads: the `RetentionPlanReads` port.
package struct MongoRetentionPlan: Sendable {
  /// The event log may have no index to count by.
  private static let counting: Duration = .seconds(60)
  private static let sampleCount = 20

  private let client: MongoClient
  private let database: String
  private let profile: Profile
  private let lease: SweepLeaseReader
  private let endpoint: StoreEndpoint

  /// Makes a reader; `lease` knows how the last sweep ended.
  package init(
    client: MongoClient,
    database: String,
    profile: Profile,
    lease: SweepLeaseReader
  ) {
    self.client = client
    self.database = database
    self.profile = profile
    self.lease = lease
    endpoint = StoreEndpoint(client)
  }

  /// The port.
  package var port: RetentionPlanReads {
    let indexes = EventLogIndexes(client: client, namespace: namespace)
    let held = HeldEventSearch(client: client, database: database, profile: profile)
    return RetentionPlanReads(
      standing: { () throws(StoreProblem) in try await indexes.standing() },
      rules: { () throws(StoreProblem) in try await indexes.rules() },
      dying: { () throws(StoreProblem) in try await self.dying() },
      unflagged: { () throws(StoreProblem) in try await held.unflagged() },
      sweep: { () throws(StoreProblem) in
        try await self.lease.standing(EventLogIndexes.deadline).last
      }
    )
  }

  private var namespace: MongoNamespace {
    MongoNamespace(database, profile.collections.events)
  }

  @concurrent private func dying() async throws(StoreProblem) -> DyingEvents {
    do throws(MongoFailure) {
      guard let clock = try await client.hello(deadline: EventLogIndexes.deadline).localTime else {
        throw MongoFailure(.unsupported, in: "hello")
      }
      let before = RetentionIndex.bound(at: Instant(milliseconds: clock))
      let old: MongoDocument = ["createdAt": ["$lt": .date(before.milliseconds)]]
      let request = AggregateRequest(
        namespace,
        [
          ["$match": .document(old)],
          [
            "$group": [
              "_id": .null, "dying": ["$sum": ["$cond": [["$eq": ["$legalHold", false]], 1, 0]]],
              "flagless": [
                "$sum": ["$cond": [["$eq": [["$type": "$legalHold"], "missing"]], 1, 0]]
              ],
            ]
          ],
        ],
        limit: 1
      )
      let counts = try await client.aggregate(request, deadline: Self.counting).first
      let count = counts?["dying"]?.int ?? 0
      return DyingEvents(
        count: count,
        flagless: counts?["flagless"]?.int ?? 0,
        before: before,
        samples: count == 0 ? [] : try await samples(old)
      )
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.counting)
    }
  }

  private func samples(_ old: MongoDocument) async throws(MongoFailure) -> [PlannedDocument] {
    let events = try await client.find(
      FindRequest(
        namespace,
        filter: old.and(["legalHold": false]),
        projection: ["eventType": 1, "createdAt": 1],
        sort: ["_id": 1],
        limit: Self.sampleCount
      ),
      deadline: Self.counting
    )
    return events.map { event in
      PlannedDocument(
        place: namespace.collection,
        id: SafeText.of(event["_id"]?.idText ?? "?"),
        label: event["eventType"]?.string.map { SafeText.of($0) },
        change: event["createdAt"]?.date.map {
          "created \(Instant(milliseconds: $0).iso8601), deleted by the server"
        }
      )
    }
  }
}
