import ArgumentParser
import ConsoleDomain
import ConsoleStores
import ConsoleSystem

/// What a log alone tells of spikes, long after or without any store.
struct LimitsSpikes: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "spikes",
    abstract: "Find spikes of refusals in access logs.",
    discussion: """
      Reads the combined format of nginx, Apache and morgan, JSON lines of pino-http and morgan, and the \
      logs of an AWS load balancer; also packed with gzip (.gz) and from standard input (-). \
      A minute is unusual when its modified z-score over the hour before exceeds 3.5 and it has at least \
      10 refusals; two unusual minutes of three are a spike. The last 31 days of the logs are judged.
      """
  )

  /// 31 days.
  private static let minutes = 31 * 24 * 60

  /// How a post-mortem is written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case markdown
    case json
  }

  @Option(name: .long, parsing: .upToNextOption, help: "Access logs; - is standard input.")
  var log: [String] = []

  @Option(help: "The statuses that mean a refusal, such as 429,403.")
  var status = "429"

  @Option(help: "Nothing before this time (2026-11-24T03:00:00Z).")
  var since: Instant?

  @Option(help: "Nothing from this time on.")
  var until: Instant?

  @Option(help: "markdown, or json (an array of spikes).")
  var format: Format = .markdown

  @Option(help: "Names on each list of who was refused most.")
  var top = 10

  /// The statuses of a list with commas; nil: it is none.
  static func statuses(_ list: String) -> Set<Int>? {
    let numbers = list.split(separator: ",").map { Int($0) }
    let known = numbers.compactMap(\.self).filter { (100..<1000).contains($0) }
    return known.count == numbers.count && !known.isEmpty ? Set(known) : nil
  }

  func validate() throws {
    guard !log.isEmpty else { throw ValidationError("--log takes at least one file") }
    guard Self.statuses(status) != nil else {
      throw ValidationError("--status takes numbers such as 429,403")
    }
    guard (1...100).contains(top) else { throw ValidationError("--top takes 1 to 100") }
    if let since, let until, since >= until {
      throw ValidationError("--since must be before --until")
    }
  }

  func run() async throws {
    var post = PostMortem(
      time: (since ?? Instant(milliseconds: .min))..<(until ?? Instant(milliseconds: .max)),
      minutes: Self.minutes,
      now: Instant(milliseconds: SystemClock.wallMilliseconds())
    )
    let statuses = Self.statuses(status) ?? [429]
    var isIncomplete = false
    for path in log {
      do throws(AccessLogProblem) {
        try await post.read(AccessLogReading(path: path, statuses: statuses))
      } catch {
        Complaint.print(error.line)
        isIncomplete = true
      }
    }
    let history = post.judged()
    switch format {
    case .markdown: try DataOutput.write(lines: SpikeText.lines(history, post, top: top))
    case .json:
      var printer = RecordPrinter(.json)
      for report in history.reports(names: top) {
        try printer.print(RecordJSON.spike(report))
      }
      try printer.finish()
    }
    if post.unreadable > 0 {
      Complaint.print("\(CountText.noun(post.unreadable, "line")) could not be read")
    }
    if isIncomplete { throw ExitStatus.unknown }
  }
}
