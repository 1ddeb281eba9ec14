package import ConsoleActions

extension WriteStores {
  /// Work on the console's own records, with an audit log of its own on the same chain.
  package func upkeep(
    policy: GatePolicy,
    actor: ActorSource,
    journal: any OutcomeJournal,
    clock: ActionClock,
    random: RandomSource = .secure
  ) -> Upkeep {
    Upkeep(
      policy: policy,
      log: AuditLog(store: audit, journal: journal, actor: actor, clock: clock, random: random),
      initialiser: initialiser,
      clock: clock,
      random: random,
      identity: ports.identity
    )
  }
}
