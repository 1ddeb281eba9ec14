/// Reads what stands beside the records themselves: headers alone, checkpoints, how many bodies.
package struct ChainReader: Sendable {
  /// Takes the next headers of the chain; false ends the walk.
  package typealias Visit = @Sendable ([AuditHeader]) async throws(StoreProblem) -> Bool

  /// Hands over the headers from a sequence on, in their order and in constant memory.
  package var headers:
    @Sendable (_ first: Int64, _ visit: @escaping Visit) async throws(StoreProblem) -> Void
  /// The last header of the chain; nil: there is none.
  package var newestHeader: @Sendable () async throws(StoreProblem) -> AuditHeader?
  /// The stored checkpoints above a size, smallest first, a page at a time; empty: there are no more.
  package var checkpoints: @Sendable (_ above: Int) async throws(StoreProblem) -> [StoredCheckpoint]
  /// The stored checkpoint with the largest size; nil: there is none.
  package var newestCheckpoint: @Sendable () async throws(StoreProblem) -> StoredCheckpoint?
  /// How many bodies are stored, those of no header included; nil where that may not be asked.
  package var bodyCount: @Sendable () async throws(StoreProblem) -> Int64?

  /// Makes a port.
  package init(
    headers:
      @escaping @Sendable (_ first: Int64, _ visit: @escaping Visit) async throws(StoreProblem)
      -> Void,
    newestHeader: @escaping @Sendable () async throws(StoreProblem) -> AuditHeader?,
    checkpoints:
      @escaping @Sendable (_ above: Int) async throws(StoreProblem)
      -> [StoredCheckpoint],
    newestCheckpoint: @escaping @Sendable () async throws(StoreProblem) -> StoredCheckpoint?,
    bodyCount: @escaping @Sendable () async throws(StoreProblem) -> Int64?
  ) {
    self.headers = headers
    self.newestHeader = newestHeader
    self.checkpoints = checkpoints
    self.newestCheckpoint = newestCheckpoint
    self.bodyCount = bodyCount
  }
}
