import ConsoleDomain
import ConsoleMongo

/// Looks, in a sample, for entities that were changed without an event.
///
/// `$sample` reads at random keys where a collection has more than twenty times the sample, and a
/// smaller collection whole: twenty times the sample is the most that is ever read.
struct EventCoverage: Sendable {
  static let deadline: Duration = .seconds(20)
  /// Entities whose events are asked for at once.
  private static let batch = 50

  let client: MongoClient
  let events: MongoNamespace
  /// Collections of entities, of the events' database.
  let collections: [String]
  let endpoint: StoreEndpoint

  func report(
    _ request: CoverageRequest,
    at now: Instant
  ) async throws(StoreProblem) -> CoverageReport {
    var request = request
    request.sample = min(max(request.sample, 1), CoverageRequest.largestSample)
    var results: [CoverageReport.Collection] = []
    for name in collections {
      do throws(StoreProblem) {
        results.append(try await examine(name, request))
      } catch {
        guard case .unauthorized = error else { throw error }
        results.append(CoverageReport.Collection(name: name, problem: error))
      }
    }
    return CoverageReport(request: request, collections: results, readAt: now)
  }

  private func examine(
    _ name: String,
    _ request: CoverageRequest
  ) async throws(StoreProblem) -> CoverageReport.Collection {
    let namespace = MongoNamespace(events.database, name)
    do throws(MongoFailure) {
      let total = try await client.estimatedCount(of: namespace, deadline: Self.deadline)
      let documents = try await client.aggregate(
        AggregateRequest(
          namespace,
          [["$sample": ["size": MongoValue(request.sample)]], ["$project": ["updatedAt": 1]]],
          limit: request.sample
        ),
        deadline: Self.deadline
      )
      // The same document can be drawn twice.
      var changes: [String: Instant] = [:]
      var ids: Set<String> = []
      for document in documents {
        guard let id = document["_id"]?.idText else { continue }
        ids.insert(id)
        guard let changed = document["updatedAt"]?.date.map(Instant.init(milliseconds:)),
          changed >= request.since, changed <= request.until
        else { continue }
        changes[id] = changed
      }
      var gaps: [CoverageReport.Gap] = []
      var rest = changes.sorted { $0.value > $1.value }[...]
      while !rest.isEmpty {
        let batch = rest.prefix(Self.batch)
        rest = rest.dropFirst(Self.batch)
        let named = try await named(Array(batch))
        gaps += batch.filter { !named.contains($0.key) }
          .map { CoverageReport.Gap(id: $0.key, changedAt: $0.value) }
      }
      return CoverageReport.Collection(
        name: name,
        sampled: ids.count,
        total: total,
        changed: changes.count,
        gaps: gaps
      )
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  /// Those of the entities that an event of about that time names: as what it is about, under
  /// whatever label, or as the user whose sign-in changed their own document.
  private func named(
    _ changes: [(key: String, value: Instant)]
  ) async throws(MongoFailure) -> Set<
    String
  > {
    let conditions: [MongoValue] = changes.flatMap { id, changed in
      let span: MongoValue = [
        "$gte": MongoValue(EventKey(at: changed.advanced(by: .zero - CoverageRequest.tolerance))),
        "$lt": MongoValue(EventKey(at: changed.advanced(by: CoverageRequest.tolerance)).next),
      ]
      return [
        ["entityId": .string(id), "_id": span],
        [
          "actor": .string(id), "_id": span,
          "eventType": .regex(pattern: "^(auth|user|organization|legal)\\.", options: ""),
        ],
      ] as [MongoValue]
    }
    let documents = try await client.aggregate(
      AggregateRequest(
        events,
        [
          ["$match": ["$or": .array(conditions)]],
          ["$group": ["_id": ["entity": "$entityId", "actor": "$actor"]]],
        ],
        limit: 10_000
      ),
      deadline: Self.deadline
    )
    return Set(
      documents.flatMap { document -> [String] in
        let key = document["_id"]?.document
        return [key?["entity"]?.idText, key?["actor"]?.idText].compactMap { $0 }
      }
    )
  }
}

extension [String] {
  /// Each once, in the order of first appearance.
  var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
