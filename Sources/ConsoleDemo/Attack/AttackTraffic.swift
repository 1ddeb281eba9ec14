import ConsoleDomain

/// The requests of each second: ordinary ones all the time, an attack on the login and the contact form in waves.
///
/// A function of the seed and the second alone, so that two demos look alike.
struct AttackTraffic: Sendable {
  let seed: UInt64

  /// Seconds of ordinary traffic in the log when the demo opens.
  static let history = 3600
  /// Seconds from one wave to the next.
  static let wavePeriod = 420
  /// Seconds that a wave lasts.
  static let waveLength = 240
  /// Sign-ins a minute and address that the proxy lets through.
  static let loginsAMinute = 5
  /// Contact inquiries in 15 minutes and address that the backend takes (backend-data.md 0.1).
  static let contacts = 8

  static let login = "/auth/login"
  static let contact = "/contact/inquiries"

  /// What is asked for in one second of which kind.
  struct Second: Hashable, Sendable {
    var ordinary: [Ordinary]
    /// Addresses that try to sign in, one entry a try.
    var logins: [String]
    /// Addresses that send the contact form.
    var contacts: [String]
  }

  /// A request of an ordinary visitor.
  struct Ordinary: Hashable, Sendable {
    var address: String
    var method: String
    var path: String
    var status: Int
    var agent: String
  }

  /// The requests of a second; before 0 lies the history, at 0 the first wave begins.
  func second(_ number: Int) -> Second {
    var random = SeededGenerator(seed: seed, .attack, number)
    let ordinary = (0..<random.number(in: 2...6)).map { _ in visitor(&random) }
    let inWave = number < 0 ? nil : number % Self.wavePeriod
    guard let inWave, inWave < Self.waveLength else {
      return Second(ordinary: ordinary, logins: [], contacts: [])
    }
    // It starts with a few tries and has its full strength after twenty seconds.
    let strength = min(24, 6 + inWave)
    return Second(
      ordinary: ordinary,
      logins: (0..<strength).map { _ in attacker(&random) },
      contacts: (0..<max(1, strength / 6)).map { _ in attacker(&random) }
    )
  }

  /// Six of ten tries come from one address, the others from its neighbours.
  private func attacker(_ random: inout SeededGenerator) -> String {
    random.chance(60)
      ? DemoCast.abusiveAddress : "198.51.100.\(random.number(in: 24...63))"
  }

  private func visitor(_ random: inout SeededGenerator) -> Ordinary {
    let (method, path, status) = random.pick(Self.pages)
    return Ordinary(
      address: "192.0.2.\(random.number(in: 2...220))",
      method: method,
      path: path.replacing("*", with: random.text(24, of: .hex)),
      // A visitor in four hundred is refused even on a quiet day.
      status: random.below(400) == 0 ? 429 : status,
      agent: random.pick(Vocabulary.browsers)
    )
  }

  private static let pages: [(String, String, Int)] = [
    ("GET", "/contacts?page=2", 200), ("GET", "/contacts/*", 200), ("GET", "/people", 200),
    ("GET", "/events", 200), ("POST", "/auth/login", 201), ("GET", "/auth/me", 200),
    ("GET", "/auth/me", 401), ("PATCH", "/contacts/*", 200), ("GET", "/health", 200),
  ]
}
