import ConsoleDemo
import ConsoleMongo
import ConsoleSystem
import ServerHarness
import Synchronization
import Testing

/// Ten processes that write into one chain at once, over connections that lose answers.
@Suite(.serialized, .timeLimit(.minutes(15)))
struct ConcurrentConsolesTests {
  private static let rounds = 4
  private static let consoles = 10
  /// Of each round's consoles, those that are killed after their body and before their header.
  private static let crashes = 2

  @Test func nothingIsLostOrDoubledAndEachCrashLeavesOneOrphan() async throws {
    let bench = try await CommandBench.start()
    do {
      try await writeAndCheck(bench)
    } catch {
      await bench.stop()
      throw error
    }
    await bench.stop()
  }

  private func writeAndCheck(_ bench: CommandBench) async throws {
    let losses = LostAnswers()
    let lossy = try ProxiedBench(bench) { losses.verdict(on: $0) }
    defer { lossy.stop() }
    let before = try await headers(of: bench).count
    var sequences: [Int] = []
    for round in 0..<Self.rounds {
      sequences += try await self.round(round, on: bench, lossy)
    }
    let written = Self.rounds * (Self.consoles - Self.crashes)
    #expect(lossy.interventions > 0)
    #expect(Set(sequences).count == written)
    let headers = try await headers(of: bench)
    #expect(headers.map { $0["_id"]?.int } == Array(0..<(before + written)))
    let verification = try await bench.run("audit", "verify", "--format", "ndjson")
    #expect(verification.status == 0, "\(verification.output)")
    let events = Set(headers.compactMap { $0["eventId"]?.string })
    let bodies = try await bench.backend.documents(
      "audit_bodies",
      of: bench.backend.demo.consoleDatabase
    )
    let orphans = bodies.count { $0["_id"]?.string.map { !events.contains($0) } ?? true }
    #expect(orphans == Self.rounds * Self.crashes)
    #expect(bodies.count == headers.count + orphans)
  }

  /// All consoles of a round at once; the sequences that they were told.
  private func round(
    _ number: Int,
    on bench: CommandBench,
    _ lossy: ProxiedBench
  ) async throws -> [Int] {
    let annotate = { (console: Int) in
      ["audit", "annotate", "0", "--note", "round \(number) of console \(console)"]
        + ["--format", "ndjson"]
    }
    var crashing: [(ProxiedBench, CommandRun)] = []
    defer { for (proxied, _) in crashing { proxied.stop() } }
    for console in 0..<Self.crashes {
      let once = Once()
      let proxied = try ProxiedBench(bench) { request in
        request.isInsert(into: "audit_bodies") && once.first() ? .keepAnswer : .pass
      }
      crashing.append((proxied, try proxied.begin(annotate(console))))
    }
    let runs = try (Self.crashes..<Self.consoles).map { try lossy.begin(annotate($0)) }
    for (proxied, run) in crashing {
      try #require(await eventually(within: .seconds(60)) { proxied.interventions > 0 })
      try await run.send(.kill)
      #expect(try await run.result().status == 137)
    }
    var sequences: [Int] = []
    for run in runs {
      let result = try await run.result()
      #expect(result.status == 0, "\(result.errors)")
      sequences.append(try #require(Self.sequence(in: result.output), "\(result.output)"))
    }
    return sequences
  }

  private func headers(of bench: CommandBench) async throws -> [MongoDocument] {
    try await bench.backend.documents("audit_headers", of: bench.backend.demo.consoleDatabase)
  }

  /// The number in `"seq":"…"`.
  private static func sequence(in output: String) -> Int? {
    guard let start = output.ranges(of: #""seq":""#).first else { return nil }
    return Int(output[start.upperBound...].prefix(while: \.isNumber))
  }
}

/// Loses every fourth answer to an insert of a record, and none of the same one twice: a body that can't
/// be stored in two tries is refused.
private final class LostAnswers: Sendable {
  private struct State {
    var inserts = 0
    var lost: Set<String> = []
  }

  private let state = Mutex(State())

  func verdict(on request: [UInt8]) -> WireProxy.Verdict {
    let name =
      request.isInsert(into: "audit_headers")
      ? request.string(of: "eventId").map { "header \($0)" }
      : request.isInsert(into: "audit_bodies")
        ? request.string(of: "_id").map { "body \($0)" } : nil
    guard let name else { return .pass }
    return state.withLock { state in
      state.inserts += 1
      guard state.inserts % 4 == 0, state.lost.insert(name).inserted else { return .pass }
      return .loseAnswer
    }
  }
}
