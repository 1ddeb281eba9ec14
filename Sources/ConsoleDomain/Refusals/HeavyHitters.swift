/// Counts by key in bounded space, with a bound on what it can have missed.
///
/// Misra and Gries (1982) as frequent-items sketches do it: when there are too many keys, the count of the
/// middle one is taken from all and what falls to zero is dropped. A count is a lower bound, and with
/// `error` added an upper one; a dropped key had at most `error`. With capacity `k` and `n` counted the
/// error is below `2n/k`; two of them merge without losing that.
package struct HeavyHitters<Key: Hashable & Sendable>: Hashable, Sendable {
  /// What is known of each key: it was counted at least so often.
  package private(set) var counts: [Key: Int] = [:]
  /// How much more than its count any key may have had.
  package private(set) var error = 0

  /// Makes one that has counted nothing.
  package init() {}

  /// Counts a key, keeping at most `capacity` of them.
  package mutating func add(_ key: Key, _ count: Int = 1, capacity: Int) {
    counts[key, default: 0] += count
    if counts.count > capacity { cut(to: capacity / 2) }
  }

  /// Takes in what another one counted.
  package mutating func merge(_ other: HeavyHitters, capacity: Int) {
    counts.merge(other.counts, uniquingKeysWith: +)
    error += other.error
    if counts.count > capacity { cut(to: capacity / 2) }
  }

  /// Drops all but the largest, for good.
  package mutating func keep(largest number: Int) {
    guard counts.count > number else { return }
    let sorted = counts.sorted { $0.value > $1.value }
    counts = Dictionary(uniqueKeysWithValues: sorted.prefix(number).map { ($0.key, $0.value) })
    error += sorted[number].value
  }

  /// At least `number + 1` counts lose `level` each: that is why the error stays small.
  private mutating func cut(to number: Int) {
    let level = counts.values.sorted(by: >)[number]
    counts = counts.compactMapValues { $0 > level ? $0 - level : nil }
    error += level
  }
}
