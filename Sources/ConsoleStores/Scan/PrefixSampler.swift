import ConsoleDomain
import ConsoleRedis

/// Names what a store holds when no session is under the profile's prefixes: a bounded look around.
struct PrefixSampler: Sendable {
  private static let steps = 20
  private static let stepCount = 500
  private static let named = 8

  let reader: RedisSessionReader
  let fields: SessionFieldMap

  /// Beginnings of keys: those that hold sessions, or else the most frequent ones.
  func prefixes() async throws(RedisFailure) -> [String] {
    let found = try await census().found.sorted { left, right in
      (right.value.count, left.key) < (left.value.count, right.key)
    }
    .prefix(100)
    guard !found.isEmpty else { return [] }
    let page = try await reader.read(
      found.map { SessionID(namespace: "", bytes: $0.value.example) }
    )
    var decoder = SessionDecoder(fields)
    var sessions: [String] = []
    for (entry, reading) in zip(found, page.readings) {
      let row = decoder.row(reading, now: Instant(milliseconds: 0))
      if let row, row.format != .opaque { sessions.append(entry.key) }
    }
    return Array((sessions.isEmpty ? found.map(\.key) : sessions).prefix(Self.named))
  }

  private func census() async throws(RedisFailure) -> PrefixCensus {
    var census = PrefixCensus()
    var cursor = Array("0".utf8)
    for _ in 0..<Self.steps {
      let replies = try await reader.client.pipeline(
        [.scan(cursor, matching: [], count: Self.stepCount)],
        on: reader.lane,
        deadline: reader.deadline,
        expecting: reader.server
      )
      let page = try ScanPage(replies[0])
      for key in page.keys { census.add(key) }
      if page.isLast { break }
      cursor = page.cursor
    }
    return census
  }
}
