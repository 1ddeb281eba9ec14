import ConsoleActions
import ConsoleDomain
import Synchronization

/// A backend's sessions in memory: the reads, and the writes with the permits they were given.
final class FakeBackend: SessionRevoker, EvidenceStore, BackendEventLog, AuditInitialiser {
  struct State {
    var rows: [SessionID: SessionRow] = [:]
    var index: [String: [SessionID]] = [:]
    var directory = Directory()
    var servers = FakeBackend.servers
    var incompleteScan: String?
    var isInitialised = true
    var findings: [SchemaFinding] = []
    var isLaneOpen = false
    var evidence: [SessionEvidence] = []
    var events: [RevocationEvent] = []
    /// What the backend does to a session after each deletion of it: how often it comes back.
    var resurrections: [SessionID: Int] = [:]
    var evidenceProblem: StoreProblem?
    /// Thrown by the question whether the audit store is there.
    var initialisationProblem: StoreProblem?
    /// For each look at sessions, the first first: why it fails; nil: it does not.
    var rowsProblems: [StoreProblem?] = []
    var eventProblem: StoreProblem?
    /// Thrown by deletions, the first first.
    var revokeProblems: [StoreProblem] = []
    /// Runs before each look at users and holds.
    var beforeDirectory: (@Sendable () async -> Void)?
    /// Runs after each deletion.
    var afterRevoke: (@Sendable (SessionID) async -> Void)?
    /// Sequences of the permits that came with writes.
    var permits: [Int64] = []
  }

  static let servers = ServerIdentity(
    redis: RedisIdentity(runID: String(repeating: "a", count: 40), address: "r:6379", database: 0),
    mongo: MongoIdentity(setName: "rs0", host: "m:27017", database: "app")
  )

  let state = Mutex(State())
  private let log: CallLog

  init(log: CallLog = CallLog()) {
    self.log = log
  }

  func change(_ edit: (inout State) -> Void) {
    state.withLock { edit(&$0) }
  }

  func read<Value: Sendable>(_ value: (State) -> Value) -> Value {
    state.withLock { value($0) }
  }

  /// Adds a session of a user who exists and is, or is not, held.
  @discardableResult
  func addSession(_ name: String, user: String?, isHeld: Bool = false) -> SessionID {
    let id = SessionID(namespace: "sess:", bytes: Array(name.utf8))
    change { state in
      state.rows[id] = SessionRow(
        id: id,
        userID: user,
        ip: "203.0.113.7",
        agent: "curl/8.5",
        createdAt: Instant(milliseconds: 1_795_480_000_000),
        expiry: .never,
        format: .express,
        bytes: 400,
        flags: user == nil ? .anonymous : []
      )
      guard let user else { return }
      state.index[user, default: []].append(id)
      state.directory.users[user] = UserSummary(
        id: user,
        email: "a•••@example.com",
        name: nil,
        emailHash: nil,
        organizationID: nil,
        role: nil,
        isHeld: isHeld,
        isArchived: false,
        isStripped: false
      )
    }
    return id
  }

  var reads: RevocationReads {
    RevocationReads(
      rows: { ids, server throws(StoreProblem) in try self.rows(ids, on: server) },
      indexed: { users, server throws(StoreProblem) in
        try self.check(server)
        return self.read { state in state.index.filter { users.contains($0.key) } }
      },
      scan: { user, server throws(StoreProblem) in
        try self.check(server)
        return self.read { state in
          UserScan(
            ids: state.rows.values.filter { $0.userID == user }.map(\.id),
            incomplete: state.incompleteScan
          )
        }
      },
      value: { id, server throws(StoreProblem) in
        try self.check(server)
        return self.read { $0.rows[id] == nil ? nil : Array("value".utf8) }
      },
      directory: { _, _ in
        await self.read(\.beforeDirectory)?()
        return self.read(\.directory)
      }
    )
  }

  private func rows(
    _ ids: [SessionID],
    on server: RedisIdentity
  ) throws(StoreProblem) -> [SessionRow?] {
    let problem = state.withLock { $0.rowsProblems.isEmpty ? nil : $0.rowsProblems.removeFirst() }
    if let problem { throw problem }
    try check(server)
    return read { state in ids.map { state.rows[$0] } }
  }

  private func check(_ server: RedisIdentity) throws(StoreProblem) {
    if read(\.servers.redis) != server { throw .conflict("moved") }
  }

  func revoke(
    _ target: RevokeTarget,
    on server: RedisIdentity,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> TargetOutcome {
    log.note("revoke")
    let sequence = permit.sequence
    let (result, hook) = state.withLock {
      state -> (Result<TargetOutcome, StoreProblem>, (@Sendable (SessionID) async -> Void)?) in
      state.permits.append(sequence)
      guard state.isLaneOpen else { return (.failure(.conflict("the lane is closed")), nil) }
      let hook = state.afterRevoke
      if !state.revokeProblems.isEmpty {
        return (.failure(state.revokeProblems.removeFirst()), hook)
      }
      guard state.servers.redis == server else { return (.failure(.conflict("moved")), hook) }
      guard let row = state.rows[target.id] else { return (.success(.alreadyGone), hook) }
      guard row.userID == target.userID else {
        return (.success(.skipped(reason: "another user")), hook)
      }
      let returns = state.resurrections[target.id, default: 0]
      if returns > 0 {
        state.resurrections[target.id] = returns - 1
      } else {
        state.rows[target.id] = nil
        if let user = target.userID { state.index[user]?.removeAll { $0 == target.id } }
      }
      return (.success(.revoked), hook)
    }
    await hook?(target.id)
    return try result.get()
  }

  func preserve(
    _ evidence: SessionEvidence,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    log.note("evidence")
    let problem = state.withLock { state in
      if state.evidenceProblem == nil { state.evidence.append(evidence) }
      return state.evidenceProblem
    }
    if let problem { throw problem }
  }

  func append(
    _ events: [RevocationEvent],
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    log.note("backend event")
    let problem = state.withLock { state in
      if state.eventProblem == nil { state.events += events }
      return state.eventProblem
    }
    if let problem { throw problem }
  }

  var lane: WriteLane {
    WriteLane(
      open: { self.change { $0.isLaneOpen = true } },
      close: { self.change { $0.isLaneOpen = false } }
    )
  }

  func isInitialised() async throws(StoreProblem) -> Bool {
    if let problem = read(\.initialisationProblem) { throw problem }
    return read(\.isInitialised)
  }

  func findings() async throws(StoreProblem) -> [SchemaFinding] {
    if let problem = read(\.initialisationProblem) { throw problem }
    return read(\.findings)
  }

  func initialise() async throws(StoreProblem) {
    change { $0.isInitialised = true }
  }

  func create(
    _ finding: SchemaFinding,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) {
    change { $0.findings.removeAll { $0 == finding } }
  }
}
