import ConsoleDomain
import ConsoleRedis

/// The sessions of one user without a scan: the users' indexes, then the backend's set.
struct SubjectLookup: Sendable {
  private static let readsAtOnce = 500

  let reader: RedisSessionReader
  let index: UserSessionIndex
  let namespaces: [String]
  let fields: SessionFieldMap
  let directory: MongoDirectory
  let redis: StoreEndpoint
  let mongo: StoreEndpoint
  let localNow: @Sendable () -> Instant

  /// Finds them; with MongoDB down a user id still works, without a name.
  func sessions(of subject: SubjectKey) async throws(StoreProblem) -> SubjectSessions {
    let named = try await resolve(subject)
    let sids = try await members(of: named.user.id)
    if named.isAbsent, sids.isEmpty {
      throw .notFound(mongo, what: "user with this id, nor any session in a set of that name")
    }
    do throws(RedisFailure) {
      let (rows, now) = try await rows(of: sids)
      return SubjectSessions(
        user: named.user,
        organization: named.organization,
        rows: rows.sorted { Self.activity($0) > Self.activity($1) },
        deadMembers: sids.count - Set(rows.map(\.id.bytes)).count,
        readAt: now,
        nameProblem: named.problem
      )
    } catch {
      throw StoreProblem(error, at: redis, deadline: reader.deadline)
    }
  }

  private struct Named {
    var user: UserSummary
    var organization: OrganizationSummary?
    var problem: StoreProblem?
    /// Whether the users' collection was asked and has no such user.
    var isAbsent = false
  }

  private func members(of userID: String) async throws(StoreProblem) -> [[UInt8]] {
    do throws(RedisFailure) {
      return try await index.members(of: userID)
    } catch {
      throw StoreProblem(error, at: redis, deadline: reader.deadline)
    }
  }

  private func resolve(_ subject: SubjectKey) async throws(StoreProblem) -> Named {
    do throws(StoreProblem) {
      guard let user = try await directory.user(subject) else {
        return Named(user: try absent(subject), isAbsent: true)
      }
      guard let id = user.organizationID else { return Named(user: user) }
      let organizations = try? await directory.lookup(users: [], organizations: [id])
      return Named(user: user, organization: organizations?.organizations[id])
    } catch {
      guard case .userID(let id) = subject else { throw error }
      switch error {
      case .cancelled, .notFound: throw error
      default: return Named(user: .unknown(id), problem: error)
      }
    }
  }

  /// A deleted user may still have sessions; an address without a user leads nowhere.
  private func absent(_ subject: SubjectKey) throws(StoreProblem) -> UserSummary {
    switch subject {
    case .userID(let id): return .unknown(id)
    case .email:
      throw .notFound(mongo, what: "user with this e-mail address that this identity may read")
    }
  }

  /// Existing sessions; each sid may be under any of the prefixes.
  private func rows(of sids: [[UInt8]]) async throws(RedisFailure) -> ([SessionRow], Instant) {
    var decoder = SessionDecoder(fields)
    var rows: [SessionRow] = []
    var now = localNow()
    var ids = namespaces.flatMap { namespace in
      sids.map { SessionID(namespace: namespace, bytes: $0) }
    }[...]
    while !ids.isEmpty {
      let page = try await reader.read(Array(ids.prefix(Self.readsAtOnce)))
      ids = ids.dropFirst(Self.readsAtOnce)
      now = page.clock.now ?? localNow()
      for reading in page.readings {
        if let row = decoder.row(reading, now: now) { rows.append(row) }
      }
    }
    return (rows, now)
  }

  private static func activity(_ row: SessionRow) -> Int64 {
    (row.lastSeenAt ?? row.createdAt)?.milliseconds ?? .min
  }
}

extension UserSummary {
  /// A user of whom nothing is known but the id.
  static func unknown(_ id: String) -> UserSummary {
    UserSummary(
      id: id,
      email: nil,
      name: nil,
      emailHash: nil,
      organizationID: nil,
      role: nil,
      isHeld: false,
      isArchived: false,
      isStripped: false
    )
  }
}
