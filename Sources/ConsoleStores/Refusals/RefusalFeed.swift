package import ConsoleDomain
import ConsoleText

/// One source of refusals and how it is watched.
package struct RefusalFeed: Sendable {
  package var source: RefusalSource
  /// Tells batches until its task is cancelled; a failure is told as the source's problem.
  package var run: @Sendable (_ publish: @escaping @Sendable (RefusalBatch) -> Void) async -> Void

  /// Makes a feed.
  package init(
    _ source: RefusalSource,
    run: @escaping @Sendable (_ publish: @escaping @Sendable (RefusalBatch) -> Void) async -> Void
  ) {
    self.source = source
    self.run = run
  }

  /// A page of metrics that is looked at again and again; nil: its address is none.
  package static func metrics(
    _ url: String,
    id: Int,
    statuses: Set<Int>,
    now: @escaping @Sendable () -> Instant
  ) -> RefusalFeed? {
    guard let scrape = MetricsScrape(id: id, url: url, statuses: statuses) else { return nil }
    return RefusalFeed(scrape.source) { publish in
      var scrape = scrape
      while !Task.isCancelled {
        publish(await scrape.look(now: now))
        // Cancelled: the loop's own condition sees it.
        try? await Task.sleep(for: MetricsScrape.interval)
      }
    }
  }

  /// An access log that is followed.
  package static func log(
    _ path: String,
    id: Int,
    statuses: Set<Int>,
    now: @escaping @Sendable () -> Instant
  ) -> RefusalFeed {
    let name = path == "-" ? "standard input" : String(path.split(separator: "/").last ?? "log")
    let source = RefusalSource(id: id, kind: .log, name: SafeText.of(name))
    return RefusalFeed(source) { publish in
      var follower = AccessLogFollower(source, path: path, statuses: statuses)
      while !Task.isCancelled {
        publish(follower.poll(now: now()))
        // Cancelled: the loop's own condition sees it.
        try? await Task.sleep(for: .milliseconds(200))
      }
    }
  }
}
