/// A counter to reset, with what its list said of the client when it was chosen.
package struct CounterTarget: Hashable, Sendable {
  package var id: CounterID
  /// Whether its address was marked `proxy?`: a reset then is one for everybody behind it.
  package var isProxy: Bool

  /// Makes a target.
  package init(_ id: CounterID, isProxy: Bool = false) {
    self.id = id
    self.isProxy = isProxy
  }

  /// The counter of a row, as it is shown.
  package init(_ row: CounterRow) {
    self.init(row.counter.id, isProxy: row.standing.flags.contains(.proxy))
  }
}

/// A client to refuse for a while, by the counter that its limiter has or would have for it.
package struct LimitBlock: Hashable, Sendable {
  package var id: CounterID
  /// Whole seconds, as rate-limiter-flexible counts them; nil: until somebody resets it.
  package var duration: Duration?

  /// Makes a block.
  package init(_ id: CounterID, for duration: Duration?) {
    self.id = id
    self.duration = duration
  }

  /// The longest block: a year; what is meant for longer has no end.
  package static let longest: Duration = .seconds(365 * 86_400)

  /// What is wrong with a duration; nil when it is accepted.
  package static func fault(_ duration: Duration?) -> String? {
    guard let duration else { return nil }
    let seconds = duration.components.seconds
    guard seconds >= 1, duration == .seconds(seconds), duration <= longest else {
      return "whole seconds, from 1s to 365d"
    }
    return nil
  }
}

extension LimiterFormat {
  /// Why a block set from outside would not be honoured; nil: it would be.
  package var blockRefusal: String? {
    canBlock
      ? nil : "\(rawValue) knows no block from outside; rate-limiter-flexible does"
  }

  /// What of a limiter lives inside of the backend's processes, so that a reset does not reach it; nil:
  /// the format's library keeps nothing there (backend-data.md 5).
  package var survivor: String? {
    switch self {
    case .flexible, .flexibleMongo:
      "block lists inside of the backend's processes (inMemoryBlockOnConsumed, an insurance limiter) "
        + "refuse until they time out"
    case .upstashFixed, .upstashSliding, .upstashTokens:
      "the ephemeral cache inside of the backend's processes refuses until it times out"
    case .envoy: "the local cache of the rate-limit service refuses until the window ends"
    case .kong: "with sync_rate each node keeps counts of its own until it synchronises"
    case .counter, .fastify, .throttler, .throttler5, .laravel, .laravelThrottle, .records: nil
    }
  }
}
