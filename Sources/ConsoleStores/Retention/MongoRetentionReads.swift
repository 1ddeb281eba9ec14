package import ConsoleDomain
package import ConsoleMongo
import ConsoleText

/// Every index that deletes by age, with what it would delete: the `RetentionReads` port.
///
/// Counting stops at a number and at a time: what is behind is told as at least, or as not known.
package struct MongoRetentionReads: Sendable {
  private static let deadline: Duration = .seconds(4)
  private static let limit = 10_000

  private let client: MongoClient
  private let database: String
  private let profile: Profile
  private let endpoint: StoreEndpoint
  private let now: @Sendable () -> Instant

  /// Makes a reader; `now` is used where the server does not tell its clock.
  package init(
    client: MongoClient,
    database: String,
    profile: Profile,
    now: @escaping @Sendable () -> Instant
  ) {
    self.client = client
    self.database = database
    self.profile = profile
    self.now = now
    endpoint = StoreEndpoint(client)
  }

  /// The port.
  package var port: RetentionReads {
    RetentionReads { () throws(StoreProblem) in try await self.report() }
  }

  @concurrent private func report() async throws(StoreProblem) -> RetentionReport {
    let clock: Instant
    do throws(MongoFailure) {
      clock =
        try await client.hello(deadline: Self.deadline).localTime
        .map(Instant.init(milliseconds:)) ?? now()
    } catch {
      throw problem(error)
    }
    let events = profile.collections.events
    var report = RetentionReport(
      rules: [],
      standing: .absent,
      events: events,
      wouldDelete: .exactly(0),
      readAt: now()
    )
    var seen: Set<String> = []
    for collection in profile.entities.map(\.collection) + [events]
    where seen.insert(collection).inserted {
      do throws(MongoFailure) {
        let indexes = try await client.indexes(of: namespace(collection), deadline: Self.deadline)
        for index in indexes {
          if let rule = await rule(index, of: collection, at: clock) { report.rules.append(rule) }
        }
        if collection == events { report.standing = standing(indexes, of: events) }
      } catch {
        report.unread.append(.init(collection: collection, problem: problem(error)))
        if collection == events { report.standing = .unknown(problem(error)) }
      }
    }
    report.wouldDelete = await wouldDelete(report.standing, at: clock)
    return report
  }

  private func standing(
    _ indexes: [MongoDocument],
    of events: String
  ) -> RetentionIndex.Standing {
    indexes.isEmpty
      ? .unknown(.notFound(endpoint, what: "the collection \(events)"))
      : EventLogIndexes.standing(among: indexes)
  }

  private func rule(
    _ index: MongoDocument,
    of collection: String,
    at clock: Instant
  ) async -> RetentionRule? {
    guard var rule = ExpiryRule(index, of: collection, nil) else { return nil }
    let entity = profile.entities.first { $0.collection == collection }
    let effect = RetentionRule.Effect(rule, of: entity)
    let bound = MongoValue.date(clock.milliseconds - rule.seconds * 1_000)
    let filter = index["partialFilterExpression"]?.document ?? [:]
    let field = rule.field
    let old = MongoDocument(dictionaryLiteral: (field, ["$lt": bound]))
    let overdue = await count(filter.and(old), in: collection)
    var held = RetentionCount.exactly(0)
    let flag = collection == profile.collections.events ? "legalHold" : entity?.flags.legalHold
    if effect != .stops, let flag {
      let expiring = MongoDocument(
        dictionaryLiteral: (flag, true),
        (field, ["$type": "date"])
      )
      held = await count(filter.and(expiring), in: collection)
    }
    rule.index = SafeText.of(rule.index)
    rule.field = SafeText.of(rule.field)
    return RetentionRule(rule, effect: effect, overdue: overdue, held: held)
  }

  private func wouldDelete(
    _ standing: RetentionIndex.Standing,
    at clock: Instant
  ) async -> RetentionCount {
    switch standing {
    case .present: return .exactly(0)
    case .unknown(let problem): return .unknown(problem)
    case .absent, .blocked:
      let bound = MongoValue.date(RetentionIndex.bound(at: clock).milliseconds)
      return await count(
        ["createdAt": ["$lt": bound], "legalHold": false],
        in: profile.collections.events
      )
    }
  }

  private func count(_ filter: MongoDocument, in collection: String) async -> RetentionCount {
    let request = AggregateRequest(
      namespace(collection),
      [
        ["$match": .document(filter)], ["$limit": .int64(Int64(Self.limit) + 1)],
        ["$count": "n"],
      ],
      limit: 1
    )
    do throws(MongoFailure) {
      let found = try await client.aggregate(request, deadline: Self.deadline).first?["n"]?.int ?? 0
      return found > Self.limit ? .atLeast(Self.limit) : .exactly(found)
    } catch {
      return .unknown(problem(error))
    }
  }

  private func namespace(_ collection: String) -> MongoNamespace {
    MongoNamespace(database, collection)
  }

  private func problem(_ failure: MongoFailure) -> StoreProblem {
    StoreProblem(failure, at: endpoint, deadline: Self.deadline)
  }
}
