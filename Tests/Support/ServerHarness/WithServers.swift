package import ConsoleDemo

/// Starts private servers for one test, runs it, and always ends them.
///
/// The replica set is not initiated yet: `initiateReplicaSet` does that where a test needs it.
/// For tests that stop, kill or fill a server; all others share `SharedServers`.
package func withServers<Result>(
  accessControl: Bool = false,
  programs: ServerPrograms? = nil,
  _ body: (PrivateServers) async throws -> Result
) async throws -> Result {
  let servers = try await PrivateServers.start(accessControl: accessControl, programs: programs)
  do {
    let result = try await body(servers)
    await servers.stop()
    return result
  } catch {
    await servers.stop()
    throw error
  }
}
