import ConsoleSystem
import ServerHarness
import Testing

@Suite(.timeLimit(.minutes(2)))
struct ProcessTests {
  @Test func aChildGetsTheGivenEnvironmentAndNothingElse() async throws {
    let folder = try Folder.temporary(prefix: "holdfast-test")
    let output = File("\(folder.path)/output")
    let child = try ChildProcess.start(
      ProcessLaunch(
        executable: "/usr/bin/env",
        arguments: [],
        environment: ["ONLY": "this"],
        outputPath: output.path
      )
    )
    let hasEnded = await eventually { child.hasEnded() }
    #expect(hasEnded)
    #expect(try output.read(limit: 1000) == Array("ONLY=this\n".utf8))
    try folder.removeRecursively()
  }

  @Test func aChildIsOutOfReachOfOurTerminalAndInheritsNoDescriptor() async throws {
    let folder = try Folder.temporary(prefix: "holdfast-test")
    let output = File("\(folder.path)/output")
    // The session is the sixth field of stat; ls itself opens one descriptor more.
    let script = "read -r id _ _ _ _ session _ < /proc/$$/stat; echo $id $session; ls /proc/$$/fd"
    let child = try ChildProcess.start(
      ProcessLaunch(
        executable: "/bin/sh",
        arguments: ["-c", script],
        environment: ["PATH": "/usr/bin:/bin"],
        outputPath: output.path
      )
    )
    let hasEnded = await eventually { child.hasEnded() }
    #expect(hasEnded)
    let lines = String(decoding: try output.read(limit: 1000), as: UTF8.self).split(separator: "\n")
    #expect(lines.first == "\(child.id) \(child.id)")
    #expect(Set(lines.dropFirst()).isSubset(of: ["0", "1", "2", "3", "10", "255"]))
    try folder.removeRecursively()
  }

  @Test func theReadingEndSeesWhenTheLastWriterIsGone() async throws {
    let pipe = try Pipe()
    let child = try ChildProcess.start(
      ProcessLaunch(
        executable: "/bin/cat",
        arguments: [],
        environment: [:],
        input: pipe.reader.number
      )
    )
    #expect(!child.hasEnded())
    let writer = pipe.takeWriter()
    try writer.write("text".utf8)
    close(writer)
    let hasEnded = await eventually { child.hasEnded() }
    #expect(hasEnded)
  }

  @Test func signalsReachOneProcessAndAGoneOneCountsAsDone() async throws {
    let child = try ChildProcess.start(
      ProcessLaunch(executable: "/bin/sleep", arguments: ["600"], environment: [:])
    )
    #expect(ProcessSignal.isAlive(process: child.id))
    try ProcessSignal.kill.send(to: child.id)
    let isDead = await eventually { !ProcessSignal.isAlive(process: child.id) }
    #expect(isDead)
    let hasEnded = await eventually { child.hasEnded() }
    #expect(hasEnded)
    try ProcessSignal.terminate.send(to: child.id)
  }

  @Test func aProgramThatIsNotThereIsAFailureNotAChild() throws {
    #expect(throws: SystemFailure.self) {
      try ChildProcess.start(
        ProcessLaunch(executable: "/nonexistent", arguments: [], environment: [:])
      )
    }
    #expect(ExecutableSearch.find("sh", path: "relative:/nonexistent:/bin") == "/bin/sh")
    #expect(ExecutableSearch.find("sh", path: "relative::/nonexistent") == nil)
  }

  @Test func aFreePortIsFreeAndClosedOnesAcceptNothing() throws {
    let port = try LoopbackPort.free()
    #expect(port > 0)
    #expect(!LoopbackPort.accepts(port))
    #expect(!UnixSocket.accepts("/nonexistent.sock"))
    #expect(!UnixSocket.accepts(String(repeating: "x", count: 200)))
  }

  @Test func theUserAndTheClocksAreKnown() throws {
    let user = OperatingSystemUser.current()
    #expect(!user.name.isEmpty)
    #expect(!user.host.isEmpty)
    #expect(SystemClock.wallMilliseconds() > 1_700_000_000_000)
    let first = SystemClock.monotonic()
    #expect(SystemClock.monotonic() >= first)
    #expect(try ProcessEnvironment.all()["PATH"] == ProcessEnvironment.value("PATH"))
    #expect(ProcessEnvironment.value("HOLDFAST_NO_SUCH_VARIABLE") == nil)
  }

  private func close(_ descriptor: consuming FileDescriptor) {}
}
