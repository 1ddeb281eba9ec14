import ConsoleDemo
import ConsoleSystem
import ServerHarness
import Synchronization

/// A bench whose commands reach both servers through proxies that may stop them at one request.
struct ProxiedBench {
  let bench: CommandBench
  let proxies: [WireProxy]
  let environment: [String: String]

  /// Puts proxies before the servers of a bench.
  init(
    _ bench: CommandBench,
    mongo: @escaping WireProxy.Decide,
    redis: @escaping WireProxy.Decide = { _ in .pass }
  ) throws {
    self.bench = bench
    let servers = bench.backend.demo.servers
    let port = try LoopbackPort.free()
    let socket = "\(servers.folder.path)/proxy\(port).sock"
    proxies = [
      try WireProxy(at: .tcp(port), to: .tcp(servers.mongoPort), decide: mongo),
      try WireProxy(at: .unix(socket), to: .unix(servers.redisSocket), decide: redis),
    ]
    let demo = bench.backend.demo
    // A replica set's members would be asked for and reached directly. Without the driver's own second
    // try, what was not acknowledged is the console's to find out.
    let uri = demo.mongoURI.replacing(":\(servers.mongoPort)/", with: ":\(port)/")
      .replacing(
        "replicaSet=\(servers.replicaSet)",
        with: "directConnection=true&retryWrites=false"
      )
    environment = bench.environment([
      "MONGO_URI": uri, "REDIS_URL": demo.redisURL.replacing(servers.redisSocket, with: socket),
    ])
  }

  /// How many requests were stopped or lost so far.
  var interventions: Int { proxies.reduce(0) { $0 + $1.interventionCount } }

  func begin(_ arguments: [String], input: String = "") throws -> CommandRun {
    try CommandRun(arguments, environment: environment, input: input)
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
