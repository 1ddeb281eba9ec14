/// A purpose with a connection of its own, so that a long scan never delays a key press.
package enum RedisLane: String, Hashable, Sendable, CaseIterable {
  /// What a person waits for.
  case interactive
  /// Long series of bounded steps.
  case scan
  /// The only lane that changes data; closed until an elevation opens it.
  case write

  /// How long a call on this lane waits unless it says otherwise.
  package var deadline: Duration {
    switch self {
    case .interactive, .write: .seconds(4)
    case .scan: .seconds(60)
    }
  }
}
