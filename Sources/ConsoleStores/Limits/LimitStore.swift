import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo
package import ConsoleRedis

/// Rate-limit counters in both servers: the `LimitReads` port.
package final class LimitStore: Sendable {
  /// How long a person waits for one exchange.
  private static let deadline: Duration = .seconds(4)
  /// Counters in one exchange of a refresh.
  private static let atOnce = 500

  private let client: RedisClient
  private let limiters: [Profile.Limiter]
  private let matcher: LimiterMatcher
  private let mongo: MongoCounterReader
  private let localNow: @Sendable () -> Instant

  /// Makes a store over both servers.
  package init(
    client: RedisClient,
    mongo: MongoClient,
    database: String,
    limiters: [Profile.Limiter],
    now: @escaping @Sendable () -> Instant
  ) {
    self.client = client
    self.limiters = limiters
    matcher = LimiterMatcher(limiters)
    self.mongo = MongoCounterReader(client: mongo, database: database, limiters: limiters)
    localNow = now
  }

  /// The port; it keeps this store alive.
  package var port: LimitReads {
    LimitReads(
      scan: { publish throws(StoreProblem) in try await self.scan(publish) },
      readAll: { () throws(StoreProblem) in try await self.scan(share: 1) { _ in } },
      refresh: { ids throws(StoreProblem) in try await self.page(ids).readings }
    )
  }

  /// Every counter; nil for `server`: of whichever Redis answers now.
  ///
  /// `share` is the part of the server's time that it may take.
  @concurrent func scan(
    expecting server: String? = nil,
    share: Double = ScanPace.usualShare,
    _ publish: @escaping @Sendable (CounterSnapshot) -> Void
  ) async throws(StoreProblem) -> CounterSnapshot {
    var scan = CounterScan(
      matcher: matcher,
      reader: try await reader(on: .scan, expecting: server),
      share: share,
      localNow: localNow,
      publish: publish
    )
    if !matcher.isEmpty {
      do throws(RedisFailure) {
        try await scan.run()
      } catch {
        publish(scan.snapshot)
        throw problem(error)
      }
    } else {
      scan.walk.end(.complete)
    }
    var snapshot = scan.snapshot
    do throws(StoreProblem) {
      for place in mongo.places { try await add(place, to: &snapshot) }
    } catch {
      // What Redis has is worth showing; that the rest is missing is said beside it.
      if error == .cancelled { throw error }
      snapshot.mongoProblem = ProblemText(error).line
    }
    publish(snapshot)
    return snapshot
  }

  private func add(
    _ place: Int,
    to snapshot: inout CounterSnapshot
  ) async throws(StoreProblem) {
    var segments: [CounterSegment] = []
    var open = CounterSegment()
    try await mongo.counters(of: place) { page throws(StoreProblem) in
      for counter in page {
        open.append(counter.id, counter.reading, isShared: false)
        guard open.count >= CounterSegment.capacity else { continue }
        segments.append(open)
        open = CounterSegment()
      }
      return snapshot.count + segments.count * CounterSegment.capacity < KeyWalk.limit
    }
    snapshot.add(open.count == 0 ? segments : segments + [open])
  }

  /// These counters by their keys, with the moment by the clock of Redis.
  @concurrent func page(
    _ ids: [CounterID],
    expecting server: String? = nil
  ) async throws(StoreProblem) -> CounterPage {
    var now: Instant?
    var readings = [CounterReading?](repeating: nil, count: ids.count)
    let places = Dictionary(grouping: ids.indices) { ids[$0].limiter }
    for (limiter, indices) in places where limiters[limiter].format.store == .mongo {
      let found = try await mongo.counters(of: limiter, keys: indices.map { ids[$0].rest })
      for index in indices { readings[index] = found[ids[index]] }
    }
    let inRedis = ids.indices.filter { limiters[ids[$0].limiter].format.store == .redis }
    let reader = try await reader(on: .interactive, expecting: server)
    for start in stride(from: 0, to: inRedis.count, by: Self.atOnce) {
      let part = inRedis[start..<min(start + Self.atOnce, inRedis.count)]
      do throws(RedisFailure) {
        let page = try await reader.read(part.map { ids[$0] }, localNow: localNow())
        for (index, reading) in zip(part, page.readings) { readings[index] = reading }
        now = page.clock.now
      } catch {
        throw problem(error)
      }
    }
    return CounterPage(readings: readings, now: now ?? localNow())
  }

  /// A reader bound to the server that answers now: a cursor means nothing to another one.
  private func reader(
    on lane: RedisLane,
    expecting server: String?
  ) async throws(StoreProblem) -> CounterReader {
    do throws(RedisFailure) {
      let identity = try await client.serverIdentity(on: lane, deadline: Self.deadline)
      return CounterReader(
        client: client,
        lane: lane,
        deadline: Self.deadline,
        limiters: limiters,
        server: server ?? identity.runID
      )
    } catch {
      throw problem(error)
    }
  }

  private func problem(_ failure: RedisFailure) -> StoreProblem {
    StoreProblem(failure, at: StoreEndpoint(client), deadline: Self.deadline)
  }
}
