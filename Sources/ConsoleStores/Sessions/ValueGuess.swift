/// What a value that is no JSON looks like, by its first bytes; it is never deserialised, since
/// some of these formats run code when they are (backend-data.md section 8).
enum ValueGuess {
  /// A few words for a person.
  static func name(of value: [UInt8]) -> String {
    if value.isEmpty || value.elementsEqual("null".utf8) { return "empty" }
    for (magic, name) in signatures where value.starts(with: magic) { return name }
    if value[0] == 0x80, value.count > 1, (0x02...0x05).contains(value[1]), value.last == 0x2E {
      return "Python pickle"
    }
    if (0x80...0x8F).contains(value[0]) { return "msgpack" }
    if value.starts(with: "{".utf8) || value.starts(with: "[".utf8) { return "not quite JSON" }
    if value.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }) { return "a number" }
    if isPHPSession(value) { return "PHP session" }
    if value.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A }) { return "text, not JSON" }
    return "binary"
  }

  private static let signatures: [(magic: [UInt8], name: String)] = [
    ([0x04, 0x08], "Ruby Marshal"),
    ([0xAC, 0xED], "Java serialization"),
    ([0x1F, 0x8B], "gzip"),
    ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
    (Array("a:".utf8), "PHP serialize"),
    (Array("s:".utf8), "PHP serialize"),
    (Array("MII".utf8), "encrypted (kruptein)"),
  ]

  /// `name|` followed by a serialised value.
  private static func isPHPSession(_ value: [UInt8]) -> Bool {
    guard let bar = value.prefix(64).firstIndex(of: UInt8(ascii: "|")), bar > 0 else {
      return false
    }
    return value[..<bar].allSatisfy { byte in
      byte == 0x5F || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
  }
}
