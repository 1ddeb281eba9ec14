/// When a search ends before it is done: at its time, or when a person stops it.
struct SearchEnd: Sendable {
  let time: ContinuousClock.Instant
  let isStopped: @Sendable () -> Bool

  /// Why nothing more may be searched now; nil: it goes on.
  var reason: String? {
    if isStopped() || Task.isCancelled { return "the search was stopped" }
    return ContinuousClock.now >= time ? "the time for the search was over" : nil
  }

  /// Time that is left; a little more than none, so that a call at the end fails by its deadline.
  var left: Duration { max(ContinuousClock.now.duration(to: time), .milliseconds(1)) }
}
