/// The request to the terminal to put text on the clipboard: OSC 52 (xterm control sequences).
package enum ClipboardSequence {
  /// The most bytes of base64 that every terminal with OSC 52 takes.
  package static let limit = 74_994

  /// The bytes to write; nil for a text that is too long.
  package static func bytes(for text: String, isInsideTmux: Bool) -> [UInt8]? {
    let payload = base64(Array(text.utf8))
    guard payload.count <= limit else { return nil }
    let sequence = Array("\u{1B}]52;c;".utf8) + payload + [0x07]
    guard isInsideTmux else { return sequence }
    // tmux hands on what stands in its passthrough sequence, every escape doubled.
    let doubled = sequence.flatMap { $0 == 0x1B ? [0x1B, 0x1B] : [$0] }
    return Array("\u{1B}Ptmux;".utf8) + doubled + [0x1B, 0x5C]
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
