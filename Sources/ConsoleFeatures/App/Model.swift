package import ConsoleDomain
package import ConsoleScreen

/// Everything the console knows; `update` changes it, `view` draws it.
package struct Model: Sendable {
  package var shell: ShellState
  package var sessions: SessionsState
  package var limits: LimitsState
  package var audit: AuditState
  package var health: HealthState
  package var subject: SubjectState
  package var entities: EntitiesState
  package var clearColumns: ClearColumns
  package var holds: HoldsState
  package var approvals: ApprovalsState
  package var retention: RetentionState
  package var jobs: JobsState
  package var log: CommandLog
  package var elevation: Elevation
  /// Prompts and dialogs over the screen; the last one takes the keys.
  package var layers: [Layer]
  package var slots: Slots
  package var keyMap: KeyMap
  /// What was typed for a list that is not there yet.
  var heldKeys: HeldKeys?

  /// Makes the state before anything was read.
  package init(
    context: ConsoleContext,
    size: Size,
    glyphs: Glyphs,
    now: Instant,
    elevation: Elevation = .readOnly(reason: nil),
    keyMap: KeyMap,
    catalog: ShellCatalog = ShellCatalog()
  ) {
    shell = ShellState(context: context, catalog: catalog, size: size, glyphs: glyphs, now: now)
    sessions = SessionsState()
    limits = LimitsState()
    audit = AuditState()
    health = HealthState()
    subject = SubjectState()
    entities = EntitiesState()
    clearColumns = ClearColumns()
    holds = HoldsState()
    approvals = ApprovalsState()
    retention = RetentionState()
    jobs = JobsState()
    log = CommandLog()
    layers = []
    slots = Slots()
    self.elevation = elevation
    self.keyMap = keyMap
  }

  /// The effects to start with: look at both servers and begin the scan and the watch.
  package mutating func start() -> [Effect] {
    let effects = [pingServers(), examineHealth(), startScan(), watchRefusals()]
    log.note(effects, at: shell.now)
    return effects
  }
}
