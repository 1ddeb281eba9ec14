package import ConsoleDomain
package import ConsoleScreen

/// A fact for `Model.update`: what was typed, that time passed, or what an effect found.
///
/// Replies to reads carry the generation of their effect; stale ones are dropped.
package enum Message: Sendable {
  case input(TerminalEvent)
  /// Time passed; sent when `Model.tickDelay` is over.
  case tick
  /// Someone outside asks the program to stop for a while: SIGTSTP.
  case suspending
  /// The program was stopped and goes on: SIGCONT.
  case resumed

  // Sessions.
  case sessionsPublished(generation: Int, SessionSnapshot)
  case scanEnded(generation: Int, SessionSnapshot)
  case sessionsArranged(generation: Int, SessionArrangement)
  case subjectFound(generation: Int, SubjectSessions)
  /// nil: the session is gone.
  case detailLoaded(generation: Int, SessionDetail?)
  case revealed(generation: Int, SessionID, RevealedSession?)
  /// nil: the session is gone.
  case storedRevealed(generation: Int, SessionID, StoredValue?)

  /// The reveal of a column is on record: it may be read until this instant.
  case columnOpened(generation: Int, MaskedColumn, until: Instant)
  /// What was asked for of a column, and the values that there are.
  case columnRead(generation: Int, MaskedColumn, [MaskedCell], [MaskedCell: String])

  // Audit and health.
  case auditLoaded(generation: Int, AuditSlice)
  /// nil: the event is gone, or its data was stripped.
  case eventRevealed(generation: Int, String, RevealedEvent?)
  case coverageExamined(generation: Int, CoverageReport)
  /// Headers checked so far.
  case auditProgressed(generation: Int, Int64)
  case auditVerified(generation: Int, AuditVerification)
  /// Outcomes that had waited are stored, or why they still wait.
  case auditSettled(stored: Int, problem: String?)
  case interruptionsFound(RecoveryReport)
  case serversPinged(generation: Int, HealthReport)
  case healthExamined(generation: Int, HealthReport)

  // Subjects and entities.
  case subjectCandidates(generation: Int, SubjectSelector, SubjectCandidates)
  case subjectPictured(generation: Int, SubjectPicture)
  /// nil: the document is gone.
  case entityLoaded(generation: Int, EntityKey, EntityDetail?)
  case entityRevealed(generation: Int, EntityKey, RevealedEntity?)
  /// nil: the document is gone.
  case storedEntityRevealed(generation: Int, EntityKey, StoredValue?)
  case entitiesLoaded(generation: Int, EntityPage)
  case retentionRead(generation: Int, RetentionReport)

  // Rate limits.
  case countersPublished(generation: Int, CounterSnapshot)
  case counterScanEnded(generation: Int, CounterSnapshot)
  case countersArranged(generation: Int, CounterArrangement)
  /// What was asked for again, and what was there; nil: the counter is gone.
  case countersRefreshed(generation: Int, [CounterID], [CounterReading?])
  /// What all sources know of refusals now.
  case refusalsPublished(generation: Int, RefusalHistory)
  /// The reveal of this counter's key is on record.
  case counterRevealed(generation: Int, CounterID)

  // Holds and approvals.
  case holdsLoaded(generation: Int, HoldRegister)
  case holdCounted(generation: Int, HoldCount)
  case holdsChecked(generation: Int, HoldCheck)
  case approvalsLoaded(generation: Int, ApprovalListing)
  case waitingApprovalsLoaded(generation: Int, ApprovalListing)
  /// The decision is stored and on record.
  case decided(Approval)

  // The gate.
  case planned(generation: Int, ActionPlan)
  case progressed(ActionProgress)
  case finished(ActionReceipt)
  case elevationChanged(Elevation)
  case auditInitialised
  /// The sequence of the record that annotates another.
  case annotated(Int64, by: Int64)
  /// The gate said no at this step; nothing was changed.
  case refused(GateStep, GateRefusal)

  // Files, clipboard, program.
  case copied(bytes: Int, CopyRoute)
  case exported(path: String, rows: Int)
  /// The rows could not be written; says why.
  case notExported(String)
  case receiptSaved(path: String)
  case themeChanged(String)
  case contextSwitched(ConsoleContext)
  /// Something of this machine failed: a file, the clipboard, a theme; says what and why.
  case complained(String)
  /// The audit trail is not what was signed; stays on the screen.
  case alarmed(String)
  case failed(Slot, generation: Int, StoreProblem)
}

/// Where in the gate a refusal came from.
package enum GateStep: Hashable, Sendable {
  /// The plan of this generation.
  case plan(generation: Int)
  /// Applying this plan.
  case apply(OperationID)
  case elevation
  case auditInitialisation
  /// The reveal of this generation.
  case reveal(generation: Int)
  case export
  case annotation
  case decision
}

/// How text reached a clipboard.
package enum CopyRoute: String, Hashable, Sendable {
  /// The terminal's own, by escape sequence 52.
  case terminal = "OSC 52"
  case native
  /// tmux stands between: it passes the sequence on or drops it without a word, by its settings.
  case tmux
}
