package import ConsoleActions
package import ConsoleDomain

/// Everything of one context that effects read from or act through.
package struct ConsolePorts: Sendable {
  package var sessions: SessionStore
  package var audit: AuditReader
  package var health: HealthMonitor
  package var entities: EntityReads
  package var subjects: SubjectReads
  package var limits: LimitReads
  /// What is refused over time, from every source that was named.
  package var refusals: RefusalReads
  /// The register of holds and what documents say of it; nil where the profile maps no collection.
  package var holds: HoldExamination?
  package var retention: RetentionReads
  package var gate: ActionGate
  package var recovery: IntentRecovery
  /// Where exports and receipts go when no path is named: a folder that exists.
  package var exportFolder: String
  /// Wall time, for names of files and records.
  package var now: @Sendable () -> Instant
  /// Compares and signs the audit trail while the console is open; nil where nothing is configured.
  package var checkpoints: CheckpointKeeper?
  /// Closes the connections; called once, after every effect has ended.
  package var close: @Sendable () async -> Void

  /// Makes the ports of one context.
  package init(
    sessions: SessionStore,
    audit: AuditReader,
    health: HealthMonitor,
    entities: EntityReads,
    subjects: SubjectReads,
    limits: LimitReads,
    refusals: RefusalReads = .none,
    holds: HoldExamination? = nil,
    retention: RetentionReads,
    gate: ActionGate,
    recovery: IntentRecovery,
    exportFolder: String,
    now: @escaping @Sendable () -> Instant,
    checkpoints: CheckpointKeeper? = nil,
    close: @escaping @Sendable () async -> Void
  ) {
    self.sessions = sessions
    self.audit = audit
    self.health = health
    self.entities = entities
    self.subjects = subjects
    self.limits = limits
    self.refusals = refusals
    self.holds = holds
    self.retention = retention
    self.gate = gate
    self.recovery = recovery
    self.exportFolder = exportFolder
    self.now = now
    self.checkpoints = checkpoints
    self.close = close
  }
}
