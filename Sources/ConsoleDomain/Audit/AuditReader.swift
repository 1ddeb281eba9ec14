/// Reads the audit records of both logs.
package struct AuditReader: Sendable {
  /// Takes the next links of the chain; false ends the walk.
  package typealias Visit = @Sendable ([AuditLink]) async throws(StoreProblem) -> Bool

  /// The newest `limit` events of each log.
  package var newest: @Sendable (_ limit: Int) async throws(StoreProblem) -> AuditPage
  /// A page of both logs as one, on one side of a place in them.
  package var events: @Sendable (AuditEventRequest) async throws(StoreProblem) -> AuditSlice
  /// Payload and metadata of one event of the backend in clear, to be put on record before; nil when
  /// the event is gone or stripped.
  package var reveal: @Sendable (_ id: String) async throws(StoreProblem) -> RevealedEvent?
  /// Looks, in a sample, for entities changed without an event.
  package var coverage: @Sendable (CoverageRequest) async throws(StoreProblem) -> CoverageReport
  /// Hands over the chain from a sequence on, in its order and in constant memory.
  package var links:
    @Sendable (_ first: Int64, _ visit: @escaping Visit) async throws(StoreProblem) -> Void

  /// Makes a port.
  package init(
    newest: @escaping @Sendable (_ limit: Int) async throws(StoreProblem) -> AuditPage,
    events:
      @escaping @Sendable (AuditEventRequest) async throws(StoreProblem) -> AuditSlice,
    reveal: @escaping @Sendable (_ id: String) async throws(StoreProblem) -> RevealedEvent?,
    coverage:
      @escaping @Sendable (CoverageRequest) async throws(StoreProblem) -> CoverageReport,
    links:
      @escaping @Sendable (_ first: Int64, _ visit: @escaping Visit) async throws(StoreProblem)
      -> Void
  ) {
    self.newest = newest
    self.events = events
    self.reveal = reveal
    self.coverage = coverage
    self.links = links
  }
}

/// A header of the chain with what is known of its body.
package struct AuditLink: Hashable, Sendable {
  package var header: AuditHeader
  package var body: AuditChainVerifier.Body

  /// Makes a link.
  package init(header: AuditHeader, body: AuditChainVerifier.Body) {
    self.header = header
    self.body = body
  }
}
