import ConsoleDemo
import ConsoleSystem
import ServerHarness
import Synchronization

/// A bench whose commands reach both servers through proxies that may stop them at one request.
struct ProxiedBench {
  let bench: CommandBench
  let proxies: [WireProxy]
  private let port: UInt16
  private let socket: String

  /// Puts proxies before the servers of a bench.
  init(
    _ bench: CommandBench,
    mongo: @escaping WireProxy.Decide,
    redis: @escaping WireProxy.Decide = { _ in .pass }
  ) throws {
    self.bench = bench
    let servers = bench.backend.demo.servers
    let mongo = try WireProxy(at: .tcp(0), to: .tcp(servers.mongoPort), decide: mongo)
    port = try mongo.port()
    socket = "\(servers.folder.path)/proxy\(port).sock"
    proxies = [
      mongo, try WireProxy(at: .unix(socket), to: .unix(servers.redisSocket), decide: redis),
    ]
  }

  /// The environment of the operator, through the proxies; `changes` win, and their addresses lead
  /// through the proxies as well.
  func environment(_ changes: [String: String] = [:]) -> [String: String] {
    let servers = bench.backend.demo.servers
    var environment = bench.environment(changes)
    // A replica set's members would be asked for and reached directly. Without the driver's own second
    // try, what was not acknowledged is the console's to find out.
    environment["MONGO_URI"]?.replace(":\(servers.mongoPort)/", with: ":\(port)/")
    environment["MONGO_URI"]?.replace(
      "replicaSet=\(servers.replicaSet)",
      with: "directConnection=true&retryWrites=false"
    )
    environment["REDIS_URL"]?.replace(servers.redisSocket, with: socket)
    return environment
  }

  /// How many requests were stopped or lost so far.
  var interventions: Int { proxies.reduce(0) { $0 + $1.interventionCount } }

  func begin(
    _ arguments: [String],
    input: String = "",
    with changes: [String: String] = [:]
  ) throws -> CommandRun {
    try CommandRun(arguments, environment: environment(changes), input: input)
  }

  func stop() {
    for proxy in proxies { proxy.stop() }
  }
}

/// True from the first time on that it is asked for.
final class Once: Sendable {
  private let state = Mutex(false)

  /// Whether this is the first call.
  func first() -> Bool {
    state.withLock { done in
      defer { done = true }
      return !done
    }
  }

  var isDone: Bool { state.withLock { $0 } }
}

/// Numbers calls from any thread, from 1 up.
final class CountedCalls: Sendable {
  private let state = Mutex(0)

  func next() -> Int {
    state.withLock { count in
      count += 1
      return count
    }
  }

  var count: Int { state.withLock { $0 } }
}
