package import ConsoleDomain
import ConsoleSystem

/// Refusals from the `/metrics` page of a Prometheus exporter, one look at a time.
package struct MetricsScrape: Sendable {
  /// A page of metrics beyond this is not read.
  private static let limit = 16 << 20
  /// How often the page is worth a look: what it counts is told apart by these spans.
  package static let interval: Duration = .seconds(5)
  private static let deadline: Duration = .seconds(4)

  private let request: WebRequest
  private(set) var source: RefusalSource
  private var tally: MetricsTally

  /// Checks an address; nil unless it begins with `http://` or `https://`.
  package init?(
    id: Int,
    url: String,
    statuses: Set<Int> = [429],
    curl: String? = ExecutableSearch.find("curl")
  ) {
    guard
      let request = WebRequest(url: url, reach: .anywhere, curl: curl, deadline: Self.deadline)
    else { return nil }
    self.request = request
    source = RefusalSource(id: id, kind: .metrics, name: "metrics \(request.host)")
    source.remark = "read every \(Self.interval.components.seconds) s"
    tally = MetricsTally(statuses: statuses)
  }

  /// Reads the page once; a page that can't be read says so in its source and records nothing.
  package mutating func look(now: @Sendable () -> Instant) async -> RefusalBatch {
    do throws(WebFailure) {
      let page = try await request.get(
        limit: Self.limit,
        accept: "text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.5"
      )
      let at = now()
      let (samples, unreadable) = MetricsText.samples(String(decoding: page, as: UTF8.self))
      let growth = tally.take(samples, at: at)
      source.readAt = at
      source.format = growth.metric
      source.unreadable = unreadable
      source.problem = growth.problem
      if growth.recorded != nil { source.newest = at }
      return RefusalBatch(
        source,
        refusals: growth.refusals,
        requests: growth.requests.map { [(at: growth.moment ?? at, count: $0)] } ?? [],
        recorded: growth.recorded
      )
    } catch {
      source.problem = error.reason
      return RefusalBatch(source)
    }
  }
}
