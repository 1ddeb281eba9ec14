import Glibc

/// The machine's clocks, read in one place so that everything else gets time as a value.
package enum SystemClock {
  /// Wall time in milliseconds since 1970-01-01T00:00:00Z; it may jump when the clock is set.
  package static func wallMilliseconds() -> Int64 {
    let time = read(CLOCK_REALTIME)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Time since some fixed point of this boot; it never goes back.
  package static func monotonic() -> Duration {
    let time = read(CLOCK_MONOTONIC)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  private static func read(_ clock: clockid_t) -> timespec {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return time
  }
}
