import ConsoleSystem
import ServerHarness
import Testing

/// `holdfast demo --no-console`: addresses on standard output, and nothing left afterwards.
struct DemoCommandTests {
  @Test func itsAddressesWorkUntilItIsToldToEnd() async throws {
    let home = try Folder.temporary(prefix: "holdfast-home")
    defer { try? home.removeRecursively() }
    let own = ["HOME": home.path, "PATH": "/usr/bin:/bin", "TMPDIR": home.path]
    let demo = try CommandRun(
      ["demo", "--no-console", "--sessions", "20"],
      environment: own,
      input: ""
    )
    let isReady = await eventually(within: .seconds(120)) {
      demo.outputSoFar.hasSuffix("READY\n")
    }
    #expect(isReady)
    let addresses = Self.variables(demo.outputSoFar)
    #expect(addresses["MONGO_DB"] == "app")
    let list = try await CommandRun(
      ["sessions", "list", "--format", "ndjson"],
      environment: own.merging(addresses) { $1 },
      input: ""
    ).result()
    #expect(list.status == 0)
    #expect(list.lines.count >= 20)
    try await demo.send(.terminate)
    let result = try await demo.result()
    #expect(result.status == 143)
    #expect(result.errors == "holdfast: starting a private Redis and MongoDB with made-up data\n")
    let socket = try #require(addresses["REDIS_URL"]).dropFirst("unix://".count)
    #expect(!File(String(socket)).exists)
    #expect(!File(Path.folder(of: String(socket))).exists)
  }

  /// `NAME='value'` lines without their quotes.
  private static func variables(_ output: String) -> [String: String] {
    var variables: [String: String] = [:]
    for line in output.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { variables[String(parts[0])] = parts[1].filter { $0 != "'" } }
    }
    return variables
  }
}
