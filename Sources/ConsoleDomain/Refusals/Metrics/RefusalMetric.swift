/// Which counter of a page of metrics counts refused requests (backend-data.md 6).
///
/// The same refusal often stands in several counters, so that only one of them is read: the one whose
/// status label covers all requests before a limiter's own, and a histogram's count last.
package struct RefusalMetric: Hashable, Sendable {
  package let name: String
  let meaning: Meaning

  /// How a series of the counter is told to be of refused requests.
  enum Meaning: Hashable, Sendable {
    /// Those of one status of all; the others make the number of requests.
    case status
    /// Those with a word of a limiter in a label; the others are requests that passed.
    case verdict
    /// All: the counter counts nothing else.
    case refusals
  }

  private static let statusLabels = ["status", "code", "status_code", "statusCode", "http_status"]
  private static let verdictLabels = ["status", "result", "outcome", "decision"]
  private static let verdicts: Set<String> = [
    "limited", "rejected", "blocked", "denied", "over_limit", "throttled",
  ]
  private static let ownNames: Set<String> = [
    "rate_limit_exceeded_total", "rate_limit_exceeded", "rate_limit_blocked_total",
    "http_429_total", "too_many_requests_total",
  ]

  /// Whether a series counts refusals with one of these statuses.
  func counts(_ sample: MetricsSample, statuses: Set<Int>) -> Bool {
    switch meaning {
    case .status: Self.status(of: sample).map(statuses.contains) ?? false
    case .verdict: sample.label(Self.verdictLabels).map(Self.verdicts.contains) ?? false
    case .refusals: true
    }
  }

  /// Whether its series together are all requests.
  var knowsRequests: Bool { meaning != .refusals }

  /// The counter of a page that is read; nil: the page has none.
  ///
  /// A status label with any status will do: before the first refusal there is no series of a 429.
  package static func find(in samples: [MetricsSample]) -> RefusalMetric? {
    let ranked = samples.compactMap { sample in
      rank(of: sample).map { (rank: $0.rank, metric: $0.metric) }
    }
    return ranked.min { ($0.rank, $0.metric.name) < ($1.rank, $1.metric.name) }?.metric
  }

  private static func rank(of sample: MetricsSample) -> (rank: Int, metric: RefusalMetric)? {
    let name = sample.name
    func found(_ rank: Int, _ meaning: Meaning) -> (Int, RefusalMetric) {
      (rank, RefusalMetric(name: name, meaning: meaning))
    }
    if ownNames.contains(name) || isEnvoys(name) { return found(2, .refusals) }
    let isAboutHTTP = name.contains("http") || name.contains("request")
    if name.hasSuffix("_total"), name.contains("limit"), sample.label(verdictLabels) != nil {
      return found(1, .verdict)
    }
    guard isAboutHTTP, status(of: sample) != nil else { return nil }
    if name.hasSuffix("_total") { return found(0, .status) }
    if name.hasSuffix("_count") { return found(3, .status) }
    return nil
  }

  /// `ratelimit.service.rate_limit.<domain>.<key>.over_limit` as statsd's exporter writes it.
  private static func isEnvoys(_ name: String) -> Bool {
    name.contains("ratelimit")
      && (name.hasSuffix("over_limit") || name.hasSuffix("over_limit_total"))
  }

  private static func status(of sample: MetricsSample) -> Int? {
    sample.label(statusLabels).flatMap { Int($0) }.flatMap { 100...599 ~= $0 ? $0 : nil }
  }
}
