import ArgumentParser
import ConsoleDomain
import ConsoleRuntime
import ConsoleSettings
import ConsoleStores
import ConsoleSystem
import Synchronization

/// Refusals as they come, a line an interval.
struct LimitsWatch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Print how many requests are refused, a line an interval.",
    discussion: """
      With --log or --metrics alone no store is asked; --counters adds what the counters of the profile's \
      limiters tell, a lower bound. What nobody records is said to be not recorded, and is no 0.
      """
  )

  /// How lines are written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case ndjson
  }

  @OptionGroup var global: GlobalOptions

  @Option(parsing: .upToNextOption, help: "Access logs to follow; - is standard input.")
  var log: [String] = []

  @Option(help: "A page of Prometheus metrics, or $VAR or @file of its address; may be repeated.")
  var metrics: [String] = []

  @Flag(help: "Watch the counters of the profile's limiters, too.")
  var counters = false

  @Option(help: "The statuses that mean a refusal, such as 429,403.")
  var status = "429"

  @Option(help: "Seconds between lines, 1 to 600.")
  var interval = 10

  @Option(help: "text or ndjson.")
  var format: Format = .text

  func validate() throws {
    guard counters || !log.isEmpty || !metrics.isEmpty else {
      throw ValidationError("name a source: --log, --metrics or --counters")
    }
    guard (1...600).contains(interval) else { throw ValidationError("--interval takes 1 to 600") }
    guard LimitsSpikes.statuses(status) != nil else {
      throw ValidationError("--status takes numbers such as 429,403")
    }
  }

  func run() async throws {
    var settings = RefusalSettings(
      logs: log,
      statuses: LimitsSpikes.statuses(status) ?? [429]
    )
    for text in metrics { settings.metrics.append(try address(text)) }
    let named = settings
    let now = { @Sendable in Instant(milliseconds: SystemClock.wallMilliseconds()) }
    guard counters else {
      return try await watch(RefusalFeed.all(named, stores: nil, now: now), now)
    }
    try await withConnections(global.flags) { connections in
      try await watch(
        RefusalFeed.all(named, stores: connections.storedRefusals, now: now),
        now
      )
    }
  }

  private func address(_ text: String) throws -> Secret {
    do throws(SettingsFault) {
      return Secret(
        try SecretReference.resolve(
          text,
          place: "--metrics",
          environment: (try? ProcessEnvironment.all()) ?? [:]
        )
      )
    } catch {
      Complaint.print(error.description)
      throw ExitStatus.usage
    }
  }

  private func watch(_ feeds: [RefusalFeed], _ now: @escaping @Sendable () -> Instant) async throws
  {
    let reads = RefusalRecorder(feeds, now: now).port
    let (interval, format) = (interval, format)
    try await Interruption.run {
      let latest = Latest()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await reads.watch { latest.set($0) } }
        group.addTask {
          while true {
            try await Task.sleep(for: .seconds(interval))
            let line = RefusalLine(latest.history, at: now(), seconds: interval)
            try DataOutput.write(lines: [format == .text ? line.text : line.json])
          }
        }
        defer { group.cancelAll() }
        try await group.next()
        try await group.next()
      }
    }
  }

  /// The newest history that was published.
  private final class Latest: Sendable {
    private let newest = Mutex(RefusalHistory())

    var history: RefusalHistory { newest.withLock { $0 } }

    func set(_ history: RefusalHistory) { newest.withLock { $0 = history } }
  }
}
