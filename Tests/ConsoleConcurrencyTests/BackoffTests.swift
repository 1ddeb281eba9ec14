import ConsoleConcurrency
import Testing

struct BackoffTests {
  @Test(arguments: [(1, 1), (2, 2), (3, 4), (5, 16), (6, 30), (60, 30), (Int.max, 30)])
  func doublesUpToItsCap(failures: Int, seconds: Int) {
    #expect(Backoff().delay(afterFailures: failures, fraction: 1) == .seconds(seconds))
  }

  @Test func keepsHalfOfTheDelayWhateverTheChance() {
    let backoff = Backoff(base: .seconds(2), cap: .seconds(30))
    #expect(backoff.delay(afterFailures: 1, fraction: 0) == .seconds(1))
    #expect(backoff.delay(afterFailures: 1, fraction: 0.5) == .milliseconds(1500))
    #expect(backoff.delay(afterFailures: 1, fraction: -3) == .seconds(1))
    #expect(backoff.delay(afterFailures: 0, fraction: 1) == .seconds(2))
  }
}
