import ConsoleCrypto

extension ChainReader {
  /// How many headers the chain has.
  package func length() async throws(StoreProblem) -> Int {
    Int(try await newestHeader()?.sequence ?? -1) + 1
  }

  /// The stored checkpoint of exactly this size; nil: there is none.
  package func checkpoint(of size: Int) async throws(StoreProblem) -> StoredCheckpoint? {
    try await checkpoints(size - 1).first { $0.size == size }
  }

  /// Checks the headers alone and the checkpoints that are expected; bodies are not read.
  package func verifyHeaders(
    against expectations: AuditExpectations
  ) async throws(StoreProblem) -> AuditVerification {
    let check = AuditCheck(expectations)
    try await check.begin()
    try await headers(0) { page throws(StoreProblem) in
      _ = try await check.add(page.map { AuditLink(header: $0, body: .notExpected) })
      return true
    }
    return try await check.finish()
  }
}

extension AuditVerification {
  /// The Merkle root as bytes; nil where it was not computed.
  package var rootBytes: [UInt8]? { root.flatMap { Hex.decode($0) } }
}

extension Checkpoint {
  /// The root in lower-case hex.
  package var rootHex: String { Hex.encode(root) }
}
