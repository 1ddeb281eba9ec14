extension AuditReader {
  /// Checks the chain from its first header, the bodies and all that is expected of both, in one pass.
  ///
  /// `progress` is told how many headers have been checked.
  package func verify(
    against expectations: AuditExpectations = AuditExpectations(),
    _ progress: @escaping @Sendable (Int64) -> Void
  ) async throws(StoreProblem) -> AuditVerification {
    let check = AuditCheck(expectations)
    try await check.begin()
    try await links(0) { links throws(StoreProblem) in
      progress(try await check.add(links))
      return true
    }
    return try await check.finish()
  }
}
