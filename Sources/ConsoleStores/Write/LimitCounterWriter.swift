package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo
package import ConsoleRedis

/// Writes single counters in both servers: those of Redis on the write lane alone, bound to the pinned
/// server's run id.
package struct LimitCounterWriter: CounterWriter {
  private static let deadline: Duration = .seconds(4)

  private let redis: RedisClient
  private let mongo: MongoCounterWriter
  private let limiters: [Profile.Limiter]
  private let localNow: @Sendable () -> Instant

  /// Makes a writer for a profile's limiters.
  package init(
    redis: RedisClient,
    mongo: MongoClient,
    database: String,
    limiters: [Profile.Limiter],
    now: @escaping @Sendable () -> Instant
  ) {
    self.redis = redis
    self.mongo = MongoCounterWriter(client: mongo, database: database)
    self.limiters = limiters
    localNow = now
  }

  /// One conversation, or one `deleteOne` with the count pinned.
  package func reset(
    _ id: CounterID,
    on servers: ServerIdentity,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> CounterOutcome {
    guard let limiter = limiter(of: id) else { return Self.noCounter }
    guard limiter.format.store == .redis else { return try await mongo.reset(id, of: limiter) }
    return try await run(.reset(CounterKeys(id, of: limiter), localNow: localNow), on: servers)
  }

  /// One conversation, or one update.
  package func block(
    _ block: LimitBlock,
    on servers: ServerIdentity,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> CounterOutcome {
    guard let limiter = limiter(of: block.id), limiter.format.canBlock, let points = limiter.limit
    else { return Self.noCounter }
    guard limiter.format.store == .redis else {
      return try await mongo.block(block, of: limiter, points: points)
    }
    let steps = CounterSteps.block(
      CounterKeys(block.id, of: limiter),
      points: points,
      for: block.duration,
      localNow: localNow
    )
    return try await run(steps, on: servers)
  }

  private static let noCounter = CounterOutcome(.skipped(reason: "the profile has no such counter"))

  /// nil: no limiter of the profile, or a key that stands beside counters and is none.
  private func limiter(of id: CounterID) -> Profile.Limiter? {
    guard limiters.indices.contains(id.limiter), !id.rest.isEmpty,
      case let limiter = limiters[id.limiter],
      !ReservedKeys.contains(Array(limiter.prefix.utf8) + id.rest)
    else { return nil }
    return limiter
  }

  private func run(
    _ steps: CounterSteps,
    on servers: ServerIdentity
  ) async throws(StoreProblem) -> CounterOutcome {
    do throws(RedisFailure) {
      return try await redis.converse(
        on: .write,
        deadline: Self.deadline,
        expecting: servers.redis?.runID
      ) { conversation throws(RedisFailure) in
        try steps.run(on: &conversation)
      }
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(redis), deadline: Self.deadline)
    }
  }
}
