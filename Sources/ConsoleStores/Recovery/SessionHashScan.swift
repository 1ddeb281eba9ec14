import ConsoleActions
import ConsoleDomain
import ConsoleRedis

/// Walks the session keys and hashes their ids, to find sessions that records name by hash alone.
///
/// No value is read; memory grows with what is found.
struct SessionHashScan: Sendable {
  /// Keys that SCAN looks at in one step.
  private static let stepCount = 1000
  static let deadline: Duration = .seconds(4)

  let client: RedisClient
  let prefixes: KeyPrefixes
  let budget: Duration

  @concurrent func present(
    _ wanted: Set<String>,
    on server: RedisIdentity
  ) async throws(RedisFailure) -> PresentSessions {
    let end = ContinuousClock.now + budget
    var found: Set<String> = []
    var seen = 0
    var cursor = Array("0".utf8)
    repeat {
      if ContinuousClock.now >= end || Task.isCancelled {
        return PresentSessions(
          idHashes: found,
          incomplete: "only \(seen) session keys were looked at in the time allowed"
        )
      }
      let replies = try await client.pipeline(
        [.scan(cursor, matching: prefixes.common, count: Self.stepCount)],
        on: .scan,
        deadline: Self.deadline,
        expecting: server.runID
      )
      let page = try ScanPage(replies[0])
      for key in page.keys {
        guard let (namespace, sid) = prefixes.split(key) else { continue }
        seen += 1
        let hash = SessionID(namespace: namespace, bytes: sid).hash
        if wanted.contains(hash) { found.insert(hash) }
      }
      // All are there: nothing that is left could change that.
      if found.count == wanted.count { break }
      cursor = page.cursor
    } while cursor != Array("0".utf8)
    return PresentSessions(idHashes: found)
  }
}
