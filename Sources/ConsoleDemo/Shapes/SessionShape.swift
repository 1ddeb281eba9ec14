import ConsoleDomain
import ConsoleMongo
import ConsoleRedis

/// One session as express-session and connect-redis leave it (backend-data.md 0.1, member order included).
struct SessionShape: Sendable {
  var sid: String
  var json: String
  /// Hex id of the user; nil for an anonymous session.
  var userID: String?
  var timeToLive: Duration

  /// `SET sess:<sid> … PX`, and `SADD user:sessions:<id>` for a session that is signed in.
  var commands: [RedisCommand] {
    let key = Self.prefix + sid
    let set = RedisCommand("SET", key, json, "PX", Int(timeToLive.wholeMilliseconds))
    guard let userID else { return [set] }
    return [set, RedisCommand("SADD", Self.indexPrefix + userID, sid)]
  }

  static let prefix = "sess:"
  static let indexPrefix = "user:sessions:"
  /// `SESSION_TTL_HOURS` of 12, which every request starts again.
  static let lifetime = Duration.seconds(43_200)

  /// The `cookie` member; `expires` moves with each request, so it agrees with the key's time to live.
  static func cookie(expires: Instant) -> String {
    #"{"originalMaxAge":43200000,"expires":"\#(expires.iso8601)","secure":true,"httpOnly":true,"#
      + #""domain":".holdfast.example","path":"/","sameSite":"none"}"#
  }

  /// The `user` member: copied from the user's document at login and never again.
  static func user(_ user: DemoUser) -> String {
    let organization = user.organization.map { #""orgId":"\#($0.id.hex)","# } ?? ""
    return #"{"id":"\#(user.id.hex)","role":"\#(user.role)","roles":["\#(user.role)"],"#
      + organization + #""isOrgOwner":\#(user.isOwner)}"#
  }

  /// The `meta` member; `agent` must need no escaping.
  static func meta(ip: String, agent: String, createdAt: Instant, lastSeen: Instant) -> String {
    #"{"ip":"\#(ip)","userAgent":"\#(agent)","createdAt":"\#(createdAt.iso8601)","#
      + #""lastSeen":"\#(lastSeen.iso8601)"}"#
  }
}

extension DemoCast {
  /// Session `number`, from 0 up: one in seven is signed in, the others are visitors and machines.
  func session(_ number: Int) -> SessionShape {
    var random = SeededGenerator(seed: seed, .session, number)
    let sid = random.text(32, of: .base64URL)
    let idle = idleTime(&random)
    let lastSeen = now.advanced(by: .zero - idle)
    guard let owner = owner(ofSession: number, &random) else {
      return visit(sid: sid, lastSeen: lastSeen, idle: idle, &random)
    }
    let user = user(owner)
    let createdAt = lastSeen.advanced(by: .seconds(-random.number(in: 0...200_000)))
    let cookie = SessionShape.cookie(expires: lastSeen.advanced(by: SessionShape.lifetime))
    // Login makes a new session without `meta`; the next request adds it.
    let isBeforeFirstRequest = number >= Self.leadingSessions && random.chance(3)
    let meta = SessionShape.meta(
      ip: address(&random),
      agent: random.pick(Vocabulary.browsers),
      createdAt: createdAt,
      lastSeen: lastSeen
    )
    return SessionShape(
      sid: sid,
      json: #"{"cookie":\#(cookie),"user":\#(SessionShape.user(user))"#
        + (isBeforeFirstRequest ? "}" : #","meta":\#(meta)}"#),
      userID: user.id.hex,
      timeToLive: SessionShape.lifetime - idle
    )
  }

  /// An anonymous session: any request without a cookie makes one.
  private func visit(
    sid: String,
    lastSeen: Instant,
    idle: Duration,
    _ random: inout SeededGenerator
  ) -> SessionShape {
    let isMachine = random.chance(70)
    let agent = random.pick(isMachine ? Vocabulary.machines : Vocabulary.browsers)
    let stay = isMachine ? 0 : random.number(in: 0...1_800_000)
    let meta = SessionShape.meta(
      ip: agent.hasPrefix("python") ? Self.abusiveAddress : address(&random),
      agent: agent,
      createdAt: lastSeen.advanced(by: .milliseconds(-stay)),
      lastSeen: lastSeen
    )
    let cookie = SessionShape.cookie(expires: lastSeen.advanced(by: SessionShape.lifetime))
    return SessionShape(
      sid: sid,
      json: #"{"cookie":\#(cookie),"meta":\#(meta)}"#,
      userID: nil,
      timeToLive: SessionShape.lifetime - idle
    )
  }

  /// The first sessions belong to the first users one by one, so that each kind of user has one.
  static let leadingSessions = 24
  /// Where the made-up attack comes from.
  static let abusiveAddress = "198.51.100.23"

  private func owner(ofSession number: Int, _ random: inout SeededGenerator) -> Int? {
    if number < Self.leadingSessions { return number }
    if number % 50 == 31 && number < 2000 { return Self.busyUser }
    return random.chance(14) ? random.below(userCount) : nil
  }

  /// From a second to just under the lifetime; most sessions were used a short while ago.
  private func idleTime(_ random: inout SeededGenerator) -> Duration {
    let share = random.below(1000)
    return .milliseconds(1000 + share * share * 42 + random.below(60_000))
  }

  /// Mostly the load balancer's address, as the backend does not trust its proxy.
  private func address(_ random: inout SeededGenerator) -> String {
    switch random.below(10) {
    case 0..<6: "::ffff:172.31.\(random.number(in: 0...3)).\(random.number(in: 4...250))"
    case 6..<8: "10.20.\(random.number(in: 0...7)).\(random.number(in: 2...250))"
    case 8: "203.0.113.\(random.number(in: 1...254))"
    default: "2001:db8:\(random.text(4, of: .hex))::\(random.text(3, of: .hex))"
    }
  }
}
