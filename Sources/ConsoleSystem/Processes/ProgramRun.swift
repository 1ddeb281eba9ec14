import Glibc

/// Runs a program to its end: text in, exit status out.
package enum ProgramRun {
  /// How often a program that runs is asked whether it has ended.
  private static let pause: Duration = .milliseconds(20)

  /// The exit status; a program that does not end by `deadline` is killed and fails with `ETIMEDOUT`.
  ///
  /// The input may hold secrets, which arguments may not: it goes through a pipe and must fit into
  /// its buffer (64 KiB are always accepted), or the program must read it.
  package static func run(
    _ executable: String,
    arguments: [String],
    input: [UInt8],
    environment: [String: String] = [:],
    deadline: Duration
  ) async throws(SystemFailure) -> Int32 {
    let child = try start(executable, arguments, input, environment)
    let end = SystemClock.monotonic() + deadline
    while SystemClock.monotonic() < end, !Task.isCancelled {
      if let status = child.exitStatus() { return status }
      // Cancelled: the loop's own condition sees it.
      try? await Task.sleep(for: pause)
    }
    if let status = child.exitStatus() { return status }
    try ProcessSignal.kill.send(to: child.id)
    child.waitForEnd()
    throw SystemFailure("run", path: executable, code: ETIMEDOUT)
  }

  private static func start(
    _ executable: String,
    _ arguments: [String],
    _ input: [UInt8],
    _ environment: [String: String]
  ) throws(SystemFailure) -> ChildProcess {
    let pipe = try Pipe()
    let child = try ChildProcess.start(
      ProcessLaunch(
        executable: executable,
        arguments: arguments,
        environment: environment,
        input: pipe.reader.number
      )
    )
    // Its own end is closed when the pipe goes away: the program sees the end of its input.
    try pipe.takeWriter().write(input)
    return child
  }
}
