import ConsoleActions
import ConsoleDomain
import ConsoleFeatures
import ConsoleSystem
import Synchronization
import Testing

@testable import ConsoleRuntime

@Suite("Effects", .timeLimit(.minutes(1)))
struct EffectRunnerTests {
  private let listing = SessionListing(
    .complete([
      SessionRow(
        id: SessionID(namespace: "sess:", bytes: Array("=cmd-secretpart".utf8)),
        ip: "10.1.2.3",
        expiry: .never,
        format: .express,
        bytes: 10
      )
    ]),
    order: [0]
  )

  @Test(arguments: ExportFormat.allCases)
  func exportsMaskedRowsToAPrivateFileAfterRecordingIt(format: ExportFormat) async throws {
    let folder = try Folder.temporary(prefix: "holdfast-export")
    defer { try? folder.removeRecursively() }
    let audit = MemoryAuditStore()
    let path = "\(folder.path)/rows"
    let messages = await run(
      .exportSessions(listing, format, path: path),
      ports: .test(gate: FakeGate.make(audit: audit), exportFolder: folder.path)
    )
    guard case .exported(path, 1)? = messages.first else {
      Issue.record("not exported: \(messages)")
      return
    }
    let text = String(decoding: try File(path).read(limit: 10_000), as: UTF8.self)
    #expect(text.contains("10.1.2.3"))
    #expect(!text.contains("secretpart"))
    #expect(try File(path).attributes().mode == 0o600)
    #expect(audit.types == ["session.export"])
  }

  @Test func exportsNothingThatCanNotBeRecorded() async throws {
    let folder = try Folder.temporary(prefix: "holdfast-export")
    defer { try? folder.removeRecursively() }
    let messages = await run(
      .exportSessions(listing, .csv, path: nil),
      ports: .test(
        gate: FakeGate.make(isInitialised: false),
        exportFolder: folder.path
      )
    )
    guard case .refused(.export, .auditNotInitialised)? = messages.first else {
      Issue.record("not refused: \(messages)")
      return
    }
    #expect(try folder.names().isEmpty)
  }

  @Test func revealsNothingThatCanNotBeRecorded() async {
    let reads = Counter()
    var sessions = SessionStore.fixed([])
    sessions.reveal = { _ in
      reads.increment()
      return nil
    }
    let id = SessionID(namespace: "sess:", bytes: Array("sid".utf8))
    let messages = await run(
      .reveal(generation: 1, id, reason: "a good reason"),
      ports: .test(sessions: sessions, gate: FakeGate.make(isInitialised: false))
    )
    guard case .refused(.reveal(generation: 1), .auditNotInitialised)? = messages.first else {
      Issue.record("not refused: \(messages)")
      return
    }
    #expect(reads.count == 0)
  }

  @Test func readsAColumnOnlyWhileItsRevealIsOnRecord() async {
    let audit = MemoryAuditStore()
    let cells: [MaskedCell] = [.user("ana"), .user("ben")]
    let (messages, posted) = AsyncStream<Message>.makeStream()
    let runner = EffectRunner(ports: .test(gate: FakeGate.make(audit: audit))) { posted.yield($0) }
    var answers = messages.makeAsyncIterator()

    runner.run(.readColumn(generation: 1, .sessionUsers, cells))
    guard case .failed(.clear, generation: 1, .cancelled)? = await answers.next() else {
      Issue.record("read before it was on record")
      return
    }
    runner.run(.revealColumn(generation: 2, .sessionUsers, reason: "a good reason"))
    guard case .columnOpened(generation: 2, .sessionUsers, _)? = await answers.next() else {
      Issue.record("not opened")
      return
    }
    #expect(audit.types == ["session.reveal"])
    runner.run(.readColumn(generation: 2, .sessionUsers, cells))
    guard case .columnRead(generation: 2, _, cells, let values)? = await answers.next() else {
      Issue.record("not read")
      return
    }
    #expect(values[.user("ana")] == "ana@example.com")
    runner.run(.closeColumn(.sessionUsers))
    runner.run(.readColumn(generation: 3, .sessionUsers, cells))
    guard case .failed(.clear, generation: 3, .cancelled)? = await answers.next() else {
      Issue.record("read after it was closed")
      return
    }
    #expect(audit.types == ["session.reveal"])
    await runner.finish(.quit)
  }

  @Test func opensNoColumnThatCanNotBeRecorded() async {
    let messages = await run(
      .revealColumn(generation: 1, .documentNames(type: "contact"), reason: "a good reason"),
      ports: .test(gate: FakeGate.make(isInitialised: false))
    )
    guard case .refused(.reveal(generation: 1), .auditNotInitialised)? = messages.first else {
      Issue.record("not refused: \(messages)")
      return
    }
  }

  @Test func saysWhyAReadFailed() async {
    let messages = await run(
      .findSubject(generation: 3, .userID("64f0c0ffee64f0c0ffee0001")),
      ports: .test()
    )
    guard case .failed(.subject, generation: 3, .cancelled)? = messages.first else {
      Issue.record("not told: \(messages)")
      return
    }
  }

  @Test func waitsForActionsBeforeItCloses() async {
    let order = Mutex<[String]>([])
    let tasks = ActionTasks()
    let (gate, open) = AsyncStream<Void>.makeStream()
    tasks.start {
      for await _ in gate { break }
      order.withLock { $0.append("action") }
    }
    open.yield()
    await tasks.finish(within: .seconds(30))
    order.withLock { $0.append("closed") }
    #expect(order.withLock { $0 } == ["action", "closed"])
  }

  @Test func doesNotWaitForEverForAnAction() async {
    let tasks = ActionTasks()
    let (gate, open) = AsyncStream<Void>.makeStream()
    tasks.start { for await _ in gate {} }
    await tasks.finish(within: .milliseconds(1))
    open.finish()
  }

  /// The messages of one effect, once everything it started has ended.
  private func run(_ effect: Effect, ports: ConsolePorts) async -> [Message] {
    let (messages, posted) = AsyncStream<Message>.makeStream()
    let runner = EffectRunner(ports: ports) { posted.yield($0) }
    runner.run(effect)
    var first: Message?
    for await message in messages {
      first = message
      break
    }
    await runner.finish(.quit)
    return [first].compactMap(\.self)
  }
}
