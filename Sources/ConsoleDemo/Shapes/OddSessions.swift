import ConsoleDomain
import ConsoleMongo
import ConsoleRedis

/// Keys under the session prefix that a reader must survive (backend-data.md section 8).
///
/// Each has a recognisable id, so that the screens and the tests can name it.
struct OddSessions: Sendable {
  /// Long enough ago that a list by activity does not begin with them.
  private static let age: Duration = .seconds(4 * 3600)

  let cast: DemoCast

  var commands: [RedisCommand] {
    unreadable + wrongTypes + unusual + hostile + strangers
  }

  /// How many keys under the session prefix `commands` makes.
  static let keyCount = 22

  private var unreadable: [RedisCommand] {
    [
      set("odd-not-json", "not json at all"),
      set("odd-empty", ""),
      set("odd-null", "null"),
      set("odd-truncated", #"{"cookie":{"originalMaxAge":43200000,"expires":"20"#),
      set("odd-no-cookie", #"{"user":\#(SessionShape.user(cast.user(2)))}"#),
      set("odd-pickle", bytes: [0x80, 0x04, 0x95, 0x0B, 0x00, 0x7D, 0x94, 0x2E]),
      set("odd-invalid-utf8", bytes: Array(#"{"cookie":{},"name":""#.utf8) + [0xC3, 0x28, 0xFF]),
      set("odd-raw-escape", bytes: Array("\u{1B}[2J\u{1B}]0;owned\u{07}\u{0}\u{202E}".utf8)),
    ]
  }

  private var wrongTypes: [RedisCommand] {
    [
      RedisCommand("HSET", key("odd-hash"), "creationTime", "1", "lastAccessedTime", "2"),
      RedisCommand("RPUSH", key("odd-list"), "a", "b", "c"),
      RedisCommand("SADD", key("odd-set"), "a"),
      RedisCommand("SET", key("meta:version"), "3"),
    ]
  }

  private var unusual: [RedisCommand] {
    let padding = String(repeating: "x", count: 200 * 1024)
    return [
      RedisCommand("SET", key("odd-no-expiry"), signedIn(3)),
      set("odd-huge", signedIn(4, extra: #","basket":"\#(padding)""#)),
      set("odd-past-cookie", signedIn(6, expires: cast.now.advanced(by: .seconds(-900)))),
      set("odd id:with spaces/and\u{0}binary", signedIn(8)),
      set("550e8400-e29b-41d4-a716-446655440000", signedIn(9)),
    ]
  }

  private var hostile: [RedisCommand] {
    [
      set("odd-escape", signedIn(10, agent: #"\u001b[2J\u001b]0;owned\u0007\u0000\r\n"#)),
      set("odd-bidi-emoji", signedIn(12, agent: "\u{202E}txt.exe 👩‍👩‍👧‍👦 🏴‍☠️ e\u{301}\u{301}")),
      set("odd-lone-surrogate", signedIn(13, agent: #"\ud83d lone \udc00"#)),
    ]
  }

  /// Sessions whose user is not, or can't be, in `users`.
  private var strangers: [RedisCommand] {
    let known = SessionShape.user(cast.user(14))
    let deleted = known.replacing(cast.user(14).id.hex, with: "64f0c0ffee64f0c0ffeedead")
    let named = known.replacing(cast.user(14).id.hex, with: "service-7")
    return [
      set("odd-deleted-user", session(user: deleted)), set("odd-named-user", session(user: named)),
    ]
  }

  private func signedIn(
    _ user: Int,
    agent: String = "Mozilla/5.0 (X11; Linux x86_64)",
    expires: Instant? = nil,
    extra: String = ""
  ) -> String {
    session(
      user: SessionShape.user(cast.user(user)),
      agent: agent,
      expires: expires,
      extra: extra
    )
  }

  private func session(
    user: String,
    agent: String = "Mozilla/5.0 (X11; Linux x86_64)",
    expires: Instant? = nil,
    extra: String = ""
  ) -> String {
    let cookie = SessionShape.cookie(
      expires: expires ?? lastSeen.advanced(by: SessionShape.lifetime)
    )
    let meta = SessionShape.meta(
      ip: "127.0.0.1",
      agent: agent,
      createdAt: lastSeen.advanced(by: .zero - Self.age),
      lastSeen: lastSeen
    )
    return #"{"cookie":\#(cookie),"user":\#(user),"meta":\#(meta)\#(extra)}"#
  }

  private var lastSeen: Instant { cast.now.advanced(by: .zero - Self.age) }

  private func key(_ sid: String) -> String { SessionShape.prefix + sid }

  private func set(_ sid: String, _ value: String) -> RedisCommand {
    set(sid, bytes: Array(value.utf8))
  }

  private func set(_ sid: String, bytes: [UInt8]) -> RedisCommand {
    let left = SessionShape.lifetime - Self.age
    return RedisCommand("SET", key(sid), bytes, "PX", Int(left.wholeMilliseconds))
  }
}
