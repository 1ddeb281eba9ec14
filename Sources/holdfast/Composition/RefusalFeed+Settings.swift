import ConsoleDomain
import ConsoleSettings
import ConsoleStores

extension RefusalFeed {
  /// Every source that the settings name, the counters last.
  static func all(
    _ settings: RefusalSettings,
    limits: LimitReads?,
    now: @escaping @Sendable () -> Instant
  ) -> [RefusalFeed] {
    var feeds: [RefusalFeed] = settings.logs.enumerated().map { place, path in
      .log(path, id: place, statuses: settings.statuses, now: now)
    }
    for url in settings.metrics {
      let id = feeds.count
      feeds.append(
        .metrics(url.exposed, id: id, statuses: settings.statuses, now: now)
          ?? .unusable(RefusalSource(id: id, kind: .metrics, name: "metrics"))
      )
    }
    if let limits { feeds.append(.counters(limits, id: feeds.count, now: now)) }
    return feeds
  }

  /// A source that can't be watched, which must be seen rather than left out.
  private static func unusable(_ source: RefusalSource) -> RefusalFeed {
    var source = source
    source.problem = "its address is no http:// or https:// address"
    return RefusalFeed(source) { [source] publish in publish(RefusalBatch(source)) }
  }
}
