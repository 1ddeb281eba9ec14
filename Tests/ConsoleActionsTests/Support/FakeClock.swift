import ConsoleActions
import ConsoleDomain
import Synchronization

/// A clock that jumps: sleeping moves it on at once.
final class FakeClock: Sendable {
  private let state = Mutex(Instant(milliseconds: 1_795_489_200_000))

  var now: Instant { state.withLock { $0 } }

  func advance(by duration: Duration) {
    state.withLock { $0 = $0.advanced(by: duration) }
  }

  var port: ActionClock {
    ActionClock(
      now: { self.now },
      sleep: { duration in
        try Task.checkCancellation()
        self.advance(by: duration)
      }
    )
  }
}

/// Numbers that repeat from run to run and differ from call to call.
final class CountingRandom: Sendable {
  private let state = Mutex<UInt64>(1)

  var port: RandomSource {
    RandomSource { count in
      (0..<count).map { _ in
        self.state.withLock { word in
          word = word &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return UInt8(truncatingIfNeeded: word >> 33)
        }
      }
    }
  }
}
