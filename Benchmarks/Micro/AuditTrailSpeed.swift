import ConsoleActions
import ConsoleDemo
import ConsoleDomain
import ConsoleStores
import ConsoleSystem

/// Appending to the audit trail and verifying it, against a C program over libmongoc and OpenSSL.
///
/// Ours also makes salts and digests, links each header to the last, and checks bodies, links, forms
/// and the Merkle root.
struct AuditTrailSpeed {
  let stores: BenchmarkStores
  let demo: RunningDemo
  /// `baseline/audit`.
  let baseline: BaselineProgram
  let runs: Int

  private static let appended = 500
  private static let verified = 10_000
  /// Half of the speed of the two bare inserts.
  private static let appendTarget = 2.0
  /// 0.3 of the speed of reading and hashing alone.
  private static let verifyTarget = 3.33

  func measureAppending() async throws -> Measurement {
    try await stores.stores.initialiser.initialise()
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<runs {
      theirs.append(
        try await baseline.figure([
          "append", demo.administratorURI, "holdfast_bare", "\(Self.appended)",
        ])
      )
      let start = SystemClock.monotonic()
      for _ in 0..<Self.appended { try await stores.record() }
      ours.append((SystemClock.monotonic() - start) / .seconds(1))
    }
    return Measurement(
      name: "append \(Self.appended) audit records",
      ours: ours,
      baseline: theirs,
      target: Self.appendTarget
    )
  }

  func measureVerifying() async throws -> Measurement {
    let reader = MongoAuditReader(
      client: stores.mongo,
      background: stores.mongo,
      database: stores.database,
      consoleDatabase: stores.consoleDatabase,
      collections: .demo,
      now: BenchmarkStores.clock.now
    ).port
    var count = try await reader.verify { _ in }.headers
    while count < Self.verified {
      try await stores.record()
      count += 1
    }
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<runs {
      theirs.append(
        try await baseline.figure(["verify", demo.administratorURI, stores.consoleDatabase])
      )
      let start = SystemClock.monotonic()
      let verification = try await reader.verify { _ in }
      ours.append((SystemClock.monotonic() - start) / .seconds(1))
      guard verification.faults.isEmpty, verification.headers >= count else {
        throw BenchmarkFailure(description: "the chain does not verify")
      }
    }
    return Measurement(
      name: "verify \(count) audit records",
      ours: ours,
      baseline: theirs,
      target: Self.verifyTarget
    )
  }
}
