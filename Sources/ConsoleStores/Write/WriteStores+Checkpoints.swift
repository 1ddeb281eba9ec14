package import ConsoleActions
package import ConsoleDomain

extension WriteStores {
  /// What signs the chain and sends copies to `sinks`.
  package func checkpointWriter(
    key: NoteSigningKey,
    earlierKeys: [NoteVerifierKey] = [],
    sinks: [CheckpointSink],
    chain: ChainReader,
    environment: String,
    log: AuditLog,
    clock: ActionClock
  ) -> CheckpointWriter {
    CheckpointWriter(
      key: key,
      earlierKeys: earlierKeys,
      chain: chain,
      store: checkpoints,
      sinks: sinks,
      log: log,
      initialiser: initialiser,
      site: CheckpointWriter.Site(environment: environment, identity: ports.identity),
      clock: clock
    )
  }
}
