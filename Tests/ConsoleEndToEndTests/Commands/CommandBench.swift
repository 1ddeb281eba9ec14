import ConsoleDemo
import ConsoleDomain
import ConsoleSystem
import ServerHarness

/// A backend for commands, with a state folder of their own and an audit store that is ready.
struct CommandBench: Sendable {
  let backend: DemoBackend
  /// Holds settings, state and log of every run on this bench.
  let home: Folder

  /// Starts one; the audit store is made by the command that makes it.
  static func start() async throws -> CommandBench {
    let backend = try await DemoBackend.start()
    // Within the servers' own folder, which goes with them however this process ends.
    let servers = backend.demo.servers.folder.path
    let bench = CommandBench(
      backend: backend,
      home: try Folder.temporary(prefix: "home", in: servers)
    )
    let result = try await bench.run("doctor", "--init", "--yes")
    guard result.status == 0 else { throw NotReady(errors: result.errors) }
    return bench
  }

  func stop() async {
    await backend.stop()
  }

  /// The environment of the operator; `changes` win.
  func environment(_ changes: [String: String] = [:]) -> [String: String] {
    [
      "HOME": home.path, "XDG_STATE_HOME": "\(home.path)/state",
      "XDG_CONFIG_HOME": "\(home.path)/config", "PATH": "/usr/bin:/bin",
    ].merging(backend.environment) { $1 }.merging(changes) { $1 }
  }

  /// Runs a command to its end.
  func run(
    _ arguments: String...,
    input: String = "",
    with changes: [String: String] = [:]
  ) async throws -> CommandResult {
    try await CommandRun(arguments, environment: environment(changes), input: input).result()
  }

  /// Runs a command whose output is read by `head -n 1`.
  func runThroughHead(_ arguments: String...) async throws -> CommandResult {
    try await CommandRun(
      arguments,
      environment: environment(),
      input: "",
      throughHead: true
    ).result()
  }

  /// Begins a command that the test interferes with.
  func begin(_ arguments: String..., input: String = "") throws -> CommandRun {
    try CommandRun(arguments, environment: environment(), input: input)
  }

  /// The addresses of one of the demo's people.
  func addresses(of name: String) throws -> [String: String] {
    guard let person = backend.demo.people.first(where: { $0.name == name }),
      let redis = person.redisURL
    else { throw NoSuchPerson() }
    return ["REDIS_URL": redis, "MONGO_URI": person.mongoURI]
  }

  /// Some sessions of a user who has no others.
  func addSessions(_ count: Int) async throws -> AddedSessions {
    let user = Self.letters(24, of: "0123456789abcdef")
    var sids: [String] = []
    for _ in 0..<count {
      let sid = Self.letters(32, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
      try await backend.addSession(sid, user: user, agent: "curl/8.5")
      sids.append(sid)
    }
    return AddedSessions(user: user, sids: sids)
  }

  /// How many of the sessions are still there.
  func remaining(_ added: AddedSessions) async throws -> Int {
    var count = 0
    for sid in added.sids where try await backend.has(session: sid) { count += 1 }
    return count
  }

  /// Everything the runs have logged.
  var log: String {
    let bytes = try? File("\(home.path)/state/holdfast/holdfast.log").read(limit: 64 << 20)
    return String(decoding: bytes ?? [], as: UTF8.self)
  }

  private static func letters(_ count: Int, of alphabet: String) -> String {
    String((0..<count).compactMap { _ in alphabet.randomElement() })
  }

  private struct NotReady: Error {
    var errors: String
  }

  private struct NoSuchPerson: Error {}
}

/// Sessions that a test made for itself.
struct AddedSessions: Sendable {
  var user: String
  var sids: [String]

  /// As commands read them.
  var input: String { sids.map { "\($0)\n" }.joined() }
}

/// The bench of all command tests that stop no server; it ends with the process.
actor SharedBench {
  private static let instance = SharedBench()
  private var starting: Task<CommandBench, any Error>?

  static func bench() async throws -> CommandBench {
    try await instance.running()
  }

  private func running() async throws -> CommandBench {
    let task = starting ?? Task { try await CommandBench.start() }
    starting = task
    return try await task.value
  }
}
