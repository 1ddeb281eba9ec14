import ConsoleMongo
import Glibc
import ServerHarness
import TerminalHarness
import Testing

/// An interactive console is on record from its start to its end.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct ConsoleRecordTests {
  /// The causes of the ends on record so far.
  private func causes(_ bench: CommandBench) async throws -> [String] {
    let headers = try await find("audit_headers", ["type": "console.end"], bench)
    var causes: [String] = []
    for header in headers {
      let id = try #require(header["eventId"])
      let bodies = try await find("audit_bodies", ["_id": id], bench)
      let fields = bodies.first?["disclosed"]?.array ?? []
      let cause = fields.compactMap(\.document).first { $0["path"]?.string == "cause" }
      causes.append(cause?["value"]?.string ?? "")
    }
    return causes
  }

  private func find(
    _ collection: String,
    _ filter: MongoDocument,
    _ bench: CommandBench
  ) async throws -> [MongoDocument] {
    try await bench.backend.mongo.find(
      FindRequest(MongoNamespace("holdfast", collection), filter: filter, sort: ["_id": 1]),
      deadline: .seconds(30)
    )
  }

  private func withOpenConsole(
    _ bench: CommandBench,
    _ body: (ConsoleUnderTest) async throws -> Void
  ) async throws {
    let before = try await find("audit_headers", ["type": "console.start"], bench).count
    try await withConsole(on: bench.backend) { console in
      try await console.see("scanned, complete")
      #expect(
        try await eventually(within: .seconds(60)) {
          try await find("audit_headers", ["type": "console.start"], bench).count == before + 1
        }
      )
      try await body(console)
    }
  }

  @Test func quittingSignalsAndHangUpsSayHowItEnded() async throws {
    let bench = try await SharedBench.bench()
    let before = try await causes(bench)
    try await withOpenConsole(bench) { console in
      await console.press("q")
      try await console.ends(as: .status(0))
    }
    try await withOpenConsole(bench) { console in
      await console.signal(SIGTERM)
      try await console.ends(as: .status(143))
    }
    try await withOpenConsole(bench) { console in
      await console.signal(SIGHUP)
      try await console.ends(as: .status(129))
    }
    let added = try await causes(bench).dropFirst(before.count)
    #expect(Array(added) == ["quit", "signal 15", "terminal gone"])
  }
}
