/// Reads what digests of the backend's event log are made of and checked against.
package struct BackendDigestReader: Sendable {
  /// Takes the next events of a stretch; false ends the walk.
  package typealias Visit = @Sendable ([EventLogLeaf]) async throws(StoreProblem) -> Bool

  /// `database.collection` of the event log.
  package var collection: String
  /// Up to which id the log has settled, by the server's clock: later events may still come before it.
  package var settled: @Sendable () async throws(StoreProblem) -> String
  /// Hands over the events after one id up to another, in the order of ids, a page at a time.
  package var events:
    @Sendable (_ after: String?, _ through: String, _ visit: @escaping Visit)
      async throws(StoreProblem) -> Void

  /// Makes a port.
  package init(
    collection: String,
    settled: @escaping @Sendable () async throws(StoreProblem) -> String,
    events:
      @escaping @Sendable (_ after: String?, _ through: String, _ visit: @escaping Visit)
      async throws(StoreProblem) -> Void
  ) {
    self.collection = collection
    self.settled = settled
    self.events = events
  }

  /// The digest of what came after an id up to the settled bound, or of its first `limit` events.
  ///
  /// nil: the log has settled no further than that id, which a clock that was set back can cause.
  package func digest(after: String?, limit: Int) async throws(StoreProblem) -> EventLogDigest? {
    let settled = try await settled()
    if let after, settled <= after { return nil }
    let taking = DigestTaking(limit: max(1, limit))
    try await events(after, settled) { leaves throws(StoreProblem) in await taking.add(leaves) }
    return await taking.digest(of: collection, after: after, settled: settled)
  }
}

/// A digester between two pages of a walk.
private actor DigestTaking {
  private var digester = EventLogDigester()
  private var last: String?
  private let limit: Int

  init(limit: Int) { self.limit = limit }

  func add(_ leaves: [EventLogLeaf]) -> Bool {
    for leaf in leaves where digester.count < limit {
      digester.add(leaf)
      last = leaf.id
    }
    return digester.count < limit
  }

  func digest(of collection: String, after: String?, settled: String) -> EventLogDigest {
    let end = digester.count < limit ? settled : last ?? settled
    return digester.digest(of: collection, after: after, through: end)
  }
}
