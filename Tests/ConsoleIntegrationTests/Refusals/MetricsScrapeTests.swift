import ConsoleDomain
import ConsoleStores
import ConsoleSystem
import ServerHarness
import Testing

@Suite struct MetricsScrapeTests {
  private func now() -> Instant { Instant(milliseconds: SystemClock.wallMilliseconds()) }

  @Test func twoLooksAtARealPageGiveItsRefusals() async throws {
    let receiver = try HTTPReceiver(
      answering: .page("http_requests_total{status=\"429\",route=\"/login\"} 4\n"),
      .page("http_requests_total{status=\"429\",route=\"/login\"} 9\n")
    )
    defer { receiver.stop() }
    let url = "http://127.0.0.1:\(receiver.port)/metrics?token=s3cret"
    var scrape = try #require(MetricsScrape(id: 3, url: url))
    let first = await scrape.look(now: now)
    #expect(first.recorded == nil)
    #expect(first.source.problem == nil)
    #expect(first.source.format == "http_requests_total")
    let second = await scrape.look(now: now)
    #expect(second.refusals.map(\.count) == [5])
    #expect(second.recorded != nil)
    #expect(second.source.name == "metrics 127.0.0.1:\(receiver.port)")
    #expect(receiver.received.first?.head.hasPrefix("GET /metrics?token=s3cret HTTP/1.1") == true)
  }

  @Test func aPageThatIsRefusedIsNoQuietOne() async throws {
    let receiver = try HTTPReceiver(answering: .status(503))
    defer { receiver.stop() }
    let url = "http://127.0.0.1:\(receiver.port)/metrics?token=s3cret"
    var scrape = try #require(MetricsScrape(id: 0, url: url))
    let batch = await scrape.look(now: now)
    #expect(batch.recorded == nil && batch.source.readAt == nil)
    #expect(batch.source.problem == "the host refused the request")
  }

  @Test func onlyAddressesOfTheWebAreTaken() {
    #expect(MetricsScrape(id: 0, url: "http://metrics.example.com:9100/metrics") != nil)
    #expect(MetricsScrape(id: 0, url: "file:///etc/passwd") == nil)
    #expect(MetricsScrape(id: 0, url: "metrics.example.com") == nil)
  }
}
