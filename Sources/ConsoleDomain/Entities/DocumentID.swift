/// A document's `_id` with the type it is stored under, so that a write names exactly that one.
package enum DocumentID: Hashable, Sendable {
  /// 24 lower-case hex digits.
  case objectID(String)
  case string(String)
  case int(Int64)

  /// The id as people and other documents write it.
  package var text: String {
    switch self {
    case .objectID(let hex): hex
    case .string(let text): text
    case .int(let number): String(number)
    }
  }

  /// The ids that a person may mean by a text, the likeliest first: backends store ids as any of them.
  package static func candidates(_ text: String) -> [DocumentID] {
    var ids: [DocumentID] = []
    if text.utf8.count == 24, text.utf8.allSatisfy({ isHexDigit($0) }) {
      ids.append(.objectID(text.lowercased()))
    }
    ids.append(.string(text))
    if let number = Int64(text) { ids.append(.int(number)) }
    return ids
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte) || (0x41...0x46).contains(byte)
  }
}

/// Which document: its type in the profile, and its id.
package struct EntityKey: Hashable, Sendable {
  package var type: String
  package var id: DocumentID

  /// Names a document.
  package init(type: String, id: DocumentID) {
    self.type = type
    self.id = id
  }
}
