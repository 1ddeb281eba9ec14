import ConsoleSystem

/// The server programs of this machine.
package struct ServerPrograms: Hashable, Sendable {
  /// Absolute path of redis-server.
  package var redis: String
  /// Absolute path of mongod.
  package var mongod: String

  /// Finds both, or says which one is missing.
  package static func locate() throws(DemoFailure) -> ServerPrograms {
    guard let redis = ExecutableSearch.find("redis-server") else {
      throw .missingProgram("redis-server")
    }
    guard let mongod = locateMongod() else { throw .missingProgram("mongod") }
    return ServerPrograms(redis: redis, mongod: mongod)
  }

  /// `HOLDFAST_MONGOD`, then `PATH`, then the one that scripts/setup left in a checkout around us.
  private static func locateMongod() -> String? {
    if let named = ProcessEnvironment.value("HOLDFAST_MONGOD"), !named.isEmpty {
      return File(named).isExecutable ? named : nil
    }
    return ExecutableSearch.find("mongod") ?? cached.first { File($0).isExecutable }
  }

  private static var cached: [String] {
    let start = [Path.executable.map(Path.folder(of:)), Path.current].compactMap(\.self)
    return start.flatMap(Path.ancestors(of:)).map { "\($0)/.cache/mongod/mongod" }
  }
}
