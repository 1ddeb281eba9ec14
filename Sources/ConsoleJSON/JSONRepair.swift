/// A copy of a text that is almost JSON, changed so that a strict parser gets through it.
///
/// Invalid UTF-8 becomes the visible text `\xNN`, a raw control character in a string becomes its
/// escape, and a text that ends too early is cut behind its last whole value and closed. One pass,
/// no recursion; used only for texts that the parser refused.
struct JSONRepair {
  private(set) var bytes: [UInt8] = []
  private(set) var defects: JSONDefects = []

  private var isInString = false
  private var isEscaped = false
  /// Closing brackets that are still due, innermost last.
  private var due: [UInt8] = []
  /// Where the text may be cut so that all open containers hold whole values, and what is due there.
  private var cut: (length: Int, due: Int)?

  init(_ text: some Collection<UInt8>) {
    bytes.reserveCapacity(text.count + 64)
    var rest = text[...]
    while let byte = rest.first {
      if byte < 0x80 {
        rest.removeFirst()
        take(byte)
      } else if let length = Self.scalarLength(rest) {
        isEscaped = false
        bytes.append(contentsOf: rest.prefix(length))
        rest = rest.dropFirst(length)
      } else {
        rest.removeFirst()
        escape(invalid: byte)
      }
    }
    close()
  }

  private mutating func take(_ byte: UInt8) {
    if isInString {
      takeInString(byte)
      return
    }
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"): due.append(UInt8(ascii: "}"))
    case UInt8(ascii: "["): due.append(UInt8(ascii: "]"))
    case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = due.popLast()
    case UInt8(ascii: ","): cut = (bytes.count, due.count)
    default: break
    }
    bytes.append(byte)
    if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { cut = (bytes.count, due.count) }
  }

  private mutating func takeInString(_ byte: UInt8) {
    if byte < 0x20 {
      defects.insert(.controlCharacters)
      if isEscaped { bytes.append(UInt8(ascii: "\\")) }
      isEscaped = false
      let digits = Array("0123456789abcdef".utf8)
      bytes += Array("\\u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
      return
    }
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == UInt8(ascii: "\"") {
      isInString = false
    }
    bytes.append(byte)
  }

  private mutating func escape(invalid byte: UInt8) {
    defects.insert(.invalidUTF8)
    if isEscaped { bytes.append(UInt8(ascii: "\\")) }
    isEscaped = false
    let digits = Array("0123456789ABCDEF".utf8)
    bytes += Array("\\\\x".utf8)
    bytes.append(digits[Int(byte >> 4)])
    bytes.append(digits[Int(byte & 15)])
  }

  private mutating func close() {
    guard isInString || !due.isEmpty else { return }
    defects.insert(.incomplete)
    guard let cut else { return }
    bytes.removeSubrange(cut.length...)
    bytes += due.prefix(cut.due).reversed()
  }

  /// Length of the UTF-8 sequence that `bytes` begins with; nil when it is none (RFC 3629).
  private static func scalarLength(_ bytes: some Collection<UInt8>) -> Int? {
    var iterator = bytes.makeIterator()
    guard let lead = iterator.next(), let second = iterator.next() else { return nil }
    let range: ClosedRange<UInt8>
    let length: Int
    switch lead {
    case 0xC2...0xDF: (length, range) = (2, 0x80...0xBF)
    case 0xE0: (length, range) = (3, 0xA0...0xBF)
    case 0xED: (length, range) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, range) = (3, 0x80...0xBF)
    case 0xF0: (length, range) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, range) = (4, 0x80...0xBF)
    case 0xF4: (length, range) = (4, 0x80...0x8F)
    default: return nil
    }
    guard range.contains(second) else { return nil }
    for _ in 2..<length {
      guard let next = iterator.next(), (0x80...0xBF).contains(next) else { return nil }
    }
    return length
  }
}
