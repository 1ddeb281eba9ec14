/// Names one planned or executed action: 128 random bits, printed as 32 hex digits.
package struct OperationID: Hashable, Sendable, CustomStringConvertible {
  package var high: UInt64
  package var low: UInt64

  /// Makes an id from two random words.
  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package var description: String { hex(high) + hex(low) }

  private func hex(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
