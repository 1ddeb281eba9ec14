import ConsoleText

/// Makes the bytes of a stored value showable: order, blanks and escapes of JSON stay as they are, and
/// only credentials and session ids are masked.
///
/// It reads tokens, not documents, so that a value which is cut or broken is masked as far as it goes.
/// A name that is written with escapes counts as secret: it need not be decoded to be on the safe side.
package struct StoredText {
  private static let mask = Array("•••".utf8)
  private static let quote = UInt8(ascii: "\"")

  private let bytes: [UInt8]
  private var place = 0
  private var output: [UInt8] = []
  /// The kind of each array and object that is open, the innermost last.
  private var containers: [MemberKind] = []
  /// The kind of the value that comes next.
  private var kind = MemberKind.plain

  /// The text of a value's bytes.
  package static func of(_ bytes: [UInt8]) -> String {
    var text = StoredText(bytes)
    text.run()
    return SafeText.of(bytes: text.output)
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
    output.reserveCapacity(bytes.count)
  }

  private mutating func run() {
    while place < bytes.count {
      switch bytes[place] {
      case Self.quote: takeString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        containers.append(kind)
        take()
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = containers.popLast()
        kind = containers.last ?? .plain
        take()
      case UInt8(ascii: ","):
        kind = containers.last ?? .plain
        take()
      case UInt8(ascii: ":"), 0x20, 0x09, 0x0A, 0x0D: take()
      default: takeWord()
      }
    }
  }

  private mutating func take() {
    output.append(bytes[place])
    place += 1
  }

  /// A string: the name of a member where a colon follows, else a value.
  private mutating func takeString() {
    let start = place + 1
    var end = start
    while end < bytes.count, bytes[end] != Self.quote {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    end = min(end, bytes.count)
    let content = bytes[start..<end]
    let isClosed = end < bytes.count
    place = isClosed ? end + 1 : end
    let isName = isClosed && nextAfterBlanks == UInt8(ascii: ":")
    output.append(Self.quote)
    output += isName ? Array(content) : masked(content)
    if isClosed { output.append(Self.quote) }
    guard isName else { return }
    let own =
      content.contains(UInt8(ascii: "\\"))
      ? .secret : MemberKind(name: String(decoding: content, as: UTF8.self))
    let outer = containers.last ?? .plain
    kind = own == .plain || outer == .secret ? outer : own
  }

  private var nextAfterBlanks: UInt8? {
    bytes[place...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
  }

  /// A number, a literal, or a run of what is no JSON.
  private mutating func takeWord() {
    let start = place
    while place < bytes.count, !Self.ends.contains(bytes[place]) { place += 1 }
    output += masked(bytes[start..<place])
  }

  private static let ends = Set("\",:{}[] \t\n\r".utf8)

  private func masked(_ content: ArraySlice<UInt8>) -> [UInt8] {
    if content.isEmpty { return [] }
    switch kind {
    case .secret: return Self.mask
    case .sessionID:
      return content.count <= 9 ? Array(content) : Array(content.prefix(8)) + Array("…".utf8)
    case .plain, .email, .phone, .name, .personal:
      return PersonalText.isCredential(String(decoding: content, as: UTF8.self))
        ? Self.mask : Array(content)
    }
  }
}
