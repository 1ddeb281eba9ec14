import ConsoleDomain
import ConsoleRedis
import ConsoleText

/// Asks a Redis server how it is, one question after the other, until the budget is spent.
struct RedisExamination: Sendable {
  let client: RedisClient
  /// A key that the rights are tried for; it need not exist.
  let sampleKey: [UInt8]
  /// Keys of limiters of the profile: one that is reset, and one that is blocked; nil: there is none.
  var counterKey: [UInt8]?
  var blockedKey: [UInt8]?
  let localNow: @Sendable () -> Instant

  /// What was found, for the report.
  struct Finding: Sendable {
    var health: ServerHealth
    var identity: RedisIdentity?
    var user: String?
    /// Whether this user may delete a session; nil unknown.
    var canDelete: Bool?
    /// What the server would refuse to this user.
    var missing: [MissingRight] = []
  }

  /// Latency, identity and clock alone.
  func ping(_ budget: TimeBudget) async -> Finding {
    var finding = Finding(health: ServerHealth(unasked: StoreEndpoint(client)))
    do throws(RedisFailure) {
      let identity = try await client.serverIdentity(deadline: budget.next)
      finding.identity = identity.runID.map {
        RedisIdentity(runID: $0, address: identity.address, database: identity.database)
      }
      let start = ContinuousClock.now
      _ = try await client.send(
        RedisCommand(name: "PING", arguments: []),
        deadline: budget.next
      )
      let latency = ContinuousClock.now - start
      finding.health.latency = latency
      // The middle of the round trip is when the server most likely looked at its clock.
      let asked = localNow()
      let reply = try? await client.send(.time, deadline: budget.next)
      if let server = reply.flatMap(ServerClock.microseconds) {
        let ours = asked.advanced(by: latency / 2)
        finding.health.clockSkew = ours.duration(to: Instant(milliseconds: server / 1000))
      }
    } catch {
      finding.health.problem = StoreProblem(
        error,
        at: finding.health.endpoint,
        deadline: .seconds(3)
      )
    }
    return finding
  }

  /// Everything the Health screen shows.
  func examine(_ budget: TimeBudget) async -> Finding {
    var finding = await ping(budget)
    guard finding.health.problem == nil else { return finding }
    let facts = await facts(budget)
    finding.health.facts = RedisFacts.facts(facts.report, keys: facts.keys)
    let user = await text("ACL WHOAMI", [], budget)
    finding.user = user.map { SafeText.of($0) }
    let rights = await rights(of: user, budget)
    finding.health.rights = rights.map(\.fact)
    finding.canDelete = rights.first { $0.missing == .deletingSessions }?.isAllowed
    finding.missing = rights.filter { $0.isAllowed == false }.compactMap(\.missing)
    return finding
  }

  private func facts(_ budget: TimeBudget) async -> (report: [String: String], keys: Int64?) {
    let info = await text("INFO", [], budget)
    let size = try? await client.send(
      RedisCommand(name: "DBSIZE", arguments: []),
      deadline: budget.next
    )
    return (info.map(parseServerReport) ?? [:], size?.integer)
  }

  /// What this user may do, tried without doing it (`ACL DRYRUN`, Redis 7); else unknown.
  private func rights(
    of user: String?,
    _ budget: TimeBudget
  ) async -> [(missing: MissingRight?, isAllowed: Bool?, fact: HealthFact)] {
    let tries = tries
    guard let user else {
      return tries.map { ($0.missing, nil, .right($0.name, isAllowed: nil)) }
    }
    let commands = tries.map {
      RedisCommand(
        name: "ACL DRYRUN",
        arguments: [Array(user.utf8), Array($0.command.utf8)] + $0.arguments
      )
    }
    let replies = try? await client.pipeline(commands, deadline: budget.next)
    return tries.enumerated().map { index, attempt in
      let isAllowed = replies.flatMap { Self.isAllowed($0[index]) }
      return (attempt.missing, isAllowed, .right(attempt.name, isAllowed: isAllowed))
    }
  }

  /// A command that is tried, and what is missing where it is refused.
  private struct Attempt {
    var command: String
    var arguments: [[UInt8]]
    var name: String
    var missing: MissingRight?
  }

  private var tries: [Attempt] {
    let one = Array("1".utf8)
    var tries = [
      Attempt(command: "SCAN", arguments: [Array("0".utf8)], name: "list sessions (SCAN)"),
      Attempt(
        command: "GETRANGE",
        arguments: [sampleKey, Array("0".utf8), one],
        name: "read a session (GETRANGE)"
      ),
      Attempt(
        command: "DEL",
        arguments: [sampleKey],
        name: "revoke a session (DEL)",
        missing: .deletingSessions
      ),
      Attempt(command: "MULTI", arguments: [], name: "revoke atomically (MULTI)"),
    ]
    if let counterKey {
      tries.append(
        Attempt(
          command: "DEL",
          arguments: [counterKey],
          name: "reset a counter (DEL)",
          missing: .deletingCounters
        )
      )
    }
    if let blockedKey {
      tries.append(
        Attempt(
          command: "SET",
          arguments: [blockedKey, one],
          name: "block a client (SET)",
          missing: .settingCounters
        )
      )
    }
    return tries
  }

  /// `OK`, or a text that says what is missing; an error means that we may not ask.
  private static func isAllowed(_ reply: RedisReply) -> Bool? {
    switch reply {
    case .status(let text): text == "OK"
    case .bulk: false
    case .null, .error, .integer, .array: nil
    }
  }

  private func text(
    _ name: String,
    _ arguments: [[UInt8]],
    _ budget: TimeBudget
  ) async -> String? {
    let reply = try? await client.send(
      RedisCommand(name: name, arguments: arguments),
      deadline: budget.next
    )
    return reply?.text
  }
}

extension HealthFact {
  /// A right with yes, no or unknown.
  static func right(_ name: String, isAllowed: Bool?) -> HealthFact {
    switch isAllowed {
    case true: HealthFact(name: name, value: "yes", severity: .ok)
    case false: HealthFact(name: name, value: "no", severity: .info)
    case nil: HealthFact(name: name, value: "unknown: may not be asked", severity: .unknown)
    }
  }
}
