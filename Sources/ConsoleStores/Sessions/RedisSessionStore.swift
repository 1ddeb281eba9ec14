package import ConsoleDomain
package import ConsoleRedis
import Synchronization

/// Sessions of an express-family backend in Redis, with names from MongoDB: the `SessionStore` port.
package final class RedisSessionStore: Sendable {
  /// How long a person waits for one exchange.
  private static let deadline: Duration = .seconds(4)

  private let client: RedisClient
  private let profile: Profile.Sessions
  private let fields: SessionFieldMap
  private let directory: MongoDirectory
  private let scanDirectory: MongoDirectory
  private let mongo: StoreEndpoint
  private let localNow: @Sendable () -> Instant
  private let scans = Atomic(0)

  /// Makes a store; `scanDirectory` answers on connections that a person never waits for.
  package init(
    client: RedisClient,
    profile: Profile.Sessions,
    directory: MongoDirectory,
    scanDirectory: MongoDirectory,
    mongo: StoreEndpoint,
    now: @escaping @Sendable () -> Instant
  ) {
    self.client = client
    self.profile = profile
    self.directory = directory
    self.scanDirectory = scanDirectory
    self.mongo = mongo
    localNow = now
    fields = SessionFieldMap(profile)
  }

  /// The port; it keeps this store alive.
  package var port: SessionStore {
    SessionStore(
      scan: { publish throws(StoreProblem) in try await self.scan(publish) },
      find: { subject throws(StoreProblem) in try await self.find(subject) },
      detail: { id throws(StoreProblem) in try await self.detail(id) },
      reveal: { id throws(StoreProblem) in try await self.reveal(id) },
      stored: { id throws(StoreProblem) in try await self.stored(id) },
      clearUsers: { ids throws(StoreProblem) in try await self.directory.clearNames(ids) }
    )
  }

  @concurrent private func scan(
    _ publish: @escaping @Sendable (SessionSnapshot) -> Void
  ) async throws(StoreProblem) -> SessionSnapshot {
    let number = scans.wrappingAdd(1, ordering: .relaxed).newValue
    let names = scanDirectory
    let joiner = NameJoiner { batch throws(StoreProblem) in
      try await names.lookup(users: batch.users, organizations: batch.organizations)
    }
    async let joined: Void = joiner.run()
    let reader = try await reader(on: .scan)
    var scan = SessionScan(
      number: number,
      prefixes: KeyPrefixes(profile.prefixes),
      reader: reader,
      fields: fields,
      joiner: joiner,
      localNow: localNow,
      publish: publish
    )
    do throws(RedisFailure) {
      try await scan.run()
    } catch {
      publish(scan.snapshot())
      throw problem(error)
    }
    publish(scan.snapshot())
    joiner.finish()
    await joined
    var others: [String] = []
    if scan.count == 0, !Task.isCancelled {
      // A look around that fails is no reason to fail the scan.
      others = (try? await PrefixSampler(reader: reader, fields: fields).prefixes()) ?? []
    }
    let snapshot = scan.snapshot(otherPrefixes: others)
    publish(snapshot)
    return snapshot
  }

  @concurrent private func find(
    _ subject: SubjectKey
  ) async throws(StoreProblem) -> SubjectSessions {
    let lookup = SubjectLookup(
      reader: RedisSessionReader(client: client, lane: .interactive, deadline: Self.deadline),
      index: index,
      namespaces: profile.prefixes,
      fields: fields,
      directory: directory,
      redis: StoreEndpoint(client),
      mongo: mongo,
      localNow: localNow
    )
    return try await lookup.sessions(of: subject)
  }

  @concurrent private func detail(
    _ id: SessionID
  ) async throws(StoreProblem) -> SessionDetail? {
    do throws(RedisFailure) {
      return try await inspector.detail(id)
    } catch {
      throw problem(error)
    }
  }

  @concurrent private func reveal(
    _ id: SessionID
  ) async throws(StoreProblem) -> RevealedSession? {
    let session: (userID: String?, tree: JSONTree?)?
    do throws(RedisFailure) {
      session = try await inspector.revealed(id)
    } catch {
      throw problem(error)
    }
    guard let session else { return nil }
    var clear: (email: String?, name: String?)?
    if let user = session.userID { clear = try await directory.revealed(user) }
    return RevealedSession(email: clear?.email, name: clear?.name, tree: session.tree)
  }

  @concurrent private func stored(
    _ id: SessionID
  ) async throws(StoreProblem) -> StoredValue? {
    do throws(RedisFailure) {
      return try await inspector.stored(id)
    } catch {
      throw problem(error)
    }
  }

  private var index: UserSessionIndex {
    UserSessionIndex(
      client: client,
      prefix: profile.userIndexPrefix,
      lane: .interactive,
      deadline: Self.deadline
    )
  }

  private var inspector: SessionInspector {
    SessionInspector(
      reader: RedisSessionReader(client: client, lane: .interactive, deadline: Self.deadline),
      index: index,
      fields: fields,
      localNow: localNow
    )
  }

  /// A reader bound to the server that answers now: a cursor means nothing to another one.
  private func reader(on lane: RedisLane) async throws(StoreProblem) -> RedisSessionReader {
    do throws(RedisFailure) {
      let identity = try await client.serverIdentity(on: lane, deadline: Self.deadline)
      return RedisSessionReader(
        client: client,
        lane: lane,
        deadline: Self.deadline,
        server: identity.runID
      )
    } catch {
      throw problem(error)
    }
  }

  private func problem(_ failure: RedisFailure) -> StoreProblem {
    StoreProblem(failure, at: StoreEndpoint(client), deadline: Self.deadline)
  }
}
