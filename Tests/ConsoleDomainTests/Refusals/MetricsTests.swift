import ConsoleDomain
import Testing

struct MetricsTests {
  private let start = Instant(milliseconds: 1_796_000_040_000)

  private func page(
    refused: Int,
    passed: Int,
    startedAt: Int? = nil,
    extra: String = ""
  ) -> [MetricsSample] {
    let process = startedAt.map { "process_start_time_seconds \($0)\n" } ?? ""
    return MetricsText.samples(
      """
      # TYPE http_requests_total counter
      \(process)http_requests_total{method="post",route="/auth/login",status="429"} \(refused)
      http_requests_total{method="get",route="/contacts",status="200"} \(passed)
      \(extra)
      """
    ).samples
  }

  @Test func aPageIsReadAsTheFormatSays() throws {
    let (samples, unreadable) = MetricsText.samples(
      """
      # HELP x say "hello"
      # TYPE x counter
      x 1
      x{} 2.5e3
      x{a="1",} 3 1796000040000
        x { a = "q\\"b\\\\c\\nd" , b = "" } +Inf
      x_bucket{le="0.5"} 7 # {trace_id="a"} 1

      nonsense
      x{a="open 1
      x NaN\r
      """
    )
    try #require(samples.map(\.name) == ["x", "x", "x", "x", "x_bucket", "x"])
    #expect(samples.prefix(3).map(\.value) == [1, 2500, 3])
    #expect(samples[3].labels == ["a": "q\"b\\c\nd", "b": ""])
    #expect(samples[3].value == .infinity)
    #expect(samples[5].value.isNaN)
    #expect(unreadable == 2)
  }

  @Test func refusalsAreTheGrowthBetweenTwoPages() throws {
    var tally = MetricsTally()
    let first = tally.take(page(refused: 40, passed: 1000), at: start)
    #expect(first.recorded == nil && first.refusals.isEmpty && first.problem == nil)
    let later = start.advanced(by: .seconds(5))
    let growth = tally.take(page(refused: 52, passed: 1030), at: later)
    #expect(growth.recorded == start..<later)
    #expect(growth.requests == 42)
    let refusal = try #require(growth.refusals.first)
    #expect(growth.refusals.count == 1)
    #expect(refusal.count == 12)
    #expect(refusal.route == "POST /auth/login")
    #expect((start..<later).contains(refusal.at))
  }

  @Test func aSeriesThatComesLaterBeganAtNothing() {
    var tally = MetricsTally()
    _ = tally.take(page(refused: 0, passed: 10), at: start)
    let growth = tally.take(
      page(refused: 0, passed: 10, extra: #"http_requests_total{status="429",route="/x"} 3"#),
      at: start.advanced(by: .seconds(5))
    )
    #expect(growth.refusals.map(\.count) == [3])
    #expect(growth.refusals.first?.route == "/x")
  }

  @Test func aCounterThatFellBeganAnew() {
    var tally = MetricsTally()
    _ = tally.take(page(refused: 40, passed: 1000), at: start)
    let growth = tally.take(page(refused: 4, passed: 7), at: start.advanced(by: .seconds(5)))
    #expect(growth.refusals.map(\.count) == [4])
    #expect(growth.requests == 11)
  }

  @Test func aProcessThatStartedSinceIsARestart() {
    var tally = MetricsTally()
    let seconds = Int(start.milliseconds / 1000)
    _ = tally.take(page(refused: 40, passed: 9, startedAt: seconds - 9000), at: start)
    let growth = tally.take(
      page(refused: 50, passed: 9, startedAt: seconds + 2),
      at: start.advanced(by: .seconds(5))
    )
    #expect(growth.refusals.map(\.count) == [50])
  }

  @Test(arguments: [-9000, -100])
  func pagesOfSeveralProcessesAreNotCounted(otherStart: Int) {
    var tally = MetricsTally()
    let seconds = Int(start.milliseconds / 1000)
    _ = tally.take(page(refused: 40, passed: 9, startedAt: seconds - 5000), at: start)
    let growth = tally.take(
      page(refused: 700, passed: 9, startedAt: seconds + otherStart),
      at: start.advanced(by: .seconds(5))
    )
    #expect(growth.refusals.isEmpty && growth.recorded == nil && growth.requests == nil)
    #expect(growth.problem?.contains("several processes") == true)
  }

  @Test func aClockThatWasSetBackRecordsNothing() {
    var tally = MetricsTally()
    _ = tally.take(page(refused: 1, passed: 1), at: start)
    let growth = tally.take(page(refused: 9, passed: 9), at: start.advanced(by: .seconds(-30)))
    #expect(growth.recorded == nil && growth.refusals.isEmpty)
  }

  /// What else counts the same refusals on a page is left alone (backend-data.md 6).
  @Test(arguments: [
    ("http_requests_total{status=\"200\"} 1\nrate_limit_exceeded_total 2", "http_requests_total"),
    (
      "http_request_duration_seconds_count{code=\"429\"} 1\nrate_limit_exceeded_total{endpoint=\"/x\"} 2",
      "rate_limit_exceeded_total"
    ),
    ("ratelimit_hits_total{status=\"limited\"} 4", "ratelimit_hits_total"),
    ("redisx_ratelimit_requests_total{status=\"rejected\"} 4", "redisx_ratelimit_requests_total"),
    (
      "ratelimit_service_rate_limit_over_limit{domain=\"d\"} 4",
      "ratelimit_service_rate_limit_over_limit"
    ),
    ("http_request_duration_seconds_count{code=\"429\"} 1", "http_request_duration_seconds_count"),
  ])
  func oneCounterOfAPageIsRead(page: String, name: String) throws {
    let samples = MetricsText.samples(page).samples
    #expect(RefusalMetric.find(in: samples)?.name == name)
  }

  @Test func aPageWithoutSuchACounterIsNoQuietOne() {
    var tally = MetricsTally()
    let samples = MetricsText.samples("process_cpu_seconds_total 4\nhttp_errors 2").samples
    let growth = tally.take(samples, at: start)
    #expect(growth.recorded == nil)
    #expect(growth.problem != nil)
  }

  @Test func limitersOwnWordsCountOnlyWhatWasRefused() {
    var tally = MetricsTally()
    func page(_ limited: Int, _ passed: Int) -> [MetricsSample] {
      MetricsText.samples(
        """
        ratelimit_hits_total{status="limited",limiter="log\u{1B}in"} \(limited)
        ratelimit_hits_total{status="allowed",limiter="login"} \(passed)
        """
      ).samples
    }
    _ = tally.take(page(0, 0), at: start)
    let growth = tally.take(page(3, 9), at: start.advanced(by: .seconds(1)))
    #expect(growth.refusals.map(\.count) == [3])
    #expect(growth.refusals.first?.limiter?.contains("\u{1B}") == false)
    #expect(growth.requests == 12)
  }
}
