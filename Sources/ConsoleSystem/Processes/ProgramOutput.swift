/// What a program writes, read while it runs.
package struct ProgramOutput: Sendable {
  /// Its standard output as a stream.
  package let file: ReadableFile
  private let child: ChildProcess

  /// Starts a program whose output is wanted; its input is a file or nothing.
  package init(
    _ executable: String,
    arguments: [String],
    environment: [String: String] = [:]
  ) throws(SystemFailure) {
    let pipe = try Pipe()
    child = try ChildProcess.start(
      ProcessLaunch(
        executable: executable,
        arguments: arguments,
        environment: environment,
        output: pipe.writer.number
      )
    )
    file = ReadableFile(owning: pipe.takeReader(), path: executable)
  }

  /// Waits for the end of a program whose output was read to its end; its status, 0 where all is well.
  package func finish() -> Int32 { child.waitForStatus() }

  /// Ends a program whose output is not wanted any more.
  package func stop() {
    // One that has ended by itself can't be killed, and is waited for all the same.
    try? ProcessSignal.kill.send(to: child.id)
    child.waitForEnd()
  }
}
