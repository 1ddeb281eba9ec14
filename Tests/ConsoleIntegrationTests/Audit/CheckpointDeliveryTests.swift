import ConsoleActions
import ConsoleCrypto
import ConsoleDomain
import ConsoleStores
import ConsoleSystem
import ServerHarness
import Testing

/// Copies of checkpoints at receivers that are really there.
@Suite(.timeLimit(.minutes(5)))
struct CheckpointDeliveryTests {
  @Test func theMachinesLogGetsTheWholeNoteInOneLine() async throws {
    let folder = try Folder.temporary(prefix: "log")
    defer { try? folder.removeRecursively() }
    let path = "\(folder.path)/log"
    let receiver = try DatagramReceiver(path: path)
    let signed = try signed()
    try await CheckpointSyslog(socket: path).sink.deliver(signed)
    let line = try #require(await receiver.next())
    // RFC 3164 section 4.1: facility 10 (authpriv), severity 5; local time; tag with process id.
    let form = /<85>[A-Z][a-z]{2} [ 1-3][0-9] [0-9]{2}:[0-9]{2}:[0-9]{2} holdfast\[[0-9]+\]: (.*)/
    let text = try #require(line.wholeMatch(of: form)?.1)
    #expect(text.hasPrefix("holdfast checkpoint origin=delivery.example/log size=7 root="))
    let note = try #require(text.split(separator: "note=").last.map(String.init))
    let decoded = try #require(Base64.decode(note))
    #expect(SignedCheckpoint(parsing: decoded) == signed)
  }

  @Test func aLogThatNobodyReadsIsNoSuccess() async throws {
    let folder = try Folder.temporary(prefix: "log")
    defer { try? folder.removeRecursively() }
    let signed = try signed()
    let path = "\(folder.path)/log"
    await #expect(throws: CheckpointSinkFailure.self) {
      try await CheckpointSyslog(socket: path).sink.deliver(signed)
    }
    // Its daemon is gone, and the socket stays in the file system.
    do { _ = try DatagramReceiver(path: path) }
    #expect(File(path).exists)
    let failure = await #expect(throws: CheckpointSinkFailure.self) {
      try await CheckpointSyslog(socket: path).sink.deliver(signed)
    }
    #expect(failure?.reason.contains("Connection refused") == true)
  }

  @Test func aWebhookGetsTheNoteAndItsAddressIsInNoCommandLine() async throws {
    let receiver = try HTTPReceiver(answering: .status(204))
    defer { receiver.stop() }
    let signed = try signed()
    try await webhook(receiver.port).deliver(signed)
    let request = try #require(receiver.received.first)
    #expect(request.head.hasPrefix("POST /hook?token=\(Self.token) HTTP/1.1\r\n"))
    #expect(request.head.contains("Content-Type: text/plain; charset=utf-8"))
    #expect(request.body == signed.note.description)
    #expect(receiver.received.count == 1)
  }

  @Test(arguments: [500, 404, 401])
  func aWebhookThatRefusesIsNoSuccess(status: Int) async throws {
    let receiver = try HTTPReceiver(answering: .status(status))
    defer { receiver.stop() }
    let failure = try await failure(of: webhook(receiver.port))
    #expect(failure.reason == "the host refused the request")
  }

  @Test func aWebhookThatIsNotThereIsNoSuccess() async throws {
    let failure = try await failure(of: webhook(LoopbackPort.free()))
    #expect(failure.reason == "the host can't be reached")
  }

  @Test func aWebhookThatHangsIsGivenUpAndItsTokenIsNowhereToBeSeen() async throws {
    let receiver = try HTTPReceiver(answering: .silence)
    defer { receiver.stop() }
    let sink = try webhook(receiver.port, deadline: .seconds(3))
    let signed = try signed()
    let delivery = Task { () -> CheckpointSinkFailure? in
      do throws(CheckpointSinkFailure) {
        try await sink.deliver(signed)
        return nil
      } catch {
        return error
      }
    }
    #expect(await eventually { !receiver.received.isEmpty })
    // curl waits for the answer now: what every user of the machine could see of it with `ps`.
    let processes = try processes(in: "cmdline")
    #expect(processes.contains { $0.contains("curl") && $0.contains("--config") })
    #expect(!processes.contains { $0.contains(Self.token) })
    #expect(try !self.processes(in: "environ").contains { $0.contains(Self.token) })
    let failure = try #require(await delivery.value)
    #expect(failure.reason == "the host did not answer in time")
    #expect(!failure.reason.contains(Self.token) && !sink.name.contains(Self.token))
  }

  @Test func aPlaceThatWasNotThereIsTriedAgainUntilItTakesTheCopy() async throws {
    let folder = try Folder.temporary(prefix: "log")
    defer { try? folder.removeRecursively() }
    let path = "\(folder.path)/log"
    try await withChain(2) { fixture in
      let sinks = [CheckpointFile(path: fixture.file).sink, CheckpointSyslog(socket: path).sink]
      let writer = fixture.writer(sinks: sinks)
      let receipt = try await writer.write()
      #expect(receipt.failures.map(\.name) == ["syslog"])
      let stored = try #require(try await fixture.chain.newestCheckpoint())
      #expect(stored.copiedTo == ["file \(fixture.file)"])
      #expect(await writer.deliverOwed().map(\.name) == ["syslog"])
      let receiver = try DatagramReceiver(path: path)
      #expect(await writer.deliverOwed().isEmpty)
      #expect(await receiver.next()?.contains("size=2") == true)
      #expect(await writer.deliverOwed().isEmpty)
      #expect(await receiver.next(within: .zero) == nil)
    }
  }

  private static let token = "t0ken0f0urs"

  private func signed() throws -> SignedCheckpoint {
    let seed = [UInt8](repeating: 7, count: NoteSigningKey.seedSize)
    let key = try #require(NoteSigningKey(name: "delivery.example/log", seed: seed))
    return SignedCheckpoint(size: 7, root: [UInt8](repeating: 1, count: 32), by: key)
  }

  private func webhook(
    _ port: UInt16,
    deadline: Duration = .seconds(15)
  ) throws -> CheckpointSink {
    let url = "http://127.0.0.1:\(port)/hook?token=\(Self.token)"
    return try #require(CheckpointWebhook(url: url, deadline: deadline)).sink
  }

  private func failure(of sink: CheckpointSink) async throws -> CheckpointSinkFailure {
    let signed = try signed()
    return try #require(
      await #expect(throws: CheckpointSinkFailure.self) { try await sink.deliver(signed) }
    )
  }

  /// A file of every process that is called curl.
  private func processes(in name: String) throws -> [String] {
    try Folder("/proc").names().compactMap { id in
      guard Int32(id) != nil,
        let comm = try? File("/proc/\(id)/comm").read(limit: 64),
        String(decoding: comm, as: UTF8.self) == "curl\n",
        let bytes = try? File("/proc/\(id)/\(name)").read(limit: 1 << 16)
      else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
