import ConsoleSystem
import ServerHarness
import TerminalHarness

/// What a run of the built program came to.
struct CommandResult: Sendable {
  /// As a shell tells it: 128 and the signal's number for a program that a signal ended.
  var status: Int32
  var output: String
  var errors: String

  /// The lines of standard output.
  var lines: [Substring] { output.split(separator: "\n") }
}

/// A run of the built program without a terminal, its output and messages in files of their own.
struct CommandRun: Sendable {
  /// For a machine that runs everything at once: a revoke alone takes its 30 seconds of checks.
  private static let patience = Duration.seconds(150)

  private let shell: ChildProcess
  private let folder: Folder

  /// Starts it; `input` becomes its standard input, `HOME` is where the run keeps its files.
  ///
  /// A shell stands between, which keeps the two streams apart and tells how the program ended.
  init(
    _ arguments: [String],
    environment: [String: String],
    input: String,
    throughHead: Bool = false,
    program: String = BuiltProduct.path("holdfast")
  ) throws {
    folder = try Folder.temporary(prefix: "command", in: environment["HOME"])
    try File("\(folder.path)/in").replace(with: input.utf8)
    // The named pipe's reader takes one line and goes away.
    let output = throughHead ? "pipe" : "out"
    let script = """
      cd "$1" && shift
      if [ \(output) = pipe ]; then mkfifo pipe; head -n 1 <pipe >out & fi
      "$@" <in >\(output) 2>err &
      echo $! >pid.new && mv pid.new pid
      wait $!
      status=$?
      wait
      echo $status >status.new && mv status.new status
      """
    shell = try ChildProcess.start(
      ProcessLaunch(
        executable: "/bin/sh",
        arguments: ["-c", script, "sh", folder.path, program] + arguments,
        environment: environment
      )
    )
  }

  /// What it has written to standard output so far.
  var outputSoFar: String { text("out") }

  /// Whether the program has ended by itself.
  var hasEnded: Bool { File(path("status")).exists }

  /// Sends the program, not the shell before it, a signal.
  func send(_ signal: ProcessSignal) async throws {
    let isStarted = await eventually { File(path("pid")).exists }
    guard isStarted, let id = Int32(text("pid").filter(\.isNumber)) else { throw NeverStarted() }
    try signal.send(to: id)
  }

  /// Waits for its end; a program that does not end is killed and fails the test.
  func result() async throws -> CommandResult {
    let hasEnded = await eventually(within: Self.patience) {
      shell.hasEnded() || File(path("status")).exists
    }
    if !hasEnded { try await send(.kill) }
    _ = await eventually { shell.hasEnded() }
    defer { try? folder.removeRecursively() }
    guard hasEnded, let status = Int32(text("status").filter(\.isNumber)) else {
      throw NeverEnded(errors: text("err"))
    }
    return CommandResult(status: status, output: text("out"), errors: text("err"))
  }

  private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  private func text(_ name: String) -> String {
    let bytes = try? File(path(name)).read(limit: 64 << 20)
    return String(decoding: bytes ?? [], as: UTF8.self)
  }

  private struct NeverStarted: Error {}

  private struct NeverEnded: Error {
    var errors: String
  }
}
