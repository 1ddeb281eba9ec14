import ConsoleDemo
import ConsoleSystem

/// A process to be killed: starts private servers, prints their folder and process ids, and waits.
@main
struct PrivateServersHost {
  static func main() async throws {
    let servers = try await PrivateServers.start(accessControl: false)
    let ids = PrivateServer.allCases.compactMap { servers.processID(of: $0) }
    StandardStream.output.write("\(servers.folder.path) \(ids[0]) \(ids[1])\n")
    // Until the pipe on standard input ends, or somebody kills us.
    _ = try StandardInput.read(limit: 1)
    await servers.stop()
  }
}
