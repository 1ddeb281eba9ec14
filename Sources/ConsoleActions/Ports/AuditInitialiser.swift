package import ConsoleDomain

/// Creates the console's own collections and indexes.
///
/// `initialise` is the one write without a permit: there is nothing yet to record an intent in. It
/// touches no document and no collection of the backend, and is idempotent.
package protocol AuditInitialiser: Sendable {
  /// Whether the audit collections exist with their unique indexes.
  func isInitialised() async throws(StoreProblem) -> Bool
  /// What is missing or not as this version makes it; empty: nothing.
  func findings() async throws(StoreProblem) -> [SchemaFinding]
  /// Creates what is missing; the person must have agreed to it.
  func initialise() async throws(StoreProblem)
  /// Creates the index that a finding calls missing, and nothing else.
  func create(
    _ finding: SchemaFinding,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem)
}
