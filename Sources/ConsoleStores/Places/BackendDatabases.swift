import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// The databases in which a backend's documents lie: its own, and those that organisations have to
/// themselves.
struct BackendDatabases: Sendable {
  let main: PlacedDatabase
  private let profile: Profile
  /// nil: the profile knows of none.
  private let tenants: TenantDatabases?

  /// Nothing is asked of a server yet.
  init(client: MongoClient, database: String, profile: Profile) {
    let main = PlacedDatabase(client: client, database: database)
    self.main = main
    self.profile = profile
    tenants = profile.tenants.map { members in
      TenantDatabases(
        TenantDirectory(
          main: main,
          collection: profile.collections.organizations,
          members: members
        )
      )
    }
  }

  /// Works in one database; an organisation's must be the very one that was pinned.
  func open<Value>(
    _ place: DocumentPlace,
    _ body: (PlacedDatabase) async throws(StoreProblem) -> Value
  ) async throws(StoreProblem) -> Value {
    guard case .tenant(let pinned) = place else { return try await body(main) }
    return try await visit(pinned.organizationID) { placed throws(StoreProblem) in
      guard placed.place == place else {
        throw .conflict(
          "another database answers for organisation \(pinned.organizationID) than was planned for"
        )
      }
      return try await body(placed)
    }
  }

  /// Visits the organisations' own databases one after the other, each once; one that fails is named
  /// and hides no other.
  func eachTenant(
    _ scope: TenantScope = .all,
    _ body: (PlacedDatabase) async throws(StoreProblem) -> Void
  ) async throws(StoreProblem) -> [UnreachedTenant] {
    guard let tenants, scope != .only([]) else { return [] }
    var unreached: [UnreachedTenant] = []
    do throws(StoreProblem) {
      let listed = try await tenants.organizations()
      // An address may lead to a database that was seen already, or to the backend's own.
      var seen: Set<String> = []
      for id in listed.ids where scope.includes(id) {
        if seen.isEmpty { seen.insert(try await mainFingerprint()) }
        do throws(StoreProblem) {
          try await visit(id) { placed throws(StoreProblem) in
            guard case .tenant(let tenant) = placed.place,
              seen.insert(tenant.fingerprint).inserted
            else { return }
            try await body(placed)
          }
        } catch {
          if error == .cancelled { throw error }
          unreached.append(UnreachedTenant(organizationID: id, reason: error.tenantReason))
        }
      }
      if let why = listed.incomplete {
        unreached.append(UnreachedTenant(organizationID: nil, reason: why))
      }
    } catch {
      if error == .cancelled { throw error }
      let why = "they can't be found: \(error.tenantReason)"
      unreached.append(UnreachedTenant(organizationID: nil, reason: why))
    }
    return unreached
  }

  /// Which organisations have databases to themselves, without visiting one; nil: none has.
  func ownDatabases() async throws(StoreProblem) -> String? {
    guard let tenants else { return nil }
    do throws(StoreProblem) {
      let listed = try await tenants.organizations()
      let shown = listed.ids.prefix(3)
      guard listed.incomplete == nil else { return "of organisations that are not all known" }
      guard !shown.isEmpty else { return nil }
      let more = listed.ids.count - shown.count
      return "of \(shown.joined(separator: ", "))" + (more > 0 ? " and \(more) more" : "")
    } catch {
      if error == .cancelled { throw error }
      return "of organisations, which can't be listed: \(error.tenantReason)"
    }
  }

  /// The databases that an action on this scope reaches, and what in them no mapping covers.
  func survey(_ scope: TenantScope) async throws(StoreProblem) -> PlaceSurvey {
    var survey = PlaceSurvey(unmapped: try await unmapped(in: main))
    survey.unreached = try await eachTenant(scope) { placed throws(StoreProblem) in
      let unmapped = try await unmapped(in: placed)
      if case .tenant(let tenant) = placed.place { survey.tenants.append(tenant) }
      survey.unmapped += unmapped
    }
    return survey
  }

  /// What is in a database and in no mapping: a plan has to say what it does not cover.
  func unmapped(in placed: PlacedDatabase) async throws(StoreProblem) -> [String] {
    do throws(MongoFailure) {
      return UnmappedCollections(profile).among(
        try await placed.client.collectionNames(
          in: placed.database,
          deadline: BoundedQuery.deadline
        )
      ).map(placed.name)
    } catch {
      throw StoreProblem(error, at: placed.endpoint, deadline: BoundedQuery.deadline)
    }
  }

  private func visit<Value>(
    _ organizationID: String,
    _ body: (PlacedDatabase) async throws(StoreProblem) -> Value
  ) async throws(StoreProblem) -> Value {
    guard let tenants else {
      throw .conflict("the profile knows of no databases of organisations")
    }
    let placed = try await tenants.visit(organizationID)
    let result: Result<Value, StoreProblem>
    do throws(StoreProblem) {
      result = .success(try await body(placed))
    } catch {
      // Whatever made the problem: no part of an address leaves by it.
      let isOurs = error.endpoint == main.endpoint
      result = .failure(isOurs ? error : error.at(placed.endpoint))
    }
    await tenants.leave(organizationID)
    return try result.get()
  }

  private func mainFingerprint() async throws(StoreProblem) -> String {
    do throws(MongoFailure) {
      return TenantDatabases.fingerprint(
        try await main.client.hello(deadline: BoundedQuery.deadline),
        database: main.database
      )
    } catch {
      throw StoreProblem(error, at: main.endpoint, deadline: BoundedQuery.deadline)
    }
  }
}

extension TenantScope {
  fileprivate func includes(_ organizationID: String) -> Bool {
    switch self {
    case .all: true
    case .only(let ids): ids.contains(organizationID)
    }
  }
}
