package import ConsoleDomain
package import ConsoleMongo
package import ConsoleRedis

/// A bounded look at both stores for a proposal of a profile: a part of the key space, the head of each
/// value in it, and one document of each collection.
package struct ProfileSampler: Sendable {
  /// Steps over the key space, each of this many keys.
  private static let steps = 200
  private static let stepCount = 500
  /// Keys whose values are looked at for each beginning: more of one kind say nothing new.
  private static let perBeginning = 50
  private static let keyLimit = 5_000
  private static let headBytes = 512
  private static let collectionLimit = 500
  private static let deadline: Duration = .seconds(4)

  private let redis: RedisClient
  private let mongo: MongoClient
  private let database: String

  /// Makes a sampler over both servers.
  package init(redis: RedisClient, mongo: MongoClient, database: String) {
    self.redis = redis
    self.mongo = mongo
    self.database = database
  }

  /// Looks at both; it reads values, and keeps of them what tells a format alone.
  @concurrent package func sample() async throws(StoreProblem) -> ProfileProposal.Sample {
    let keys: [SampledKey]
    do throws(RedisFailure) {
      keys = try await self.keys()
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(redis), deadline: Self.deadline)
    }
    do throws(MongoFailure) {
      let names = try await mongo.collectionNames(in: database, deadline: Self.deadline)
        .filter { !$0.hasPrefix("system.") }
      var limiters: [Profile.Limiter] = []
      for name in names.prefix(Self.collectionLimit) {
        if let limiter = try await limiter(in: name) { limiters.append(limiter) }
      }
      return ProfileProposal.Sample(keys: keys, collections: names, limiters: limiters)
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(mongo), deadline: Self.deadline)
    }
  }

  private func keys() async throws(RedisFailure) -> [SampledKey] {
    var cursor = Array("0".utf8)
    var counts: [String: Int] = [:]
    var sampled: [SampledKey] = []
    var pace = ScanPace()
    for _ in 0..<Self.steps {
      let start = ContinuousClock.now
      let replies = try await pipeline(
        [.time, .scan(cursor, matching: [], count: Self.stepCount), .time]
      )
      let page = try ScanPage(replies[1])
      let wanted = page.keys.filter { key in
        guard !ReservedKeys.contains(key) else { return false }
        let beginning = PrefixCensus.beginning(of: key) ?? ""
        counts[beginning, default: 0] += 1
        return counts[beginning, default: 0] <= Self.perBeginning
      }
      sampled += try await read(Array(wanted.prefix(Self.keyLimit - sampled.count)))
      if page.isLast || sampled.count >= Self.keyLimit { break }
      cursor = page.cursor
      let elapsed = ContinuousClock.now - start
      let cost = ServerClock(first: replies[0], last: replies[2], elapsed: elapsed).cost
      let rest = pace.rest(afterCost: cost, elapsed: elapsed)
      if rest > .zero { try? await Task.sleep(for: rest) }
    }
    return sampled
  }

  private func read(_ keys: [[UInt8]]) async throws(RedisFailure) -> [SampledKey] {
    guard !keys.isEmpty else { return [] }
    let types = try await pipeline(keys.map { RedisCommand(name: "TYPE", arguments: [$0]) })
    let values = try await pipeline(
      zip(keys, types).map { key, type in
        type.text == "hash"
          ? RedisCommand(
            name: "HMGET",
            arguments: [key] + Self.fields.map { Array($0.utf8) }
          ) : .head(of: key, bytes: Self.headBytes)
      }
    )
    return zip(keys, zip(types, values)).map { key, found in
      let (type, value) = found
      return SampledKey(
        key: key,
        beginning: PrefixCensus.beginning(of: key),
        value: Self.value(type.text, value)
      )
    }
  }

  /// Fields by which the hashes of limiters are told from others.
  private static let fields = ["refilledAt", "tokens", "start", "end", "count"]

  private static func value(_ type: String?, _ reply: RedisReply) -> SampledKey.Value {
    switch type {
    case "string": .text(reply.bytes ?? [])
    case "hash":
      .fields(
        Set(zip(fields, reply.elements ?? []).filter { $0.1.bytes != nil }.map(\.0))
      )
    case "set": .set
    default: .other
    }
  }

  private func pipeline(_ commands: [RedisCommand]) async throws(RedisFailure) -> [RedisReply] {
    try await redis.pipeline(commands, on: .scan, deadline: Self.deadline)
  }

  /// The limiter that counts in a collection; nil: its newest document is no counter.
  private func limiter(in collection: String) async throws(MongoFailure) -> Profile.Limiter? {
    let request = FindRequest(
      MongoNamespace(database, collection),
      projection: [
        "_id": 1, "key": 1, "points": 1, "expire": 1, "counter": 1, "expirationDate": 1,
      ],
      sort: ["_id": -1],
      limit: 1
    )
    guard let document = try await mongo.find(request, deadline: Self.deadline).first else {
      return nil
    }
    let members = Set(document.keys)
    if members.isSuperset(of: ["key", "points", "expire"]), let key = document["key"]?.string,
      document["points"]?.int != nil
    {
      return Profile.Limiter(
        name: collection,
        format: .flexibleMongo,
        prefix: key.hasPrefix("\(collection):") ? "\(collection):" : "",
        collection: collection,
        limit: nil,
        window: nil
      )
    }
    guard members.isSuperset(of: ["counter", "expirationDate"]), document["_id"]?.string != nil,
      document["counter"]?.int != nil
    else { return nil }
    return Profile.Limiter(
      name: collection,
      format: .records,
      prefix: "",
      collection: collection,
      limit: nil,
      window: nil
    )
  }
}
