/// A few thousand counters in columns: what a store with a million of them costs in memory is decided here.
package struct CounterSegment: Sendable {
  /// Counters at which a segment is full.
  package static let capacity = 8192

  private var limiters: [UInt16] = []
  /// Where each key ends in `bytes`; it begins where the one before ends.
  private var ends: [UInt32] = []
  private var bytes: [UInt8] = []
  private var numbers: [Int64] = []
  /// Milliseconds since 1970; `Int64.max`: never.
  private var expiries: [Int64] = []
  /// Values that are no plain number, and companions: few in most stores.
  private var extras: [UInt32: Extra] = [:]

  private struct Extra: Sendable {
    var value: CounterReading.Value?
    var companion: CounterReading.Companion?
    var isShared: Bool
  }

  /// An empty segment.
  package init() {}

  /// Counters in it.
  package var count: Int { limiters.count }

  /// Adds a counter.
  package mutating func append(_ id: CounterID, _ reading: CounterReading, isShared: Bool) {
    var extra = Extra(value: nil, companion: reading.companion, isShared: isShared)
    if case .count(let number) = reading.value {
      numbers.append(number)
    } else {
      numbers.append(0)
      extra.value = reading.value
    }
    if extra.value != nil || extra.companion != nil || isShared {
      extras[UInt32(limiters.count)] = extra
    }
    limiters.append(UInt16(clamping: id.limiter))
    bytes.append(contentsOf: id.rest)
    ends.append(UInt32(bytes.count))
    expiries.append(reading.left.end?.milliseconds ?? .max)
  }

  /// The name of the counter at an index.
  func id(_ index: Int) -> CounterID {
    CounterID(limiter: limiter(index), rest: Array(rest(index)))
  }

  /// The place of a counter's limiter in the profile.
  func limiter(_ index: Int) -> Int { Int(limiters[index]) }

  /// A counter's key behind its prefix, where it lies.
  func rest(_ index: Int) -> ArraySlice<UInt8> {
    bytes[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
  }

  /// The counter at an index, taken apart by its limiter's format.
  func counter(_ index: Int, of profile: [Profile.Limiter]) -> Counter? {
    let extra = extras[UInt32(index)]
    let expiry = expiries[index]
    return Counter(
      id(index),
      of: profile,
      CounterReading(
        value: extra?.value ?? .count(numbers[index]),
        left: expiry == .max ? .never : .ends(Instant(milliseconds: expiry)),
        companion: extra?.companion
      ),
      isShared: extra?.isShared ?? false
    )
  }
}
