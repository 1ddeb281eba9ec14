import ConsoleDemo
import ConsoleSystem
import ServerHarness
import Testing

/// A server that accepts connections and says nothing: SIGSTOP, one server at a time.
@Suite(.serialized)
struct SilentServerTests {
  @Test(arguments: [PrivateServer.redis, .mongod])
  func everyCommandEndsAndNamesIt(_ server: PrivateServer) async throws {
    let bench = try await CommandBench.start()
    let id = try #require(bench.backend.demo.servers.processID(of: server))
    try await freeze(id)
    let results =
      switch server {
      case .redis:
        [
          try await bench.run("sessions", "list"),
          try await bench.run("sessions", "list", "--user", "64f0c0ffee64f0c0ffee0001"),
        ]
      case .mongod:
        [
          try await bench.run("audit", "list"), try await bench.run("audit", "verify"),
          try await bench.run(
            "sessions",
            "revoke",
            "-",
            "--yes",
            "--reason",
            "a silent server",
            "--ticket",
            "E2E-800",
            input: "0123456789abcdef0123456789abcdef\n"
          ),
        ]
      }
    let doctor = try await bench.run("doctor")
    try ProcessSignal.resume.send(to: id)
    await bench.stop()
    for result in results {
      #expect(result.status == 2)
      #expect(result.errors.contains(server == .redis ? "Redis /" : "MongoDB 127.0.0.1:"))
    }
    #expect(doctor.status == 2)
    #expect(doctor.output.contains("ERROR connection"))
  }
}
