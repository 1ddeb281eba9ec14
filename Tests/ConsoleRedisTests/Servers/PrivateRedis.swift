import ConsoleRedis
import ConsoleSystem
import ServerHarness
import Synchronization

/// A redis-server of one test alone, which may be stopped, killed and restarted.
///
/// A shell owns it and waits on a pipe: when this process is gone, so are server and folder.
final class PrivateRedis: Sendable {
  let port: UInt16
  private let folder: Folder
  private let shell: ChildProcess
  private let lifeline: Mutex<FileDescriptor?>

  var unix: RedisAddress { RedisAddress(endpoint: .unix(path: "\(folder.path)/redis.sock")) }
  var tcp: RedisAddress { RedisAddress(endpoint: .tcp(host: "localhost", port: port)) }

  /// Starts a server, runs the body and ends the server.
  static func run(_ body: (PrivateRedis) async throws -> Void) async throws {
    let server = try PrivateRedis()
    defer { server.end() }
    try await server.waitUntilItAnswers()
    try await body(server)
  }

  private init() throws {
    let program = try require(executable: "redis-server")
    let pipe = try Pipe()
    folder = try Folder.temporary(prefix: "holdfast-redis")
    port = try LoopbackPort.free()
    shell = try ChildProcess.start(
      ProcessLaunch(
        executable: "/bin/sh",
        arguments: ["-c", Self.script, "private-redis", folder.path, program, String(port)],
        environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C"],
        input: pipe.reader.number
      )
    )
    lifeline = Mutex(pipe.takeWriter())
  }

  func signal(_ signal: ProcessSignal) throws {
    let bytes = try File("\(folder.path)/pid").read(limit: 32)
    let text = String(decoding: bytes, as: UTF8.self).filter(\.isNumber)
    guard let id = Int32(text) else { throw MissingProcess() }
    try signal.send(to: id)
  }

  /// Starts the server again on its old addresses after it was killed; it comes back empty.
  func restart() async throws {
    try lifeline.withLock { try $0?.write("start\n".utf8) }
    try await waitUntilItAnswers()
  }

  private func end() {
    try? signal(.resume)
    lifeline.withLock { $0 = nil }
  }

  private func waitUntilItAnswers() async throws {
    let path = "\(folder.path)/redis.sock"
    guard await eventually({ UnixSocket.accepts(path) && LoopbackPort.accepts(self.port) }) else {
      throw MissingProcess()
    }
  }

  private struct MissingProcess: Error {}

  private static let script = """
    folder=$1 redis=$2 port=$3
    cd "$folder" || exit 1
    start() {
      rm -f redis.sock
      "$redis" --port "$port" --bind 127.0.0.1 --unixsocket "$folder/redis.sock" --save '' \
        --appendonly no --dir "$folder" --loglevel warning < /dev/null > redis.log 2>&1 &
      id=$!
      echo $id > pid.new && mv pid.new pid
    }
    start
    while read -r line; do wait $id; start; done
    kill -KILL $id
    wait $id
    cd / && rm -rf -- "$folder"
    """
}

private func require(executable name: String) throws -> String {
  struct NotInstalled: Error { let name: String }
  guard let path = ExecutableSearch.find(name) else { throw NotInstalled(name: name) }
  return path
}
