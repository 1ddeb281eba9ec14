import ConsoleDomain
import ConsoleRedis
import ConsoleText

/// Reads the limiter keys that carry an address or a number of a subject, each by its exact name.
struct SubjectCounterReader: Sendable {
  /// Most keys asked for: a subject has a few addresses, a profile a few limiters.
  private static let keyLimit = 500
  private static let deadline: Duration = .seconds(4)

  let client: RedisClient
  let profile: Profile
  let localNow: @Sendable () -> Instant

  /// The counters that exist; never a scan, since each name follows from the profile.
  func counters(
    of identifiers: SubjectIdentifiers
  ) async throws(StoreProblem) -> [SubjectCounter] {
    let names = Array(names(identifiers).prefix(Self.keyLimit))
    guard !names.isEmpty else { return [] }
    let reader = CounterReader(
      client: client,
      lane: .interactive,
      deadline: Self.deadline,
      limiters: profile.limiters
    )
    do throws(RedisFailure) {
      let page = try await reader.read(names.map(\.id), localNow: localNow())
      let now = page.clock.now ?? localNow()
      return zip(names, page.readings).compactMap { name, reading in
        reading.map { counter(name, $0, now) }
      }
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }

  private struct Name {
    var id: CounterID
    var limiter: Profile.Limiter
    var key: LimiterKey
    var masked: String
  }

  private func names(_ identifiers: SubjectIdentifiers) -> [Name] {
    let values =
      identifiers.emails.sorted().map { ($0, PersonalText.masked(email: $0)) }
      + identifiers.phones.sorted().map { ($0, Masking.phone($0)) }
    return values.flatMap { value, masked in
      profile.limitersInClear.compactMap { place, limiter in
        // Formats with a window in the key have no name that could be told beforehand.
        LimiterKey(value, format: limiter.format).map { key in
          Name(
            id: CounterID(limiter: place, rest: Array(value.utf8)),
            limiter: limiter,
            key: key,
            masked: masked
          )
        }
      }
    }
  }

  private func counter(_ name: Name, _ reading: CounterReading, _ now: Instant) -> SubjectCounter {
    let standing = CounterRules(name.limiter).standing(of: reading, key: name.key, now: now)
    return SubjectCounter(
      limiter: name.limiter.name,
      key: SafeText.of(name.limiter.prefix + name.masked),
      hits: standing.hits.map { Int(clamping: $0) },
      limit: name.limiter.limit,
      endsAt: standing.endsAt,
      isBlocked: standing.isBlocked
    )
  }
}
