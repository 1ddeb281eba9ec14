package import ConsoleDomain

/// A history that is made of whole logs, some time after.
package struct PostMortem: Sendable {
  /// How far the clocks of servers may be ahead of ours; what is beyond is an error of theirs.
  private static let ahead: Duration = .seconds(120)

  package private(set) var lines = 0
  package private(set) var unreadable = 0
  /// The first and the last minute of the logs that was looked at; nil: none.
  package private(set) var recorded: ClosedRange<Instant>?
  /// The logs that were read.
  package var sources: [RefusalSource] { history.sources }

  private var history: RefusalHistory
  /// The end of what each log has told so far.
  private var ends: [Int: Instant] = [:]
  private let time: Range<Instant>
  private let now: Instant

  /// Makes one of nothing; only what lies in `time` is looked at.
  package init(time: Range<Instant>, minutes: Int, now: Instant) {
    self.time = time
    self.now = now
    history = RefusalHistory(seconds: 1, minutes: minutes)
  }

  /// Reads a log to its end.
  package mutating func read(_ reading: AccessLogReading) async throws(AccessLogProblem) {
    let name = reading.path.split(separator: "/").last.map(String.init) ?? reading.path
    var source = RefusalSource(id: history.sources.count, kind: .log, name: name)
    history.add(RefusalBatch(source))
    var parts = self
    let format = try await reading.read { parts.add($0, of: source) }
    self = parts
    source.format = format?.rawValue
    source.readAt = now
    history.add(RefusalBatch(source))
  }

  /// The history with its spikes; its present is the end of the logs.
  package func judged() -> RefusalHistory {
    var history = history
    if let last = recorded?.upperBound { history.move(to: last.advanced(by: .seconds(60))) }
    history.judge()
    return history
  }

  private mutating func add(_ whole: AccessLogTally, of source: RefusalSource) {
    let tally = whole.only(in: time.lowerBound..<min(time.upperBound, now.advanced(by: Self.ahead)))
    lines += whole.lines
    unreadable += whole.unreadable
    guard let minutes = tally.minutes else { return }
    if let recorded {
      self.recorded =
        min(
          recorded.lowerBound,
          minutes.lowerBound
        )...max(
          recorded.upperBound,
          minutes.upperBound
        )
    } else {
      recorded = minutes
    }
    if history.now.map({ $0 < minutes.upperBound }) ?? true { history.move(to: minutes.upperBound) }
    // From the end of the log's part before on: what lies between its lines was quiet.
    let known = ends[source.id] ?? minutes.lowerBound
    let end = max(known, minutes.upperBound.advanced(by: .seconds(60)))
    ends[source.id] = end
    history.add(tally.batch(of: source, recorded: min(known, minutes.lowerBound)..<end))
  }
}
