import ConsoleDomain
import ConsoleSettings
import ConsoleStores

extension RefusalFeed {
  /// Every source that the settings name, those of the stores last.
  static func all(
    _ settings: RefusalSettings,
    stores: StoredRefusals?,
    now: @escaping @Sendable () -> Instant
  ) -> [RefusalFeed] {
    var feeds: [RefusalFeed] = settings.logs.enumerated().map { place, path in
      .log(path, id: place, statuses: settings.statuses, now: now)
    }
    for url in settings.metrics {
      let id = feeds.count
      feeds.append(
        .metrics(url.exposed, id: id, statuses: settings.statuses, now: now)
          ?? .unusable(
            RefusalSource(id: id, kind: .metrics, name: "metrics"),
            "its address is no http:// or https:// address"
          )
      )
    }
    guard let stores else { return feeds }
    feeds.append(
      stores.counters.feed(id: feeds.count)
        ?? .unusable(
          RefusalSource(id: feeds.count, kind: .counters, name: "counters"),
          "no limiter of the profile has a limit and counts in Redis"
        )
    )
    for kind in EventSampler.Kind.allCases {
      if let feed = stores.events.feed(of: kind, id: feeds.count) { feeds.append(feed) }
    }
    return feeds
  }

  /// A source that can't be watched, which must be seen rather than left out.
  private static func unusable(_ source: RefusalSource, _ problem: String) -> RefusalFeed {
    var source = source
    source.problem = problem
    return RefusalFeed(source) { [source] publish in publish(RefusalBatch(source)) }
  }
}
