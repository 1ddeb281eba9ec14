package import ConsoleDemo

/// Starts private servers for one test, runs it, and always ends them.
///
/// For tests that stop, kill or fill a server; all others share `SharedServers`.
package func withServers<Result>(
  accessControl: Bool = false,
  _ body: (PrivateServers) async throws -> Result
) async throws -> Result {
  let servers = try await PrivateServers.start(accessControl: accessControl)
  do {
    let result = try await body(servers)
    await servers.stop()
    return result
  } catch {
    await servers.stop()
    throw error
  }
}
