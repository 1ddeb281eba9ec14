import Glibc

/// The limits of one call: until when it may wait, and what tells it to stop.
package struct CallBounds {
  package var operation: String
  package let until: ContinuousClock.Instant
  package let signal: CancelSignal

  /// Bounds a call; `operation` names it in its failures.
  package init(operation: String, until: ContinuousClock.Instant, signal: CancelSignal) {
    self.operation = operation
    self.until = until
    self.signal = signal
  }

  func failure(_ code: RedisFailure.Code, errno: Int32 = 0) -> RedisFailure {
    RedisFailure(code, operation: operation, errno: errno)
  }

  /// Throws when the call's time is up or it has been cancelled.
  ///
  /// Time comes first: `withDeadline` cancels what it abandons, and that is a server's silence, not
  /// a change of mind.
  func check() throws(RedisFailure) {
    if ContinuousClock.now >= until { throw failure(.timedOut) }
    if signal.isCancelled { throw failure(.cancelled) }
  }

  /// Blocks the thread until the descriptor is ready; an error on it counts as ready.
  ///
  /// - Parameters:
  ///   - descriptor: the socket.
  ///   - readiness: what to wait for; one of both is enough.
  ///   - limit: an earlier end than that of the call.
  /// - Returns: false when `limit` passed first.
  /// - Throws: when the call's own time is up or it was cancelled.
  func wait(
    for descriptor: Int32,
    _ readiness: Set<Readiness>,
    limit: ContinuousClock.Instant? = nil
  ) throws(RedisFailure) -> Bool {
    let end = limit.map { min($0, until) } ?? until
    var wanted: Int32 = 0
    if readiness.contains(.read) { wanted |= POLLIN }
    if readiness.contains(.write) { wanted |= POLLOUT }
    while true {
      try check()
      let now = ContinuousClock.now
      guard now < end else { return false }
      var polled = [
        pollfd(fd: descriptor, events: Int16(wanted), revents: 0),
        pollfd(fd: signal.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let count = unsafe poll(&polled, 2, (end - now).roundedUpMilliseconds)
      if count < 0, errno != EINTR { throw failure(.connectionLost, errno: errno) }
      if count > 0, polled[0].revents != 0, polled[1].revents == 0 { return true }
    }
  }
}

extension Duration {
  /// For `poll`: rounded up, so that a wait never ends just before its deadline and spins.
  fileprivate var roundedUpMilliseconds: Int32 {
    let (seconds, attoseconds) = components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
