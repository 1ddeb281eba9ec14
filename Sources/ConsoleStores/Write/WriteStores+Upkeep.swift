package import ConsoleActions
package import ConsoleDomain

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

  /// The steps of a sweep that act on holds.
  ///
  /// `drift` should read on the connections of scans.
  package func holdSteps(_ upkeep: Upkeep, drift: HoldDriftReads) -> [any SweepStep] {
    [
      HoldStep(ports: ports, policy: upkeep.policy, clock: upkeep.clock, random: upkeep.random),
      DriftStep(
        ports: ports,
        drift: drift,
        policy: upkeep.policy,
        clock: upkeep.clock,
        random: upkeep.random
      ),
      HoldEventStep(
        ports: ports,
        drift: drift,
        policy: upkeep.policy,
        clock: upkeep.clock,
        random: upkeep.random
      ),
      HoldBodyStep(holds: ports.holds, bodies: bodyHolds.reader, writer: bodyHolds),
    ]
  }

  /// The work that must go on with no console open; `more` are the steps that other parts add.
  package func sweep(
    _ upkeep: Upkeep,
    chain: AuditReader,
    digests: BackendDigestReader,
    host: String,
    more: [any SweepStep] = []
  ) -> Sweep {
    let steps: [any SweepStep] = [
      SettleStep(), DigestStep(digests: digests, chain: chain),
      OrphanStep(bodies: orphans.reader, remover: orphans),
    ]
    return Sweep(
      upkeep,
      lease: sweepLease,
      reader: sweepLease.reader,
      host: host,
      steps: steps + more
    )
  }
}
