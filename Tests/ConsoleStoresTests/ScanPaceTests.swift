import Testing

@testable import ConsoleStores

/// How a scan keeps to its part of the server's time.
struct ScanPaceTests {
  @Test func growsTheStepWhileItIsCheapAndShrinksItWhenItIsNot() {
    var pace = ScanPace()
    for _ in 0..<10 { _ = pace.rest(afterCost: .microseconds(100), elapsed: .seconds(1)) }
    #expect(pace.count == 1000)
    for _ in 0..<10 { _ = pace.rest(afterCost: .milliseconds(40), elapsed: .seconds(1)) }
    #expect(pace.count == 100)
  }

  @Test func holdsTheStepThatCostsTheTarget() {
    var pace = ScanPace()
    let count = pace.count
    _ = pace.rest(afterCost: ScanPace.target, elapsed: .seconds(1))
    #expect(pace.count == count)
  }

  @Test func restsSoThatTheServerIsBusyForAQuarterOfTheTimeAtMost() {
    var pace = ScanPace(share: 0.25)
    var busy = Duration.zero
    var total = Duration.zero
    for step in 0..<1000 {
      let cost = Duration.microseconds(500 + step % 7 * 300)
      let elapsed = cost + .microseconds(200)
      busy += cost
      total += elapsed + pace.rest(afterCost: cost, elapsed: elapsed)
    }
    #expect(busy / total > 0.24 && busy / total < 0.26)
  }

  @Test func doesNotRestWhenTheRestOfTheWorkTakesLongEnough() {
    var pace = ScanPace(share: 0.25)
    for _ in 0..<100 {
      #expect(pace.rest(afterCost: .milliseconds(1), elapsed: .milliseconds(10)) == .zero)
    }
  }
}
