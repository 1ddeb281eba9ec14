/// The request to the terminal to put text on the clipboard: OSC 52 (xterm control sequences).
package enum ClipboardSequence {
  /// The most bytes of base64 that every terminal with OSC 52 takes.
  package static let limit = 74_994

  /// The bytes to write; nil for a text that is too long.
  ///
  /// tmux gets the request twice, since what it lets by is up to its settings, which can't be read
  /// from here: as it stands, which tmux sends on under `set-clipboard on` alone, and in the sequence
  /// that it passes through under `allow-passthrough on` (before tmux 3.3: always). It drops either
  /// without a trace otherwise; where both arrive, the second sets the same text.
  package static func bytes(for text: String, isInsideTmux: Bool) -> [UInt8]? {
    let payload = base64(Array(text.utf8))
    guard payload.count <= limit else { return nil }
    let sequence = Array("\u{1B}]52;c;".utf8) + payload + [0x07]
    guard isInsideTmux else { return sequence }
    // In the passthrough sequence every escape is doubled.
    let doubled = sequence.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
    return sequence + Array("\u{1B}Ptmux;".utf8) + doubled + [0x1B, 0x5C]
  }

  /// RFC 4648, section 4.
  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var encoded: [UInt8] = []
    encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      bits <<= 8 * UInt32(3 - group.count)
      for place in 0..<4 {
        let sextet = Int(bits >> UInt32(18 - 6 * place) & 63)
        encoded.append(place <= group.count ? alphabet[sextet] : UInt8(ascii: "="))
      }
    }
    return encoded
  }
}
