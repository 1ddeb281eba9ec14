/// The write ports of a revoke; each demands the permit.
package struct RevokePorts: Sendable {
  package var revoker: any SessionRevoker
  package var evidence: any EvidenceStore
  package var events: any BackendEventLog

  /// Makes the ports.
  package init(
    revoker: any SessionRevoker,
    evidence: any EvidenceStore,
    events: any BackendEventLog
  ) {
    self.revoker = revoker
    self.evidence = evidence
    self.events = events
  }
}
