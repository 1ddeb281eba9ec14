import ConsoleCrypto
import ConsoleDomain
import ConsoleMongo
import ConsoleText

/// Connections to the databases that organisations have to themselves: opened for a visit, at most a
/// few at once, kept a while for the next one and then closed.
///
/// Holds addresses with passwords. What leaves it are organisations' ids and reasons without a host.
actor TenantDatabases {
  /// Most databases that are open at the same time.
  static let openLimit = 8
  /// How long a connection is kept that nobody uses.
  private static let idle: Duration = .seconds(30)
  /// How long the list of organisations is believed.
  private static let listing: Duration = .seconds(10)
  /// How long one that did not answer is not asked again, so that a batch does not wait for it anew.
  private static let pause: Duration = .seconds(15)
  /// How long a visit waits for the server to say who it is.
  private static let greeting: Duration = .seconds(4)

  private struct Connection {
    let target: TenantDirectory.Entry.Target
    let client: MongoClient
    var visitors = 0
    var lastUsed = ContinuousClock.now
  }

  private let directory: TenantDirectory
  private var known: (entries: [TenantDirectory.Entry], incomplete: String?, at: Moment)?
  private var open: [String: Connection] = [:]
  private var failed: [String: (problem: StoreProblem, at: Moment)] = [:]
  private var isClosing = false

  private typealias Moment = ContinuousClock.Instant

  init(_ directory: TenantDirectory) {
    self.directory = directory
  }

  /// Organisations with a database of their own, by id, and why there may be others.
  func organizations() async throws(StoreProblem) -> (ids: [String], incomplete: String?) {
    let listed = try await list()
    return (listed.entries.map(\.organizationID), listed.incomplete)
  }

  /// Opens an organisation's database for a visit, which `leave` ends; throws in words that may be shown.
  func visit(_ organizationID: String) async throws(StoreProblem) -> PlacedDatabase {
    let endpoint = StoreEndpoint(tenant: organizationID)
    guard let entry = try await list().entries.first(where: { $0.organizationID == organizationID })
    else { throw .conflict("organisation \(organizationID) has no database of its own now") }
    guard let target = entry.target else {
      throw .unreachable(endpoint, reason: "its address can't be used or names no database")
    }
    if let failure = failed[organizationID], failure.at.duration(to: .now) < Self.pause {
      throw failure.problem
    }
    let client = try connect(organizationID, target)
    do throws(MongoFailure) {
      let identity = try await client.hello(deadline: Self.greeting)
      failed[organizationID] = nil
      return PlacedDatabase(
        TenantDatabase(
          organizationID: organizationID,
          fingerprint: Self.fingerprint(identity, database: target.database)
        ),
        client: client,
        database: target.database
      )
    } catch {
      let problem = StoreProblem(error, at: endpoint, deadline: Self.greeting)
      leave(organizationID)
      if problem != .cancelled {
        failed[organizationID] = (problem, .now)
        closeUnused(organizationID)
      }
      throw problem
    }
  }

  /// Ends a visit.
  func leave(_ organizationID: String) {
    open[organizationID]?.visitors -= 1
    open[organizationID]?.lastUsed = .now
    scheduleClosing()
  }

  /// The same for the same deployment and database, whatever address leads there.
  static func fingerprint(_ identity: ConsoleMongo.MongoIdentity, database: String) -> String {
    let host = identity.primary ?? identity.me ?? identity.hosts.joined(separator: ",")
    let parts = ["holdfast tenant 1", identity.setName ?? "", host, database]
    return SHA256.hexDigest(of: parts.flatMap { Array("\($0.utf8.count):\($0)".utf8) })
  }

  private func list() async throws(StoreProblem) -> (
    entries: [TenantDirectory.Entry], incomplete: String?
  ) {
    if let known, known.at.duration(to: .now) < Self.listing {
      return (known.entries, known.incomplete)
    }
    let read = try await directory.read()
    known = (read.entries, read.incomplete, .now)
    return read
  }

  private func connect(
    _ organizationID: String,
    _ target: TenantDirectory.Entry.Target
  ) throws(StoreProblem) -> MongoClient {
    if open[organizationID]?.target != target { closeUnused(organizationID) }
    if let connection = open[organizationID] {
      guard connection.target == target else {
        throw .conflict("the address of organisation \(organizationID) has just been changed")
      }
      open[organizationID]?.visitors += 1
      return connection.client
    }
    if open.count >= Self.openLimit { closeLongestUnused() }
    let endpoint = StoreEndpoint(tenant: organizationID)
    guard open.count < Self.openLimit else {
      throw .unreachable(endpoint, reason: "\(Self.openLimit) such databases are open already")
    }
    do throws(MongoFailure) {
      let client = try MongoClient(target.address, purpose: .visit)
      open[organizationID] = Connection(target: target, client: client, visitors: 1)
      return client
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.greeting)
    }
  }

  private func closeUnused(_ organizationID: String) {
    guard let connection = open[organizationID], connection.visitors <= 0 else { return }
    connection.client.close()
    open[organizationID] = nil
  }

  private func closeLongestUnused() {
    let unused = open.filter { $0.value.visitors <= 0 }
    if let oldest = unused.min(by: { $0.value.lastUsed < $1.value.lastUsed }) {
      closeUnused(oldest.key)
    }
  }

  private func scheduleClosing() {
    guard !isClosing else { return }
    isClosing = true
    Task { [weak self] in
      try? await Task.sleep(for: Self.idle)
      await self?.closeIdle()
    }
  }

  private func closeIdle() {
    isClosing = false
    for (id, connection) in open
    where connection.visitors <= 0 && connection.lastUsed.duration(to: .now) >= Self.idle {
      closeUnused(id)
    }
    if !open.isEmpty { scheduleClosing() }
  }
}
