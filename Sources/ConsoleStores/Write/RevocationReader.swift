package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo
package import ConsoleRedis

/// What the gate and a revoke read from both servers: the `RevocationReads` port.
package struct RevocationReader: Sendable {
  private static let deadline: Duration = .seconds(4)
  private static let readsAtOnce = 500
  /// A larger value fits no evidence document.
  private static let evidenceLimit = 12 << 20

  private let redis: RedisClient
  private let profile: Profile.Sessions
  private let fields: SessionFieldMap
  private let directory: MongoDirectory
  private let scanBudget: Duration
  private let localNow: @Sendable () -> Instant

  /// Makes a reader; `scanBudget` is how long looking for one user's sessions may take at most.
  package init(
    redis: RedisClient,
    mongo: MongoClient,
    database: String,
    profile: Profile,
    scanBudget: Duration,
    now: @escaping @Sendable () -> Instant
  ) {
    self.redis = redis
    self.profile = profile.sessions
    self.scanBudget = scanBudget
    localNow = now
    fields = SessionFieldMap(profile.sessions)
    directory = MongoDirectory(
      client: mongo,
      database: database,
      collections: profile.collections
    )
  }

  /// The port.
  package var port: RevocationReads {
    RevocationReads(
      rows: { ids, server throws(StoreProblem) in try await rows(ids, on: server) },
      indexed: { users, server throws(StoreProblem) in try await indexed(users, on: server) },
      scan: { user, server throws(StoreProblem) in try await scan(user, on: server) },
      value: { id, server throws(StoreProblem) in try await value(id, on: server) },
      directory: { users, organizations in await names(users, organizations) }
    )
  }

  @concurrent private func rows(
    _ ids: [SessionID],
    on server: RedisIdentity
  ) async throws(StoreProblem) -> [SessionRow?] {
    var decoder = SessionDecoder(fields)
    var rows: [SessionRow?] = []
    let reader = reader(on: .interactive, of: server)
    do throws(RedisFailure) {
      for start in stride(from: 0, to: ids.count, by: Self.readsAtOnce) {
        let page = try await reader.read(
          Array(ids[start..<min(start + Self.readsAtOnce, ids.count)])
        )
        let now = page.clock.now ?? localNow()
        for reading in page.readings { rows.append(decoder.row(reading, now: now)) }
      }
      return rows
    } catch {
      throw problem(error)
    }
  }

  private func indexed(
    _ users: Set<String>,
    on server: RedisIdentity
  ) async throws(StoreProblem) -> [String: [SessionID]] {
    let index = UserSessionIndex(
      client: redis,
      prefix: profile.userIndexPrefix,
      lane: .interactive,
      deadline: Self.deadline,
      server: server.runID
    )
    var sessions: [String: [SessionID]] = [:]
    do throws(RedisFailure) {
      for (user, members) in try await index.members(ofEach: Array(users)) {
        sessions[user] = profile.prefixes.flatMap { namespace in
          members.map { SessionID(namespace: namespace, bytes: $0) }
        }
      }
      return sessions
    } catch {
      throw problem(error)
    }
  }

  @concurrent private func scan(
    _ user: String,
    on server: RedisIdentity
  ) async throws(StoreProblem) -> UserScan {
    let scan = UserKeyScan(
      reader: reader(on: .scan, of: server),
      prefixes: KeyPrefixes(profile.prefixes),
      fields: fields,
      budget: scanBudget
    )
    do throws(RedisFailure) {
      return try await scan.sessions(of: user)
    } catch {
      throw problem(error)
    }
  }

  private func value(
    _ id: SessionID,
    on server: RedisIdentity
  ) async throws(StoreProblem) -> [UInt8]? {
    do throws(RedisFailure) {
      let length = try await send("STRLEN", id, to: server).integer ?? 0
      guard length <= Self.evidenceLimit else {
        throw RedisFailure(.tooLarge, operation: "STRLEN")
      }
      return try await send("GET", id, to: server).bytes
    } catch {
      throw problem(error)
    }
  }

  private func send(
    _ name: String,
    _ id: SessionID,
    to server: RedisIdentity
  ) async throws(RedisFailure) -> RedisReply {
    let command = RedisCommand(name: name, arguments: [id.key])
    return try await redis.send(command, deadline: Self.deadline, expecting: server.runID)
  }

  /// In batches; what one of them could not read is the directory's problem.
  private func names(_ users: Set<String>, _ organizations: Set<String>) async -> Directory {
    var directory = Directory()
    var wanted = NameJoiner.Batch(users: users, organizations: organizations)
    while wanted.count > 0 {
      let batch = wanted.removeFirst(NameJoiner.batchSize)
      do throws(StoreProblem) {
        let found = try await self.directory.lookup(
          users: batch.users,
          organizations: batch.organizations
        )
        directory.merge(found)
      } catch {
        directory.problem = error
        return directory
      }
    }
    return directory
  }

  private func reader(on lane: RedisLane, of server: RedisIdentity) -> RedisSessionReader {
    RedisSessionReader(client: redis, lane: lane, deadline: Self.deadline, server: server.runID)
  }

  private func problem(_ failure: RedisFailure) -> StoreProblem {
    StoreProblem(failure, at: StoreEndpoint(redis), deadline: Self.deadline)
  }
}

extension NameJoiner.Batch {
  /// Takes up to `count` ids out, users first.
  fileprivate mutating func removeFirst(_ count: Int) -> NameJoiner.Batch {
    let users = Set(users.prefix(count))
    let organizations = Set(organizations.prefix(count - users.count))
    self.users.subtract(users)
    self.organizations.subtract(organizations)
    return NameJoiner.Batch(users: users, organizations: organizations)
  }
}
