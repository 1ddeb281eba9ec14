import ConsoleText

extension RecordJSON {
  /// A counter as machines read it (DESIGN.md section 6); the key only where it was asked for.
  package static func limit(_ row: CounterRow, now: Instant, showIDs: Bool = false) -> String {
    let (counter, standing) = (row.counter, row.standing)
    let limiter = counter.limiter
    var object = JSONObjectText()
    object.add("limiter", limiter.name)
    object.add("store", limiter.format.store.rawValue)
    object.add("namespace", limiter.collection ?? limiter.prefix)
    object.add("key", showIDs ? counter.clearKey : counter.shownKey())
    object.add("keyHash", counter.id.hash(prefix: limiter.prefix))
    object.add("clientKind", counter.key.client.kind.rawValue)
    object.add("hits", standing.hits)
    object.add("limit", standing.limit)
    object.add("remaining", standing.remaining)
    object.add("refused", standing.refused)
    object.add("windowSeconds", limiter.window.map { $0.wholeMilliseconds / 1000 })
    object.add(
      "resetsInSeconds",
      standing.endsAt.map { max(0, now.duration(to: $0).wholeMilliseconds / 1000) }
    )
    object.add("blocked", standing.isBlocked)
    object.add("blockedSince", standing.blockedSince)
    object.add("status", Int64(limiter.status))
    object.add("format", limiter.format.rawValue)
    object.add("flags", list: standing.flags.names.map { JSONText.quoted($0) })
    return object.text
  }
}

extension Counter {
  /// Prefix and key in clear: may name a person, and is shown only where that is on record.
  package var clearKey: String { limiter.prefix + String(decoding: id.rest, as: UTF8.self) }
}
