import ConsoleRedis

/// The Redis users of compliance.md (d) with its corrections: reading under the profile's prefixes,
/// and deleting sessions and counters through selectors of their own (Redis 7.0).
enum RedisAccess {
  /// The rules of one position; nil for whoever has no business in Redis or is the default user.
  static func rules(of position: DemoPosition, password: String) -> [String]? {
    let open = ["reset", "on", ">\(password)", "resetchannels", "-@all"]
    let sessions = ["%R~sess:*", "%R~user:sessions:*"]
    let revoke = "(~sess:* ~user:sessions:* -@all +get +del +unlink +srem +sscan +scard)"
    switch position {
    case .oncall:
      let limiters = limiterPatterns.map { "%R~\($0)" }
      let reset =
        "(" + limiterPatterns.map { "~\($0)" }.joined(separator: " ")
        + " -@all +get +del +unlink)"
      return open + sessions + limiters + reading + transactions + [revoke, reset]
    case .complianceA, .complianceB:
      // A strip deletes the counters whose name is an address.
      let named =
        "(" + addressPatterns.map { "~\($0)" }.joined(separator: " ") + " -@all +del)"
      return open + sessions + limiterPatterns.map { "%R~\($0)" } + reading + transactions
        + [revoke, named]
    case .auditor:
      return open
        + words(
          """
          +ping +hello +auth +client|setname +client|id +acl|whoami +acl|users +info +time +dbsize \
          +config|get +latency|latest
          """
        )
    case .operatorOfAll: return nil
    }
  }

  /// Never `waitlist:*`: that prefix holds verification codes too.
  private static let limiterPatterns = [
    "waitlist:submit:*", "waitlist:event:*", "waitlist:resend*", "contact-inquiry:*",
  ]

  private static let addressPatterns = [
    "waitlist:submit:email:*", "waitlist:resend*", "contact-inquiry:*",
  ]

  private static let reading = words(
    """
    +ping +hello +auth +select +client|setname +client|id +client|getname +acl|whoami +scan +type \
    +exists +ttl +pttl +expiretime +get +getrange +mget +strlen +object|encoding +object|idletime \
    +memory|usage +hget +hmget +hgetall +hlen +hscan +zcard +zcount +zrange +zscore +zscan +llen \
    +lrange +scard +sscan +sismember +xlen +dbsize +info +time
    """
  )

  private static let transactions = words("+watch +unwatch +multi +exec +discard")

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }
}
