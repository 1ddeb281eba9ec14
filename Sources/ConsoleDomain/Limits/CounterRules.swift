/// Judges readings of one limiter's counters (backend-data.md 0.1, 5, 5.1 to 5.3).
///
/// Without the limit's number a block is not known, unless the store itself keeps one.
package struct CounterRules: Hashable, Sendable {
  package var limiter: Profile.Limiter

  /// Makes the rules of a limiter.
  package init(_ limiter: Profile.Limiter) {
    self.limiter = limiter
  }

  private var limit: Int64? { limiter.limit.map(Int64.init) }

  /// What a reading means at this moment of the server's clock.
  package func standing(
    of reading: CounterReading,
    key: LimiterKey,
    now: Instant
  ) -> CounterStanding {
    var standing =
      switch reading.value {
      case .unreadable: unreadable
      case .count(let count): counted(count, reading, key, now)
      case .tokens(let tokens, let refilledAt): bucket(tokens, refilledAt, now)
      case .span(let count, let end): span(count, until: end, now)
      }
    if limiter.refusal == .never {
      standing.flags.insert(.delays)
      standing.isBlocked = false
    }
    return standing
  }

  private var unreadable: CounterStanding {
    var standing = CounterStanding(hits: nil, limit: limit, endsAt: nil)
    standing.flags = .unreadable
    return standing
  }

  private func counted(
    _ count: Int64,
    _ reading: CounterReading,
    _ key: LimiterKey,
    _ now: Instant
  ) -> CounterStanding {
    switch limiter.format {
    case .flexible, .flexibleMongo: flexible(count, reading.left, now)
    case .throttler: throttled(count, reading, now)
    case .upstashSliding: sliding(count, reading.companion, key, now)
    case .upstashFixed, .envoy, .kong: windowed(count, key, now)
    case .laravel: timed(count, reading.companion, now)
    default: plain(count, reading.left, now)
    }
  }

  /// Whether this many hits mean that the next try is refused.
  private func isRefused(_ hits: Int64) -> Bool? {
    guard let limit else { return nil }
    // express-rate-limit from 7 on; before that 0 switched the limiter off, which `refuses: never` says.
    if limit == 0 { return true }
    return limiter.format.refusesAtLimit ? hits >= limit : hits > limit
  }

  private func plain(
    _ count: Int64,
    _ left: CounterReading.TimeLeft,
    _ now: Instant
  ) -> CounterStanding {
    var standing = CounterStanding(hits: count, limit: limit, endsAt: left.end)
    if let end = left.end, end <= now { return over(standing) }
    standing.isBlocked = isRefused(count)
    guard left == .never else { return standing }
    standing.flags.insert(count < 0 ? .leftover : .noExpiry)
    return standing
  }

  /// A block shows as a longer time to live than the window's, or as none (5.2).
  private func flexible(
    _ count: Int64,
    _ left: CounterReading.TimeLeft,
    _ now: Instant
  ) -> CounterStanding {
    var standing = CounterStanding(hits: count, limit: limit, endsAt: left.end)
    switch left {
    case .ends(let end) where end <= now: return over(standing)
    case .ends(let end):
      standing.isBlocked = isRefused(count)
      guard let window = limiter.window, now.duration(to: end) > window else { return standing }
      // Set from outside, a count of points + 1 is the block; a longer window of old settings is none.
      if limit == nil { standing.isBlocked = true }
      guard standing.isBlocked == true, let length = limiter.blockDuration else { return standing }
      let since = end.advanced(by: .zero - length)
      standing.blockedSince = since <= now ? since : nil
    case .never:
      standing.isBlocked = isRefused(count)
      if standing.isBlocked == true {
        standing.flags.insert(.forever)
      } else if limiter.window != nil {
        standing.flags.insert(.noExpiry)
      }
    }
    return standing
  }

  /// The library's own flag is the block, whatever the count says (5.3).
  private func throttled(
    _ count: Int64,
    _ reading: CounterReading,
    _ now: Instant
  ) -> CounterStanding {
    var standing = CounterStanding(hits: count, limit: limit, endsAt: reading.left.end)
    guard case .block(let until) = reading.companion else {
      standing.isBlocked = false
      return standing
    }
    standing.isBlocked = until.map { $0 > now } ?? true
    if let until {
      standing.endsAt = max(until, reading.left.end ?? until)
      standing.blockedSince = limiter.blockDuration.map { until.advanced(by: .zero - $0) }
    } else {
      standing.endsAt = nil
      standing.flags.insert(.forever)
    }
    return standing
  }

  /// The window stands in the key; its TTL says nothing of it.
  private func windowed(_ count: Int64, _ key: LimiterKey, _ now: Instant) -> CounterStanding {
    let end = key.bucket?.window(of: limiter.window)?.end
    var standing = CounterStanding(hits: count, limit: limit, endsAt: end)
    if let end, end <= now { return over(standing) }
    standing.isBlocked = end == nil ? nil : isRefused(count)
    return standing
  }

  /// The bucket before counts with the part of it that the sliding window still covers.
  private func sliding(
    _ count: Int64,
    _ companion: CounterReading.Companion?,
    _ key: LimiterKey,
    _ now: Instant
  ) -> CounterStanding {
    guard let window = key.bucket?.window(of: limiter.window), let limit,
      case let length = window.start.duration(to: window.end).wholeMilliseconds, length > 0
    else { return windowed(count, key, now) }
    let elapsed = max(0, window.start.duration(to: now).wholeMilliseconds)
    guard elapsed < 2 * length else {
      return over(CounterStanding(hits: count, limit: limit, endsAt: window.end))
    }
    // A bucket without a later one is the one before of the window that runs now.
    let isBefore = elapsed >= length
    let before: Int64 =
      if isBefore { count } else if case .previous(let count) = companion { count } else { 0 }
    // @upstash/ratelimit rounds the weighted part down.
    let weighted = before * max(0, length - elapsed % length) / length
    let hits = isBefore ? weighted : count + weighted
    let end = isBefore ? window.end.advanced(by: .milliseconds(length)) : window.end
    var standing = CounterStanding(hits: hits, limit: limit, endsAt: end)
    standing.isBlocked = hits >= limit
    return standing
  }

  private func bucket(
    _ tokens: Int64,
    _ refilledAt: Instant,
    _ now: Instant
  ) -> CounterStanding {
    let refill = limiter.window.map { refilledAt.advanced(by: $0) }
    var standing = CounterStanding(
      hits: limit.map { max(0, $0 - tokens) },
      limit: limit,
      endsAt: refill
    )
    if let refill, refill <= now { return over(standing) }
    standing.isBlocked = refill == nil && tokens <= 0 ? nil : tokens <= 0
    return standing
  }

  private func timed(
    _ count: Int64,
    _ companion: CounterReading.Companion?,
    _ now: Instant
  ) -> CounterStanding {
    guard case .timer(let end) = companion, end > now else {
      return over(CounterStanding(hits: count, limit: limit, endsAt: nil))
    }
    return span(count, until: end, now)
  }

  private func span(_ count: Int64, until end: Instant, _ now: Instant) -> CounterStanding {
    var standing = CounterStanding(hits: count, limit: limit, endsAt: end)
    if end < now { return over(standing) }
    standing.isBlocked = isRefused(count)
    return standing
  }

  /// A window that is over refuses nobody.
  private func over(_ standing: CounterStanding) -> CounterStanding {
    var standing = standing
    standing.isBlocked = false
    standing.flags.insert(.past)
    return standing
  }
}

extension CounterReading.TimeLeft {
  /// The moment it ends; nil: never.
  package var end: Instant? {
    switch self {
    case .ends(let end): end
    case .never: nil
    }
  }
}

extension LimiterKey.Bucket {
  /// Start and end of the window; nil: its length is not known.
  func window(of length: Duration?) -> (start: Instant, end: Instant)? {
    switch self {
    case .period(let start, let length): return (start, start.advanced(by: length))
    case .start(let start): return length.map { (start, start.advanced(by: $0)) }
    case .number(let number):
      guard let length = length?.wholeMilliseconds, length > 0,
        case let (start, overflows) = number.multipliedReportingOverflow(by: length), !overflows
      else { return nil }
      let begin = Instant(milliseconds: start)
      return (begin, begin.advanced(by: .milliseconds(length)))
    }
  }
}
