import ConsoleDomain
import Testing

struct HeavyHittersTests {
  @Test func fewKeysAreCountedExactly() {
    var hitters = HeavyHitters<Int>()
    for number in 0..<100 { hitters.add(number % 8, capacity: 16) }
    #expect(hitters.error == 0)
    #expect(hitters.counts[0] == 13)
    #expect(hitters.counts[7] == 12)
  }

  @Test func aHundredThousandKeysStayBoundedAndTheHeavyOneIsFound() throws {
    var hitters = HeavyHitters<Int>()
    var total = 0
    for number in 0..<100_000 {
      hitters.add(number, capacity: 256)
      total += 1
      guard number.isMultiple(of: 4) else { continue }
      hitters.add(-1, capacity: 256)
      total += 1
    }
    #expect(hitters.counts.count <= 256)
    #expect(hitters.error <= 2 * total / 256)
    let found = try #require(hitters.counts[-1])
    #expect(found <= 25_000)
    #expect(found + hitters.error >= 25_000)
  }

  @Test(arguments: 0..<20)
  func countsAreBoundsWhateverComes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var exact: [Int: Int] = [:]
    var halves = [HeavyHitters<Int>(), HeavyHitters<Int>()]
    var total = 0
    for _ in 0..<2_000 {
      let key = Int(random.next() % 200) * Int(random.next() % 3)
      let count = Int(random.next() % 9) + 1
      exact[key, default: 0] += count
      total += count
      halves[Int(random.next() % 2)].add(key, count, capacity: 32)
    }
    var merged = halves[0]
    merged.merge(halves[1], capacity: 32)
    #expect(merged.error * 16 <= total, "seed \(seed)")
    merged.keep(largest: 5)
    for (key, count) in exact {
      let bound = merged.counts[key] ?? 0
      #expect(bound <= count, "seed \(seed)")
      #expect(bound + merged.error >= count, "seed \(seed)")
    }
  }
}
