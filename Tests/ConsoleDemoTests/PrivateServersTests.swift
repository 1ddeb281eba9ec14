import ConsoleDemo
import ConsoleSystem
import ServerHarness
import Testing

@Suite(.timeLimit(.minutes(3)))
struct PrivateServersTests {
  @Test func bothServersAcceptConnectionsAndAreGoneAfterStop() async throws {
    let servers = try await PrivateServers.start()
    let redis = try #require(servers.processID(of: .redis))
    let mongod = try #require(servers.processID(of: .mongod))
    #expect(UnixSocket.accepts(servers.redisSocket))
    #expect(LoopbackPort.accepts(servers.mongoPort))
    #expect(try File(servers.folder.path).attributes().mode == 0o700)

    await servers.stop()

    #expect(!ProcessSignal.isAlive(process: redis))
    #expect(!ProcessSignal.isAlive(process: mongod))
    #expect(!File(servers.folder.path).exists)
  }

  @Test func nothingIsLeftWhenTheLastReferenceGoes() async throws {
    var servers: PrivateServers? = try await PrivateServers.start(accessControl: false)
    let folder = try #require(servers?.folder)
    let mongod = try #require(servers?.processID(of: .mongod))
    servers = nil
    let isGone = await eventually { !File(folder.path).exists }
    #expect(isGone)
    #expect(!ProcessSignal.isAlive(process: mongod))
  }

  @Test func aKilledServerComesBackOnItsOldAddress() async throws {
    let servers = try await PrivateServers.start(accessControl: false)
    for server in PrivateServer.allCases {
      let before = try #require(servers.processID(of: server))
      try ProcessSignal.kill.send(to: before)
      let hasEnded = await eventually { !ProcessSignal.isAlive(process: before) }
      #expect(hasEnded)
      try await servers.restart(server)
      let after = try #require(servers.processID(of: server))
      #expect(after != before)
    }
    #expect(UnixSocket.accepts(servers.redisSocket))
    #expect(LoopbackPort.accepts(servers.mongoPort))
    await servers.stop()
  }

  @Test func stoppedServersAreEndedToo() async throws {
    let servers = try await PrivateServers.start(accessControl: false)
    let redis = try #require(servers.processID(of: .redis))
    let mongod = try #require(servers.processID(of: .mongod))
    try ProcessSignal.stop.send(to: redis)
    try ProcessSignal.stop.send(to: mongod)
    await servers.stop()
    #expect(!ProcessSignal.isAlive(process: redis))
    #expect(!ProcessSignal.isAlive(process: mongod))
    #expect(!File(servers.folder.path).exists)
  }

  @Test func nothingIsLeftAfterTheirOwnerWasKilled() async throws {
    let pipe = try Pipe()
    let scratch = try Folder.temporary(prefix: "holdfast-test")
    let output = File("\(scratch.path)/output")
    let program = Path.folder(of: try #require(Path.executable)) + "/PrivateServersHost"
    let owner = try ChildProcess.start(
      ProcessLaunch(
        executable: program,
        arguments: [],
        environment: try ProcessEnvironment.all(),
        outputPath: output.path,
        input: pipe.reader.number
      )
    )
    let hasStarted = await eventually(within: .seconds(60)) {
      (try? output.read(limit: 4096))?.contains(UInt8(ascii: "\n")) ?? false
    }
    #expect(hasStarted)
    let line = String(decoding: try output.read(limit: 4096), as: UTF8.self)
    let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
    let folder = try #require(words.first)
    let ids = words.dropFirst().compactMap { Int32($0) }
    #expect(ids.count == 2)
    #expect(ids.allSatisfy { ProcessSignal.isAlive(process: $0) })

    try ProcessSignal.kill.send(to: owner.id)

    let areGone = await eventually {
      owner.hasEnded() && !File(folder).exists
        && !ids.contains { ProcessSignal.isAlive(process: $0) }
    }
    #expect(areGone)
    try scratch.removeRecursively()
  }
}
