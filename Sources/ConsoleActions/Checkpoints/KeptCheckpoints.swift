package import ConsoleDomain

/// The newest checkpoints of all places outside of the database that can be read back.
package struct KeptCheckpoints: Sendable {
  private let sinks: [CheckpointSink]
  private let keys: [NoteVerifierKey]
  private let chain: ChainReader

  /// Names the places; without keys signatures are not checked.
  package init(sinks: [CheckpointSink], keys: [NoteVerifierKey], chain: ChainReader) {
    self.sinks = sinks
    self.keys = keys
    self.chain = chain
  }

  /// Compares them with the chain as it is; empty: all fit, or there is none.
  ///
  /// For the start of a console: a rewritten or cut chain must be seen at once.
  package func faults() async throws(StoreProblem) -> [AuditVerification.Fault] {
    let kept = await expectations()
    guard !kept.outside.isEmpty || !kept.malformed.isEmpty else { return [] }
    return try await chain.verifyHeaders(against: kept).faults
  }

  /// What a verification must compare with.
  func expectations() async -> AuditExpectations {
    var expectations = AuditExpectations(keys: keys)
    for sink in sinks {
      switch await sink.newest?() {
      case .claim(let claim): expectations.outside.append(claim)
      case .unreadable(let text): expectations.malformed.append(text)
      case nil, .some(.none): break
      }
    }
    return expectations
  }
}
