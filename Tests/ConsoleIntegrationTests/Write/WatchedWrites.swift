import ConsoleActions
import ConsoleDomain
import ConsoleStores

/// The real write ports with a look at each moment, so that a test can stop a server right there.
struct WatchedWrites: AuditStore, SessionRevoker {
  /// A point between an intent and its outcome.
  enum Moment: Hashable, Sendable {
    case storing(AuditPhase)
    case stored(AuditPhase)
    case revoking(Int)
    case revoked(Int)
  }

  let audit: any AuditStore
  let revoker: any SessionRevoker
  let reach: @Sendable (Moment) -> Void
  private let revocations = Counter()

  init(_ stores: WriteStores, reach: @escaping @Sendable (Moment) -> Void) {
    audit = stores.audit
    revoker = stores.ports.revocation.revoker
    self.reach = reach
  }

  func tail() async throws(StoreProblem) -> AuditHeader? { try await audit.tail() }

  func insert(body: AuditBody, createdAt: Instant) async throws(StoreProblem) -> BodyInsert {
    try await audit.insert(body: body, createdAt: createdAt)
  }

  func body(eventID: String) async throws(StoreProblem) -> AuditBody? {
    try await audit.body(eventID: eventID)
  }

  func insert(header: AuditHeader) async throws(StoreProblem) -> HeaderInsert {
    reach(.storing(header.phase))
    let insert = try await audit.insert(header: header)
    reach(.stored(header.phase))
    return insert
  }

  func header(eventID: String) async throws(StoreProblem) -> AuditHeader? {
    try await audit.header(eventID: eventID)
  }

  func header(sequence: Int64) async throws(StoreProblem) -> AuditHeader? {
    try await audit.header(sequence: sequence)
  }

  func revoke(
    _ target: RevokeTarget,
    on server: RedisIdentity,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> TargetOutcome {
    let number = revocations.count
    revocations.add()
    reach(.revoking(number))
    do throws(StoreProblem) {
      let outcome = try await revoker.revoke(target, on: server, permit: permit)
      reach(.revoked(number))
      return outcome
    } catch {
      reach(.revoked(number))
      throw error
    }
  }
}
