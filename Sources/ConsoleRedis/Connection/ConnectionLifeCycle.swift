package import ConsoleConcurrency

/// The life of one connection as a value: events in, actions out, no socket and no clock.
///
/// Times are durations since an origin that the owner chooses. A connection that failed while it
/// was being made rests before the next attempt, longer each time; one that was lost after it had
/// been ready is made anew at once, on the next use.
package struct ConnectionLifeCycle: Hashable, Sendable {
  /// Where the connection stands.
  package enum State: Hashable, Sendable {
    case disconnected
    case connecting
    case greeting(GreetingStep)
    case ready
    case resting(until: Duration)
    case closed
  }

  /// What the owner has to do now.
  package enum Action: Hashable, Sendable {
    case connect
    case greet(GreetingStep)
    /// Send the command; the connection is the `generation`-th that became ready.
    case proceed(generation: Int)
    case refuse(retryIn: Duration)
    case refuseForEver
    /// Release the stream, if there is one.
    case drop
  }

  package private(set) var state = State.disconnected
  /// Failed attempts since the connection was last ready.
  package private(set) var failures = 0
  /// How often the connection has become ready.
  package private(set) var generation = 0
  private let steps: [GreetingStep]
  private let backoff: Backoff

  /// Makes a life that has not begun.
  package init(steps: [GreetingStep], backoff: Backoff) {
    self.steps = steps
    self.backoff = backoff
  }

  /// Somebody wants to send a command.
  package mutating func use(at now: Duration) -> Action {
    switch state {
    case .ready: return .proceed(generation: generation)
    case .resting(let until) where now < until: return .refuse(retryIn: until - now)
    case .closed: return .refuseForEver
    case .disconnected, .resting, .connecting, .greeting:
      state = .connecting
      return .connect
    }
  }

  /// The stream is open.
  package mutating func opened() -> Action {
    guard state == .connecting else { return .drop }
    return advance(from: nil)
  }

  /// The server agreed to the current step of the greeting, or it may be done without.
  package mutating func greeted() -> Action {
    guard case .greeting(let step) = state else { return .drop }
    return advance(from: step)
  }

  /// Connecting or greeting failed.
  ///
  /// - Parameters:
  ///   - now: when it failed.
  ///   - fraction: a random number from 0 to 1 for the jitter.
  /// - Returns: what to do with the stream.
  package mutating func failed(at now: Duration, fraction: Double) -> Action {
    guard state != .closed else { return .drop }
    failures += 1
    state = .resting(until: now + backoff.delay(afterFailures: failures, fraction: fraction))
    return .drop
  }

  /// The connection ended or can't be trusted any more, or its caller gave up while it was made.
  package mutating func lost() -> Action {
    if state != .closed { state = .disconnected }
    return .drop
  }

  /// The owner wants no connection any more.
  package mutating func close() -> Action {
    state = .closed
    return .drop
  }

  private mutating func advance(from step: GreetingStep?) -> Action {
    let next = step.flatMap(steps.firstIndex(of:)).map { $0 + 1 } ?? 0
    guard next < steps.count else {
      state = .ready
      failures = 0
      generation += 1
      return .proceed(generation: generation)
    }
    state = .greeting(steps[next])
    return .greet(steps[next])
  }
}
