import ConsoleActions
import ConsoleConcurrency
import ConsoleDomain
import ConsoleFeatures
import ConsoleScreen
import Synchronization

@testable import ConsoleRuntime

/// A loop on a memory display, whose steady clock the test moves.
@MainActor
struct LoopFixture {
  let display = MemoryDisplay()
  let mailbox = Mailbox<LoopEvent>()
  let clock = HandClock()
  let closed = Counter()
  let loop: ConsoleLoop

  init(
    sessions: SessionStore = .fixed([]),
    gate: ActionGate = FakeGate.make(),
    prepare:
      @escaping @Sendable (String) async -> Result<PreparedContext, ContextProblem> = { _ in
        .failure(ContextProblem(text: "there is no other context"))
      }
  ) {
    let clock = clock
    loop = ConsoleLoop(
      model: Model(
        context: .test,
        size: display.size,
        glyphs: .unicode,
        now: testNow,
        elevation: .readOnly(reason: nil),
        keyMap: CommandTable.keyMap,
        catalog: ShellCatalog(contexts: ["a", "b"])
      ),
      display: display,
      mailbox: mailbox,
      ports: .test(sessions: sessions, gate: gate, closed: closed),
      themes: ["default": Theme(name: "default", roles: [:])],
      surroundings: ConsoleLoop.Surroundings(
        now: { testNow },
        monotonic: { clock.now },
        prepare: prepare
      )
    )
  }

  func type(_ keys: Key...) {
    for key in keys { mailbox.post(.message(.input(.key(key)))) }
  }
}

/// A steady clock that goes on by a millisecond each time it is read, and by what a test adds.
final class HandClock: Sendable {
  private let time = Mutex(Duration.seconds(1))

  var now: Duration {
    time.withLock { time in
      time += .milliseconds(1)
      return time
    }
  }

  func advance(_ duration: Duration) { time.withLock { $0 += duration } }
}

/// Counts calls from any thread.
final class Counter: Sendable {
  private let value = Mutex(0)
  var count: Int { value.withLock { $0 } }
  func increment() { value.withLock { $0 += 1 } }
}

extension ConsoleContext {
  static let test = ConsoleContext(
    name: "test",
    kind: .development,
    redis: StoreEndpoint(kind: .redis, address: "here"),
    mongo: StoreEndpoint(kind: .mongo, address: "here"),
    prefixes: ["sess:"]
  )
}

extension ConsolePorts {
  static func test(
    sessions: SessionStore = .fixed([]),
    gate: ActionGate = FakeGate.make(),
    recovery: IntentRecovery = .test(),
    health: HealthMonitor = HealthMonitor(ping: { .quiet }, examine: { .quiet }),
    closed: Counter = Counter(),
    exportFolder: String = "/nowhere",
    now: @escaping @Sendable () -> Instant = { testNow }
  ) -> ConsolePorts {
    ConsolePorts(
      sessions: sessions,
      audit: AuditReader(
        newest: { _ in AuditPage(ours: [], backend: [], isInitialised: true, readAt: testNow) },
        events: { request in
          AuditSlice(
            events: [],
            top: request.marks,
            bottom: request.marks,
            isAtEnd: true,
            isInitialised: true,
            readAt: testNow
          )
        },
        reveal: { _ in RevealedEvent(payload: .string("kept", isMasked: false), metadata: nil) },
        coverage: { CoverageReport(request: $0, collections: [], readAt: testNow) },
        links: { _, _ in }
      ),
      health: health,
      entities: EntityReads(
        find: { _ in SubjectCandidates(rows: []) },
        records: { _ throws(StoreProblem) in throw .cancelled },
        page: { _ in EntityPage(rows: [], hasMore: false, estimatedTotal: 0, readAt: testNow) },
        document: { _ in nil },
        reveal: { _ in RevealedEntity(tree: .string("kept", isMasked: false)) },
        stored: { _ in StoredValue(text: "{}", shown: 2, length: 2) },
        clearNames: { _, ids in Dictionary(uniqueKeysWithValues: ids.map { ($0, "Ana Moreau") }) }
      ),
      subjects: SubjectReads { _ throws(StoreProblem) in throw .cancelled },
      limits: LimitReads(
        scan: { _ throws(StoreProblem) in throw .cancelled },
        readAll: { () throws(StoreProblem) in throw .cancelled },
        refresh: { _ throws(StoreProblem) in throw .cancelled }
      ),
      retention: RetentionReads { () throws(StoreProblem) in throw .cancelled },
      gate: gate,
      recovery: recovery,
      exportFolder: exportFolder,
      now: now
    ) { closed.increment() }
  }
}

extension SessionStore {
  /// A store whose scan answers these rows at once.
  static func fixed(_ rows: [SessionRow]) -> SessionStore {
    SessionStore(
      scan: { _ in .complete(rows) },
      find: { _ throws(StoreProblem) in throw .cancelled },
      detail: { _ in nil },
      reveal: { _ in nil },
      stored: { _ in nil },
      clearUsers: { ids in Dictionary(uniqueKeysWithValues: ids.map { ($0, "\($0)@example.com") }) }
    )
  }
}

extension SessionSnapshot {
  static func complete(_ rows: [SessionRow]) -> SessionSnapshot {
    SessionSnapshot(
      scan: 1,
      segments: rows.isEmpty ? [] : [SessionSegment(rows: rows)],
      progress: ScanProgress(
        phase: .complete,
        scanned: rows.count,
        estimatedTotal: rows.count,
        visited: rows.count,
        startedAt: testNow,
        finishedAt: testNow
      )
    )
  }
}

extension HealthReport {
  /// Two servers that answer.
  static var quiet: HealthReport {
    let server = { (kind: StoreKind) in
      ServerHealth(
        endpoint: StoreEndpoint(kind: kind, address: "here"),
        latency: .milliseconds(1),
        problem: nil,
        facts: [],
        rights: [],
        clockSkew: .zero
      )
    }
    return HealthReport(
      redis: server(.redis),
      mongo: server(.mongo),
      identity: ServerIdentity(redis: nil, mongo: nil),
      user: "tester",
      canWrite: true,
      isAuditInitialised: true,
      readAt: testNow
    )
  }
}
