import ConsoleDomain
import ConsoleRedis
import ServerHarness
import Synchronization
import Testing

extension WriteFixture {
  /// Sessions as the reference backend writes them (backend-data.md 0.1).
  static func value(user: String?, lastSeen: Int = 0) -> String {
    let owner = user.map { #""user":{"id":"\#($0)","role":"viewer","orgId":"o1"},"# } ?? ""
    return #"{"cookie":{"originalMaxAge":43200000,"httpOnly":true,"path":"/"},\#(owner)"#
      + #""meta":{"ip":"203.0.113.7","userAgent":"curl/8.5","#
      + #""createdAt":"2026-11-24T03:35:23.789Z","lastSeen":\#(lastSeen)}}"#
  }

  static func id(_ name: String) -> SessionID {
    SessionID(namespace: "sess:", bytes: Array(name.utf8))
  }

  @discardableResult
  func addSession(_ name: String, user: String? = user) async throws -> SessionID {
    try await send("SET", "sess:\(name)", Self.value(user: user), "EX", "43200")
    if let user { try await send("SADD", "user:sessions:\(user)", name) }
    return Self.id(name)
  }

  func exists(_ id: SessionID) async throws -> Bool {
    let key = id.namespace + String(decoding: id.bytes, as: UTF8.self)
    return try await send("EXISTS", key).integer == 1
  }

  func indexed(user: String = user) async throws -> Set<String> {
    Set(try await send("SMEMBERS", "user:sessions:\(user)").elements?.compactMap(\.text) ?? [])
  }

  @discardableResult
  func send(_ name: String, _ arguments: String...) async throws -> RedisReply {
    let command = RedisCommand(name: name, arguments: arguments.map { Array($0.utf8) })
    return try await redis.send(command, deadline: .seconds(30))
  }
}

/// A backend that rewrites a session on every request, over a connection of its own, while `body` runs.
///
/// Like express-session it saves a session that it has loaded, so a session that is gone stays gone
/// (`XX`). `body` begins after the first request.
func rewriting<Result>(
  _ name: String,
  on fixture: WriteFixture,
  timesASecond rate: Int,
  _ body: () async throws -> Result
) async throws -> Result {
  let backend = RedisClient(address: fixture.redis.address)
  let requests = Counter()
  let writer = Task {
    // Ends by itself if nobody stops it.
    for round in 0..<(rate * 60) where !Task.isCancelled {
      let value = WriteFixture.value(user: WriteFixture.user, lastSeen: round)
      let command = RedisCommand("SET", "sess:\(name)", value, "XX", "KEEPTTL")
      _ = try? await backend.send(command, deadline: .seconds(30))
      requests.add()
      try? await Task.sleep(for: .microseconds(1_000_000 / rate))
    }
    backend.close()
  }
  defer { writer.cancel() }
  try #require(await eventually { requests.count > 0 })
  return try await body()
}

/// Counts from any task.
final class Counter: Sendable {
  private let state = Mutex(0)

  var count: Int { state.withLock { $0 } }

  func add() {
    state.withLock { $0 += 1 }
  }
}
