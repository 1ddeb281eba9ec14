import ConsoleMongo
import ConsoleRedis

/// Members of `user:sessions:<id>` whose session has expired: the backend never removes them.
struct DeadSessions: Sendable {
  let cast: DemoCast

  /// One `SADD` for each of about half of the users, up to four dead ids each; Ana always has some.
  func command(forUser number: Int) -> RedisCommand? {
    var random = SeededGenerator(seed: cast.seed, .deadSession, number)
    guard number == 0 || random.chance(50) else { return nil }
    let sids = (0..<random.number(in: 1...4)).map { _ in random.text(32, of: .base64URL) }
    let key = SessionShape.indexPrefix + cast.user(number).id.hex
    return RedisCommand(name: "SADD", arguments: ([key] + sids).map { Array($0.utf8) })
  }
}
