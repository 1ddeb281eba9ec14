package import ConsoleDomain

/// What the runtime is asked to do; plain data, so that a test can compare it.
///
/// Reads carry the generation of their slot and answer with it; a newer read of the same slot
/// replaces the one under way. Nothing but `apply` and `initialiseAudit` changes a store, apart
/// from what the audit lane records of reveals and exports.
package enum Effect: Equatable, Sendable {
  // Reads, one per slot.
  case scanSessions(generation: Int)
  case arrangeSessions(generation: Int, SessionArrangementRequest)
  case findSubject(generation: Int, SubjectKey)
  case loadDetail(generation: Int, SessionID)
  case loadAudit(generation: Int, AuditEventRequest)
  /// Whom a person may mean.
  case findSubjects(generation: Int, SubjectSelector)
  /// Everything of one subject from every store.
  case loadSubject(generation: Int, EntityKey)
  case loadEntity(generation: Int, EntityKey)
  case loadEntities(generation: Int, EntityPageRequest)
  /// The register of holds.
  case loadHolds(generation: Int)
  /// Counts on the server how much of a hold's scope is held.
  case countHold(generation: Int, LegalHold)
  /// Compares every mapped collection with the register of holds.
  case checkHolds(generation: Int)
  /// The newest requests for approval.
  case loadApprovals(generation: Int)
  /// Requests that may still be decided or used.
  case loadWaitingApprovals(generation: Int)
  /// Every index that deletes by age, with what it deletes.
  case loadRetention(generation: Int)
  /// A bounded sample of entities that were changed without an event.
  case examineCoverage(generation: Int, CoverageRequest)
  case verifyAudit(generation: Int)
  /// A cheap round trip to both servers, for the band.
  case pingServers(generation: Int)
  case examineHealth(generation: Int)
  /// Reads every counter of the profile's limiters.
  case scanCounters(generation: Int)
  case arrangeCounters(generation: Int, CounterArrangementRequest)
  /// Reads some counters again, by their exact keys.
  case refreshCounters(generation: Int, [CounterID])
  /// Follows every source of refusals until it is cancelled.
  case watchRefusals(generation: Int)
  /// Stops the read of a slot; its reply is not wanted any more.
  case cancel(Slot)

  // The gate.
  case plan(generation: Int, ActionRequest)
  case apply(OperationID, Authorisation)
  /// Stops the running action after its current target.
  case cancelAction(OperationID)
  case elevate(reason: String, ticket: String)
  case dropElevation
  case initialiseAudit
  /// Records the reveal in the audit store, then reads the clear values.
  case reveal(generation: Int, SessionID, reason: String)
  /// Records the reveal, then reads the value as it is stored.
  case revealStored(generation: Int, SessionID, reason: String)
  /// Records the reveal, then reads payload and metadata of an event of the backend.
  case revealEvent(generation: Int, String, reason: String)
  /// Records the reveal, then reads the document in clear.
  case revealEntity(generation: Int, EntityKey, reason: String)
  /// Records that a key is shown in clear, by its limiter and hash.
  case revealCounter(generation: Int, CounterID, limiter: String, keyHash: String, reason: String)
  /// Records the reveal, then reads the document as it is stored.
  case revealStoredEntity(generation: Int, EntityKey, reason: String)

  /// Records that a masked column is shown in clear; only then may `readColumn` read of it.
  case revealColumn(generation: Int, MaskedColumn, reason: String)
  /// The clear values of some cells of an open column.
  case readColumn(generation: Int, MaskedColumn, [MaskedCell])
  /// No more of this column is to be read.
  case closeColumn(MaskedColumn)

  /// Adds a ticket or a note to a record of the chain, as a record of its own.
  case annotate(Int64, ticket: String?, note: String?)
  /// Says what somebody decided on another person's request; nothing of the backend is changed.
  case decide(ApprovalDecision)

  // Files and clipboard.
  case copy(String)
  /// Records the export in the audit store, then writes the masked rows to a file of mode 0600.
  case exportSessions(SessionListing, ExportFormat, path: String?)
  case exportCounters(CounterListing, ExportFormat, path: String?)
  case saveReceipt(ActionReceipt)

  // The terminal and the program.
  case setMouse(Bool)
  case setTheme(String)
  case switchContext(String)
  case redraw
  case suspend
  case quit(status: Int32)
}

extension Effect {
  /// The slot that a read belongs to; nil for everything that is no read.
  package var slot: Slot? {
    switch self {
    case .scanSessions: .scan
    case .arrangeSessions: .arrangement
    case .findSubject: .subject
    case .loadDetail: .detail
    case .loadAudit: .audit
    case .verifyAudit: .verification
    case .pingServers: .ping
    case .examineHealth: .health
    case .plan: .plan
    case .reveal, .revealStored, .revealEvent, .revealEntity, .revealStoredEntity, .revealCounter,
      .revealColumn:
      .reveal
    case .scanCounters: .counterScan
    case .arrangeCounters: .counterOrder
    case .refreshCounters: .counters
    case .watchRefusals: .refusals
    case .readColumn: .clear
    case .findSubjects, .loadSubject: .picture
    case .loadEntity: .entity
    case .loadEntities: .entities
    case .loadHolds: .holds
    case .countHold: .holdCount
    case .checkHolds: .holdCheck
    case .loadApprovals: .approvals
    case .loadWaitingApprovals: .waiting
    case .loadRetention: .retention
    case .examineCoverage: .coverage
    case .cancel, .apply, .cancelAction, .elevate, .dropElevation, .initialiseAudit, .annotate,
      .decide, .closeColumn, .copy, .exportSessions, .exportCounters, .saveReceipt,
      .setMouse, .setTheme,
      .switchContext, .redraw, .suspend, .quit:
      nil
    }
  }
}

/// How exported rows are written.
package enum ExportFormat: String, Hashable, Sendable, CaseIterable {
  case csv
  case ndjson
}
