import ConsoleText

/// Turns pages of metrics into refusals: how far their counters grew from page to page.
///
/// The first page says nothing, and neither does one that comes from another process than the last: a
/// load balancer in front of several would be read as one that starts again and again.
package struct MetricsTally: Sendable {
  private static let routes = ["route", "handler", "path", "endpoint", "uri", "url"]
  private static let methods = ["method", "http_method", "verb"]
  private static let limiters = ["limiter", "policy", "limit", "rule", "domain"]
  private static let addresses = ["ip", "client_ip", "remote_addr"]
  /// How far the clocks of the process and this machine may be apart.
  private static let skew: Duration = .seconds(60)
  private static let startTime = "process_start_time_seconds"

  private let statuses: Set<Int>
  private var metric: RefusalMetric?
  private var last: Page?

  private struct Page: Sendable {
    var at: Instant
    var startedAt: Double?
    var values: [MetricsSample.Series: Double]

    /// Whether a later page is of a process that ran beside this one: it began before this page was read.
    func isOfAnother(process start: Double?) -> Bool {
      guard let startedAt, let start, start != startedAt else { return false }
      let latest = Double(at.advanced(by: .zero - MetricsTally.skew).milliseconds) / 1000
      return start < startedAt || start < latest
    }
  }

  /// What a page says beyond the last one.
  package struct Growth: Hashable, Sendable {
    package var refusals: [Refusal] = []
    /// All requests since the last page; nil: the counter does not know them.
    package var requests: Int?
    /// The time between both pages; nil: nothing can be said of it.
    package var recorded: Range<Instant>?
    /// The counter that is read.
    package var metric: String?
    /// Why the page says nothing; nil: it does.
    package var problem: String?

    /// The moment that it all is counted at: the last of the time between the pages.
    package var moment: Instant? {
      recorded.map { Instant(milliseconds: $0.upperBound.milliseconds - 1) }
    }
  }

  /// Makes one that counts these statuses as refused.
  package init(statuses: Set<Int> = [429]) {
    self.statuses = statuses
  }

  /// Takes a page that was read at a moment.
  package mutating func take(_ samples: [MetricsSample], at now: Instant) -> Growth {
    guard let metric = metric ?? RefusalMetric.find(in: samples) else {
      last = nil
      return Growth(problem: "no counter there counts requests by status, or refused ones")
    }
    self.metric = metric
    let startedAt = samples.first { $0.name == Self.startTime }?.value
    let series = samples.filter { $0.name == metric.name && $0.value.isFinite }
    let page = Page(
      at: now,
      startedAt: startedAt,
      values: Dictionary(series.map { ($0.series, $0.value) }) { $0 + $1 }
    )
    defer { last = page }
    guard let last, last.at < now else { return Growth(metric: metric.name) }
    if last.isOfAnother(process: startedAt) {
      return Growth(
        metric: metric.name,
        problem: "several processes answer there in turn; name the address of each"
      )
    }
    let isSameProcess = startedAt == nil || startedAt == last.startedAt
    return growth(of: series, since: isSameProcess ? last.values : [:], last.at..<now, metric)
  }

  private func growth(
    of series: [MetricsSample],
    since before: [MetricsSample.Series: Double],
    _ time: Range<Instant>,
    _ metric: RefusalMetric
  ) -> Growth {
    var growth = Growth(recorded: time, metric: metric.name)
    var requests = 0
    let moment = growth.moment ?? time.lowerBound
    for sample in series {
      let old = before[sample.series] ?? 0
      // A counter that fell began anew at 0.
      let grown = Int(exactly: (sample.value < old ? sample.value : sample.value - old).rounded())
      guard let grown, grown > 0 else { continue }
      requests += grown
      guard metric.counts(sample, statuses: statuses) else { continue }
      growth.refusals.append(refusal(sample, grown, moment))
    }
    growth.requests = metric.knowsRequests ? requests : nil
    return growth
  }

  private func refusal(_ sample: MetricsSample, _ count: Int, _ at: Instant) -> Refusal {
    let path = sample.label(Self.routes).map { SafeText.of($0) }
    let method = sample.label(Self.methods).map { SafeText.of($0.uppercased()) }
    return Refusal(
      at: at,
      count: count,
      address: sample.label(Self.addresses).flatMap { NetworkAddress($0) },
      route: path.map { path in method.map { "\($0) \(path)" } ?? path },
      limiter: sample.label(Self.limiters).map { SafeText.of($0) }
    )
  }
}

extension MetricsSample {
  /// What tells a series from others of its name.
  struct Series: Hashable, Sendable {
    var labels: [String: String]
  }

  var series: Series { Series(labels: labels) }
}
