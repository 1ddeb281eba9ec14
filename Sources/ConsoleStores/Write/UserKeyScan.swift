import ConsoleActions
import ConsoleDomain
import ConsoleRedis

/// Walks the session keys for one user's, within a budget: memory grows with what is found alone.
struct UserKeyScan: Sendable {
  /// Keys that SCAN looks at in one step; the page's reads follow in one pipeline.
  private static let stepCount = 500
  /// A person has fewer.
  private static let foundLimit = 20_000

  let reader: RedisSessionReader
  let prefixes: KeyPrefixes
  let fields: SessionFieldMap
  let budget: Duration

  func sessions(of userID: String) async throws(RedisFailure) -> UserScan {
    let end = ContinuousClock.now + budget
    var decoder = SessionDecoder(fields)
    var found: [SessionID] = []
    var seen = 0
    var undecided = 0
    var cursor = Array("0".utf8)
    repeat {
      if ContinuousClock.now >= end {
        return UserScan(
          ids: found,
          incomplete: "only \(seen) session keys were looked at in the time allowed"
        )
      }
      let page = try await step(cursor)
      let ids = page.keys.compactMap { key in
        prefixes.split(key).map { SessionID(namespace: $0.namespace, bytes: $0.sid) }
      }
      seen += ids.count
      for reading in ids.isEmpty ? [] : try await reader.read(ids).readings {
        let owner = decoder.userID(of: reading.value)
        if owner == userID { found.append(reading.id) }
        if owner == nil, reading.length > reading.value.count { undecided += 1 }
      }
      if Task.isCancelled { return UserScan(ids: found, incomplete: "the scan was stopped") }
      if found.count >= Self.foundLimit {
        return UserScan(ids: found, incomplete: "there are more than \(Self.foundLimit)")
      }
      cursor = page.cursor
    } while cursor != Array("0".utf8)
    return UserScan(ids: found, incomplete: Self.reason(undecided: undecided))
  }

  private static func reason(undecided: Int) -> String? {
    switch undecided {
    case 0: nil
    case 1: "1 session is too large to tell whose it is"
    default: "\(undecided) sessions are too large to tell whose they are"
    }
  }

  private func step(_ cursor: [UInt8]) async throws(RedisFailure) -> ScanPage {
    let replies = try await reader.client.pipeline(
      [.scan(cursor, matching: prefixes.common, count: Self.stepCount)],
      on: reader.lane,
      deadline: reader.deadline,
      expecting: reader.server
    )
    return try ScanPage(replies[0])
  }
}
