/// Reads rate-limit counters, whatever store they are in.
package struct LimitReads: Sendable {
  /// Reads every counter of the profile's limiters in bounded steps, publishing a snapshot at least twice
  /// a second and at the end; cancelling the task stops it after the page in flight.
  package var scan:
    @Sendable (_ publish: @escaping @Sendable (CounterSnapshot) -> Void) async throws(StoreProblem)
      -> CounterSnapshot

  /// The same in steps as small, but with no rest between them: for a command that ends with it.
  package var readAll: @Sendable () async throws(StoreProblem) -> CounterSnapshot

  /// These counters afresh, by their exact keys; nil for one that is gone.
  package var refresh:
    @Sendable (_ ids: [CounterID]) async throws(StoreProblem) -> [CounterReading?]

  /// Makes a port from its readers.
  package init(
    scan:
      @escaping @Sendable (_ publish: @escaping @Sendable (CounterSnapshot) -> Void)
      async throws(StoreProblem) -> CounterSnapshot,
    readAll: @escaping @Sendable () async throws(StoreProblem) -> CounterSnapshot,
    refresh:
      @escaping @Sendable (_ ids: [CounterID]) async throws(StoreProblem) -> [CounterReading?]
  ) {
    self.scan = scan
    self.readAll = readAll
    self.refresh = refresh
  }
}
