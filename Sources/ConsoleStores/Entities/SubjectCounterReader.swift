import ConsoleDomain
import ConsoleRedis
import ConsoleText

/// Reads the limiter keys that carry an address or a number of a subject, each by its exact name.
struct SubjectCounterReader: Sendable {
  /// Most keys asked for: a subject has a few addresses, a profile a few limiters.
  private static let keyLimit = 500
  /// Bytes read of a counter; a number needs no more, and nothing larger is one.
  private static let longest = 24
  private static let deadline: Duration = .seconds(4)

  let client: RedisClient
  let limiters: [Profile.Limiter]
  let localNow: @Sendable () -> Instant

  /// The counters that exist; never a scan, since each name follows from the profile.
  func counters(
    of identifiers: SubjectIdentifiers
  ) async throws(StoreProblem) -> [SubjectCounter] {
    let keys = Array(names(identifiers).prefix(Self.keyLimit))
    guard !keys.isEmpty else { return [] }
    let commands = keys.flatMap { name -> [RedisCommand] in
      let key = name.limiter.prefix + name.value
      return [RedisCommand("PTTL", key), RedisCommand("GETRANGE", key, 0, Self.longest)]
    }
    do throws(RedisFailure) {
      let replies = try await client.pipeline(commands, on: .interactive, deadline: Self.deadline)
      let now = localNow()
      var counters: [SubjectCounter] = []
      for (index, name) in keys.enumerated() {
        guard let left = try value(replies[index * 2]).integer, left != -2 else { continue }
        counters.append(counter(name, left: left, replies[index * 2 + 1], now))
      }
      return counters
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }

  private struct Name {
    var limiter: Profile.Limiter
    var value: String
    var masked: String
  }

  private func names(_ identifiers: SubjectIdentifiers) -> [Name] {
    let values =
      identifiers.emails.sorted().map { ($0, PersonalText.masked(email: $0)) }
      + identifiers.phones.sorted().map { ($0, Masking.phone($0)) }
    return values.flatMap { value, masked in
      limiters.map { Name(limiter: $0, value: value, masked: masked) }
    }
  }

  /// A reply that refuses the key refuses the whole reading: a counter not seen is not a counter of 0.
  private func value(_ reply: RedisReply) throws(RedisFailure) -> RedisReply {
    if case .error(let error) = reply { throw RedisFailure(error, operation: "PTTL") }
    return reply
  }

  private func counter(
    _ name: Name,
    left: Int64,
    _ value: RedisReply,
    _ now: Instant
  ) -> SubjectCounter {
    SubjectCounter(
      limiter: name.limiter.name,
      key: SafeText.of(name.limiter.prefix + name.masked),
      hits: value.bytes.flatMap { Int(String(decoding: $0, as: UTF8.self)) },
      limit: name.limiter.limit,
      endsAt: left < 0 ? nil : now.advanced(by: .milliseconds(left))
    )
  }
}
