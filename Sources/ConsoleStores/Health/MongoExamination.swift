import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// Asks a MongoDB deployment how it is, one question after the other, until the budget is spent.
struct MongoExamination: Sendable {
  let client: MongoClient
  let database: String
  let console: String
  let collections: Profile.Collections
  let places: ActionPlaces
  let localNow: @Sendable () -> Instant

  /// What was found, for the report.
  struct Finding: Sendable {
    var health: ServerHealth
    var identity: ConsoleDomain.MongoIdentity?
    var user: String?
    /// Whether this identity may insert into the backend's event log; nil unknown.
    var canInsertEvents: Bool?
    var isAuditInitialised: Bool?
    var schema: [SchemaFinding] = []
    var sweep: SweepStanding?
    var missingRights: [MissingRight] = []
  }

  /// Latency, identity and clock alone.
  func ping(_ budget: TimeBudget) async -> Finding {
    await hello(budget).finding
  }

  /// Everything the Health screen shows.
  func examine(_ budget: TimeBudget) async -> Finding {
    var (finding, hello) = await hello(budget)
    guard finding.health.problem == nil, let hello else { return finding }
    finding.health.facts = [
      await versionFact(budget), roleFact(hello), await connectionsFact(budget),
      await lagFact(hello, budget),
    ]
    let status = try? await client.connectionStatus(deadline: budget.next)
    finding.user = status?.users.first.map { SafeText.of($0.name) }
    let rights = status.map(MongoRights.init)
    finding.health.rights = wanted.map { action, namespace, name in
      .right(name, isAllowed: rights?.allows(action, namespace))
    }
    finding.canInsertEvents = rights?.allows(
      "insert",
      MongoNamespace(database, collections.events)
    )
    finding.missingRights =
      rights.map { $0.missing(among: places.rights, backend: database, console: console) } ?? []
    let schema = SchemaExamination(
      client: client,
      console: console,
      endpoint: finding.health.endpoint
    )
    if let findings = try? await schema.findings(deadline: budget.next) {
      finding.schema = findings
      finding.isAuditInitialised = !findings.contains(where: \.stopsTheChain)
    }
    if finding.isAuditInitialised == true {
      finding.sweep = await SweepExamination(client: client, console: console).standing(budget)
    }
    return finding
  }

  private var wanted: [(action: String, namespace: MongoNamespace, name: String)] {
    [
      ("find", MongoNamespace(database, collections.users), "read \(collections.users)"),
      (
        "find", MongoNamespace(database, collections.organizations),
        "read \(collections.organizations)"
      ),
      ("find", MongoNamespace(database, collections.events), "read \(collections.events)"),
      ("insert", MongoNamespace(database, collections.events), "insert \(collections.events)"),
      ("insert", MongoNamespace(console, AuditDocuments.headers), "insert audit_headers"),
      ("insert", MongoNamespace(console, AuditDocuments.bodies), "insert audit_bodies"),
      ("find", MongoNamespace(console, AuditDocuments.bodies), "read audit_bodies"),
      ("insert", MongoNamespace(console, "evidence"), "insert evidence"),
    ]
  }

  private func hello(
    _ budget: TimeBudget
  ) async -> (finding: Finding, hello: ConsoleMongo.MongoIdentity?) {
    var finding = Finding(health: ServerHealth(unasked: StoreEndpoint(client)))
    do throws(MongoFailure) {
      // The first call may connect: only the second one tells the latency.
      _ = try await client.hello(deadline: budget.next)
      let (start, asked) = (ContinuousClock.now, localNow())
      let hello = try await client.hello(deadline: budget.next)
      let latency = ContinuousClock.now - start
      finding.health.latency = latency
      if let server = hello.localTime {
        finding.health.clockSkew = asked.advanced(by: latency / 2)
          .duration(to: Instant(milliseconds: server))
      }
      if let host = hello.primary ?? hello.me ?? (hello.isRouter ? client.address.hosts : nil) {
        finding.identity = ConsoleDomain.MongoIdentity(
          setName: hello.setName.map { SafeText.of($0) },
          host: SafeText.of(host),
          database: database
        )
      }
      return (finding, hello)
    } catch {
      finding.health.problem = StoreProblem(
        error,
        at: finding.health.endpoint,
        deadline: .seconds(3)
      )
      return (finding, nil)
    }
  }

  private func versionFact(_ budget: TimeBudget) async -> HealthFact {
    guard let version = try? await client.version(deadline: budget.next) else {
      return .unknown("version")
    }
    return HealthFact(name: "version", value: SafeText.of(version))
  }

  private func roleFact(_ hello: ConsoleMongo.MongoIdentity) -> HealthFact {
    if hello.isRouter { return HealthFact(name: "role", value: "router", severity: .ok) }
    let set = hello.setName.map { " of \(SafeText.of($0))" } ?? ", no replica set"
    return hello.isWritablePrimary
      ? HealthFact(name: "role", value: "primary\(set)", severity: .ok)
      : HealthFact(name: "role", value: "secondary\(set)", severity: .warning)
  }

  private func connectionsFact(_ budget: TimeBudget) async -> HealthFact {
    let status = try? await client.command(
      ["serverStatus": 1, "repl": 0, "metrics": 0, "wiredTiger": 0, "locks": 0],
      on: "admin",
      readPreference: .primaryPreferred,
      deadline: budget.next
    )
    guard let current = status?["connections.current"]?.int,
      let available = status?["connections.available"]?.int
    else { return .unknown("connections") }
    return HealthFact(
      name: "connections",
      value: "\(current) of \(current + available)",
      severity: available * 10 < current ? .warning : .ok
    )
  }

  private func lagFact(
    _ hello: ConsoleMongo.MongoIdentity,
    _ budget: TimeBudget
  ) async -> HealthFact {
    guard hello.setName != nil else {
      return HealthFact(name: "replication lag", value: "no replica set")
    }
    guard
      let status = try? await client.command(
        ["replSetGetStatus": 1],
        on: "admin",
        readPreference: .primaryPreferred,
        deadline: budget.next
      )
    else { return .unknown("replication lag") }
    return ReplicaLag(status).fact
  }
}

extension HealthFact {
  /// A figure that this identity may not read, or that did not come in time.
  static func unknown(_ name: String) -> HealthFact {
    HealthFact(name: name, value: "unknown: may not be read", severity: .unknown)
  }
}
