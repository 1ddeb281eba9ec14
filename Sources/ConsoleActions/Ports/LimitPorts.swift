package import ConsoleDomain

/// Everything that acting on rate-limit counters reads and writes.
package struct LimitPorts: Sendable {
  package var reads: CounterReads
  package var writer: any CounterWriter
  /// The profile's limiters: a `CounterID` names its own by its place here.
  package var limiters: [Profile.Limiter]

  /// Names the ports.
  package init(
    reads: CounterReads,
    writer: any CounterWriter,
    limiters: [Profile.Limiter]
  ) {
    self.reads = reads
    self.writer = writer
    self.limiters = limiters
  }
}

/// What a plan about counters reads: plain closures, since reading needs no permit.
///
/// Each look names the servers that are meant; another Redis that answers at the same address throws.
package struct CounterReads: Sendable {
  /// These counters by their exact keys, in the order asked.
  package var read:
    @Sendable (_ ids: [CounterID], _ servers: ServerIdentity) async throws(StoreProblem)
      -> CounterPage
  /// Every counter, within the port's own budget; the snapshot's phase says whether that was all.
  package var all:
    @Sendable (_ servers: ServerIdentity) async throws(StoreProblem) -> CounterSnapshot

  /// Makes the ports.
  package init(
    read:
      @escaping @Sendable (_ ids: [CounterID], _ servers: ServerIdentity)
      async throws(StoreProblem) -> CounterPage,
    all:
      @escaping @Sendable (_ servers: ServerIdentity) async throws(StoreProblem) -> CounterSnapshot
  ) {
    self.read = read
    self.all = all
  }
}

/// Counters that were read by their keys.
package struct CounterPage: Hashable, Sendable {
  /// nil: there is no such counter.
  package var readings: [CounterReading?]
  /// The moment by the server's own clock.
  package var now: Instant

  /// Makes a page.
  package init(readings: [CounterReading?], now: Instant) {
    self.readings = readings
    self.now = now
  }
}

/// The write port for counters: each write demands a permit and names one counter by its exact key.
package protocol CounterWriter: Sendable {
  /// Deletes all keys or the document of a counter, as its library's own reset does; what is there and
  /// no counter stays.
  func reset(
    _ id: CounterID,
    on servers: ServerIdentity,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> CounterOutcome

  /// Writes what `limiter.block` of rate-limiter-flexible writes.
  func block(
    _ block: LimitBlock,
    on servers: ServerIdentity,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> CounterOutcome
}
