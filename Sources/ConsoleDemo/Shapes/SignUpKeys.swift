import ConsoleDomain
import ConsoleRedis

/// What else lies beside the limiters under their prefixes: secrets, locks, caches and the job queues.
///
/// A reader that takes `waitlist:*` for counters would show these (backend-data.md 0.1).
struct SignUpKeys: Sendable {
  let cast: DemoCast

  var commands: [RedisCommand] {
    (0..<8).flatMap(verification) + locksAndCaches + queues
  }

  private func verification(_ number: Int) -> [RedisCommand] {
    var random = SeededGenerator(seed: cast.seed, .limiter, 100_000 + number)
    let email = cast.visitorEmail(number, &random)
    let left = random.number(in: 60_000...1_800_000)
    let codes = [
      "waitlist:verify:code:", "waitlist:verify:phone:code:", "contact:verify:code:",
    ].map { RedisCommand("SET", $0 + email, random.text(6, of: .digits), "PX", left) }
    let attempts = [
      "waitlist:verify:attempt:", "waitlist:verify:phone:attempt:", "contact:verify:attempt:",
    ].map { RedisCommand("SET", $0 + email, random.number(in: 1...5), "PX", left) }
    let status = random.chance(50) ? "verified" : "unverified"
    return codes + attempts + [
      RedisCommand("SET", "contact:verify:status:" + email, status, "PX", 86_400_000 - left),
      RedisCommand("SET", "contact:verify:cooldown:" + email, "1", "PX", 120_000),
    ]
  }

  private var locksAndCaches: [RedisCommand] {
    [
      RedisCommand("SET", "waitlist:domain:claim:visitor.example", "1", "NX", "PX", 120_000),
      RedisCommand(
        "SET",
        "waitlist:stats",
        #"{"total":\#(WaitlistShape.count),"verified":23,"invited":9}"#,
        "PX",
        60_000
      ),
    ]
  }

  /// BullMQ under the prefix `jobs`; its layout belongs to later screens, so a few keys of each kind do.
  private var queues: [RedisCommand] {
    ["waitlist-mail", "waitlist-mail-dlq", "events", "cost-code-import"].flatMap { queue in
      [
        RedisCommand("SET", "jobs:\(queue):id", "3"),
        RedisCommand("HSET", "jobs:\(queue):meta", "opts.maxLenEvents", "10000"),
        RedisCommand("ZADD", "jobs:\(queue):completed", Int(cast.now.milliseconds), "1"),
        RedisCommand(
          "HSET",
          "jobs:\(queue):1",
          "name",
          queue,
          "attemptsMade",
          "1",
          "timestamp",
          Int(cast.now.milliseconds)
        ),
        RedisCommand("RPUSH", "jobs:\(queue):wait", "2", "3"),
      ]
    }
  }
}
