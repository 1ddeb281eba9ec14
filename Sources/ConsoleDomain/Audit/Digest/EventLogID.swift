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

  private static func seconds(_ time: Instant) -> String {
    let seconds = UInt32(clamping: time.milliseconds / 1000)
    return Hex.encode([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: seconds >> UInt32($0)) })
  }
}
