/// What the chain is compared with beside itself.
package struct AuditExpectations: Sendable {
  /// The checkpoints stored beside the chain, and how many bodies there are; nil: neither is asked.
  package var chain: ChainReader?
  /// Checkpoints kept elsewhere.
  package var outside: [CheckpointClaim]
  /// Files that were given as checkpoints and are none: each a fault.
  package var malformed: [String]
  /// Whose signatures count; empty: signatures are not checked.
  package var keys: [NoteVerifierKey]
  /// Decides which bodies are old enough to have expired; nil: none is.
  package var now: Instant?
  /// Checks the digests of the backend's log, one chain once; nil: they are not checked.
  package var digests: BackendDigestCheck?

  /// Names what to compare with; without arguments only the chain and its bodies are checked.
  package init(
    chain: ChainReader? = nil,
    outside: [CheckpointClaim] = [],
    malformed: [String] = [],
    keys: [NoteVerifierKey] = [],
    now: Instant? = nil,
    digests: BackendDigestCheck? = nil
  ) {
    self.chain = chain
    self.outside = outside
    self.malformed = malformed
    self.keys = keys
    self.now = now
    self.digests = digests
  }
}
