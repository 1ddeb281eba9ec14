import ConsoleCrypto

/// ObjectIds as bounds in time: their first four bytes are seconds since 1970, big-endian.
package enum EventLogID {
  /// The lowest id there is.
  package static let lowest = String(repeating: "0", count: 24)

  /// The lowest id that could be made in the second of `time`.
  package static func first(at time: Instant) -> String {
    seconds(time) + String(repeating: "0", count: 16)
  }

  /// The highest id that could be made in the second of `time`.
  package static func last(at time: Instant) -> String {
    seconds(time) + String(repeating: "f", count: 16)
  }

  /// The second in which an id was made; nil for one of another kind.
  package static func time(of id: String) -> Instant? {
    guard id.utf8.count == 24, let bytes = Hex.decode(String(id.prefix(8))) else { return nil }
    let seconds = bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) }
    return Instant(milliseconds: seconds * 1_000)
  }

  private static func seconds(_ time: Instant) -> String {
    let seconds = UInt32(clamping: time.milliseconds / 1000)
    return Hex.encode([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: seconds >> UInt32($0)) })
  }
}
