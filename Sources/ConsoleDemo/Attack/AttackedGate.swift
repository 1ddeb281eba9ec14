import ConsoleDomain

/// What the proxy and the backend answer to the requests of the attack, by their limits.
///
/// The proxy refuses sign-ins with 429, since the backend has no limiter on them; the backend refuses
/// contact inquiries with 403 (backend-data.md 0.1).
struct AttackedGate: Sendable {
  private var minute: Instant?
  private var logins: [String: Int] = [:]
  private var contacts: [String: Int] = [:]

  /// The answers of a second and what they leave behind.
  struct Answers: Hashable, Sendable {
    var lines: [AccessLine] = []
    /// Addresses whose contact counter grows, one entry a hit.
    var counted: [String] = []
    /// Sign-ins that reached the backend and failed there.
    var failedLogins = 0
  }

  mutating func answers(to second: AttackTraffic.Second, at: Instant) -> Answers {
    startMinute(of: at)
    var answers = Answers()
    for request in second.ordinary {
      answers.lines.append(
        AccessLine(
          at: at,
          address: request.address,
          method: request.method,
          path: request.path,
          status: request.status,
          bytes: 812,
          agent: request.agent
        )
      )
    }
    for address in second.logins {
      let isRefused = !admit(address, to: &logins, most: AttackTraffic.loginsAMinute)
      if !isRefused { answers.failedLogins += 1 }
      answers.lines.append(
        attempt(at, address, AttackTraffic.login, status: isRefused ? 429 : 401)
      )
    }
    for address in second.contacts {
      let isRefused = !admit(address, to: &contacts, most: AttackTraffic.contacts)
      answers.counted.append(address)
      answers.lines.append(
        attempt(at, address, AttackTraffic.contact, status: isRefused ? 403 : 201)
      )
    }
    return answers
  }

  private func attempt(_ at: Instant, _ address: String, _ path: String, status: Int) -> AccessLine
  {
    AccessLine(
      at: at,
      address: address,
      method: "POST",
      path: path,
      status: status,
      bytes: 96,
      agent: "python-requests/2.31.0"
    )
  }

  private func admit(_ address: String, to counts: inout [String: Int], most: Int) -> Bool {
    counts[address, default: 0] += 1
    return counts[address, default: 0] <= most
  }

  /// Sign-ins are counted by the minute; a demo is over before a window of the contact form is.
  private mutating func startMinute(of at: Instant) {
    let start = Instant(milliseconds: at.milliseconds / 60_000 * 60_000)
    guard start != minute else { return }
    minute = start
    logins = [:]
  }
}
