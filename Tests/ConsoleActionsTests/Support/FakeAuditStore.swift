import ConsoleActions
import ConsoleDomain
import Synchronization

/// The audit collections in memory, with the unique keys of the real ones and faults on demand.
final class FakeAuditStore: AuditStore {
  /// Faults of inserts meet the records of actions, not those of the console itself (`console.*`).
  struct State {
    var headers: [AuditHeader] = []
    var bodies: [String: AuditBody] = [:]
    /// Thrown by the next inserts of a header, before anything is stored.
    var refusals: [StoreProblem] = []
    /// How many of the next header inserts are stored but not acknowledged.
    var lostAcknowledgements = 0
    /// How many of the next header inserts come second to another console.
    var races = 0
    /// The store falls silent with the next insert of a header that is not acknowledged.
    var fallsSilent = false
    /// What was stored is seen by nobody who asks for a majority's view.
    var lacksMajority = false
    /// Thrown by each call while set.
    var isDown: StoreProblem?
    /// Phases of headers that are refused while set.
    var refusedPhase: AuditPhase?
  }

  static let endpoint = StoreEndpoint(kind: .mongo, address: "mongo:27017")
  static let silent = StoreProblem.timedOut(endpoint, after: .seconds(4))
  static let denied = StoreProblem.unauthorized(endpoint, needed: "insert on audit_headers")

  let state = Mutex(State())
  private let log: CallLog

  init(log: CallLog = CallLog()) {
    self.log = log
  }

  var headers: [AuditHeader] { state.withLock { $0.headers } }
  /// The headers of actions: those of the console itself left out.
  var actionHeaders: [AuditHeader] { headers.filter { !$0.isOfConsole } }

  func change(_ edit: (inout State) -> Void) {
    state.withLock { edit(&$0) }
  }

  func body(_ header: AuditHeader) -> AuditBody? {
    state.withLock { $0.bodies[header.eventID] }
  }

  func bodies(of phase: AuditPhase) -> [AuditBody] {
    headers.filter { $0.phase == phase }.compactMap(body)
  }

  func tail() async throws(StoreProblem) -> AuditHeader? {
    try check()
    return headers.last
  }

  func insert(body: AuditBody, createdAt: Instant) async throws(StoreProblem) -> BodyInsert {
    try check()
    return state.withLock { state in
      if state.bodies[body.eventID] != nil { return .taken }
      state.bodies[body.eventID] = body
      return .stored
    }
  }

  func body(eventID: String) async throws(StoreProblem) -> AuditBody? {
    try check()
    return state.withLock { $0.bodies[eventID] }
  }

  func insert(header: AuditHeader) async throws(StoreProblem) -> HeaderInsert {
    try check()
    let result = state.withLock { state -> Result<HeaderInsert, StoreProblem> in
      if state.refusedPhase == header.phase { return .failure(Self.denied) }
      if header.isOfConsole { return .success(state.take(header)) }
      if let refusal = state.refusals.first {
        state.refusals.removeFirst()
        if state.fallsSilent { state.isDown = Self.silent }
        return .failure(refusal)
      }
      if state.races > 0 {
        state.races -= 1
        var other = header
        other.eventID = "OTHER\(header.sequence)"
        state.headers.append(other)
      }
      if let present = state.headers.first(where: { $0.eventID == header.eventID }) {
        return .success(state.lacksMajority ? .taken : .present(present))
      }
      guard state.take(header) == .stored else { return .success(.taken) }
      if state.lostAcknowledgements > 0 {
        state.lostAcknowledgements -= 1
        if state.fallsSilent { state.isDown = Self.silent }
        return .failure(Self.silent)
      }
      return .success(.stored)
    }
    let insert = try result.get()
    if insert == .stored, !header.isOfConsole { log.note("\(header.phase.rawValue) stored") }
    return insert
  }

  func header(eventID: String) async throws(StoreProblem) -> AuditHeader? {
    try check()
    if state.withLock({ $0.lacksMajority }) { return nil }
    return headers.first { $0.eventID == eventID }
  }

  func header(sequence: Int64) async throws(StoreProblem) -> AuditHeader? {
    try check()
    return headers.first { $0.sequence == sequence }
  }

  private func check() throws(StoreProblem) {
    if let problem = state.withLock({ $0.isDown }) { throw problem }
  }
}

extension FakeAuditStore.State {
  /// Stores a header unless its place is taken.
  fileprivate mutating func take(_ header: AuditHeader) -> HeaderInsert {
    if headers.contains(where: { $0.sequence == header.sequence }) { return .taken }
    headers.append(header)
    return .stored
  }
}

extension AuditHeader {
  /// Whether it tells what the console itself does.
  var isOfConsole: Bool { type.hasPrefix("console.") }
}

/// A journal in memory.
final class FakeJournal: OutcomeJournal {
  private struct State {
    var entries: [JournalEntry] = []
    var isBroken = false
    var damage: String?
  }

  private let state = Mutex(State())

  var entries: [JournalEntry] { state.withLock { $0.entries } }

  func breakDown() {
    state.withLock { $0.isBroken = true }
  }

  /// From now on something in the journal can't be read.
  func damage(_ reason: String) {
    state.withLock { $0.damage = reason }
  }

  func add(_ entries: [JournalEntry]) async throws(JournalProblem) {
    let isBroken = state.withLock { state in
      if !state.isBroken { state.entries += entries }
      return state.isBroken
    }
    if isBroken { throw JournalProblem(reason: "no space left") }
  }

  func pending() async throws(JournalProblem) -> OwedOutcomes {
    state.withLock { OwedOutcomes(entries: $0.entries, damage: $0.damage) }
  }

  func remove(eventIDs: Set<String>) async throws(JournalProblem) {
    state.withLock { state in
      state.entries.removeAll { eventIDs.contains($0.entry.body.eventID) }
    }
  }
}
