import ConsoleCrypto
import ConsoleDomain

/// One form of a personal value that a search looks for, in bytes with ASCII letters in lower case.
struct Needle: Hashable, Sendable {
  /// What may not stand beside it, lest part of a longer value is taken for it.
  enum Border: Hashable, Sendable {
    /// An encoding: as long as it is, it stands for itself.
    case none
    case word
    /// As in an address, where dots and hyphens go on with it.
    case address
  }

  var bytes: [UInt8]
  var border: Border
  /// Whether it is the value itself and no encoding of it.
  var isPlain: Bool

  /// All forms of a value: plain, percent-encoded, as base64 at any alignment, and its SHA-256.
  static func forms(of value: String, border: Border) -> [Needle] {
    var needles: [Needle] = []
    for text in Set([value, value.lowercased()]) {
      let bytes = Array(text.utf8)
      needles.append(Needle(bytes: folded(bytes), border: border, isPlain: true))
      let percent = folded(percentEncoded(bytes))
      if percent != folded(bytes) {
        needles.append(Needle(bytes: percent, border: .none, isPlain: false))
      }
      needles.append(
        Needle(bytes: Array(SHA256.hexDigest(of: bytes).utf8), border: .none, isPlain: false)
      )
      needles += base64(of: bytes).map { Needle(bytes: $0, border: .none, isPlain: false) }
    }
    return needles
  }

  /// ASCII letters in lower case, all other bytes as they are, so that offsets stay the same.
  static func folded(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    bytes.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
  }

  private static func percentEncoded(_ bytes: [UInt8]) -> [UInt8] {
    bytes.flatMap { byte -> [UInt8] in
      let isPlain = isWord(byte) && byte < 0x80 || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
      return isPlain ? [byte] : [0x25] + Array(Hex.encode([byte]).utf8)
    }
  }

  /// What every base64 text around the value has in common, for each of the three alignments.
  private static func base64(of bytes: [UInt8]) -> [[UInt8]] {
    (0..<3).compactMap { shift in
      let text = Array(Base64.encode(Array(repeating: 0, count: shift) + bytes).utf8)
      // A character carries six bits: those that also hold bits of a neighbour are left out.
      let first = (shift * 8 + 5) / 6
      let last = (shift + bytes.count) * 8 / 6
      let core = text[min(first, last)..<last]
      return core.count < 10 ? nil : folded(core)
    }
  }

  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    default: false
    }
  }
}
