import ConsoleDomain
import ConsoleRedis

/// The backend's rate-limit counters: integers that live 15 minutes from the first hit (backend-data.md 0.1).
struct LimiterShapes: Sendable {
  let cast: DemoCast

  /// A family of counters and its limit, which stands in the backend's code alone.
  struct Family: Hashable, Sendable {
    var prefix: String
    var limit: Int
    var subject: Subject
  }

  /// What a counter counts by.
  enum Subject: Hashable, Sendable {
    case email
    case ip
    case emailAndIP
  }

  static let window = Duration.seconds(900)

  /// Every pattern that the backend writes; the key under `…resend:` is an e-mail, alone or with an address.
  static let families: [Family] = [
    Family(prefix: "waitlist:submit:email:", limit: 3, subject: .email),
    Family(prefix: "waitlist:submit:ip:", limit: 8, subject: .ip),
    Family(prefix: "waitlist:event:ip:", limit: 120, subject: .ip),
    Family(prefix: "waitlist:resend:", limit: 3, subject: .email),
    Family(prefix: "waitlist:resend:", limit: 3, subject: .emailAndIP),
    Family(prefix: "waitlist:resend-phone:", limit: 3, subject: .email),
    Family(prefix: "waitlist:resend-phone:", limit: 3, subject: .emailAndIP),
    Family(prefix: "contact-inquiry:contact:email:", limit: 3, subject: .email),
    Family(prefix: "contact-inquiry:contact:ip:", limit: 8, subject: .ip),
    Family(prefix: "contact-inquiry:contact:verify:email:", limit: 3, subject: .email),
    Family(prefix: "contact-inquiry:contact:verify:ip:", limit: 3, subject: .ip),
  ]

  private static let perFamily = 12

  var commands: [RedisCommand] {
    Self.families.enumerated().flatMap { position, family in
      (0..<Self.perFamily).map { counter($0, of: family, position) }
    }
  }

  /// The first of each family is the attack's and over the limit, the second is exactly at it (not blocked).
  private func counter(_ number: Int, of family: Family, _ position: Int) -> RedisCommand {
    var random = SeededGenerator(seed: cast.seed, .limiter, position * 1000 + number)
    let hits =
      switch number {
      case 0: family.limit * 4 + random.number(in: 1...90)
      case 1: family.limit
      default: random.number(in: 1...family.limit)
      }
    // The third is Ana, so that the counters of a user can be looked at.
    let email =
      switch number {
      case 0: "load@attacker.example"
      case 2: cast.user(0).email
      default: cast.visitorEmail(number, &random)
      }
    let ip =
      number == 0 ? DemoCast.abusiveAddress : "::ffff:172.31.\(number).\(random.below(200) + 4)"
    let subject =
      switch family.subject {
      case .email: email
      case .ip: ip
      case .emailAndIP: "\(email):\(ip)"
      }
    let left = random.number(in: 60_000...Int(Self.window.wholeMilliseconds))
    return RedisCommand("SET", family.prefix + subject, hits, "PX", left)
  }
}

extension DemoCast {
  /// The address of somebody who is not a user; the same number gives the same name in every collection.
  func visitorEmail(_ number: Int, _ random: inout SeededGenerator) -> String {
    let first = Vocabulary.firstNames[number % Vocabulary.firstNames.count]
    let last = random.pick(Vocabulary.lastNames)
    return Vocabulary.addressForm(of: first, fallback: "misaki")
      + ".\(Vocabulary.addressForm(of: last, fallback: "family"))@visitor.example"
  }
}
