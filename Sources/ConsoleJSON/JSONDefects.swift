import CxxJSON

/// What was wrong with a text that was read all the same.
package struct JSONDefects: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Bytes that are no UTF-8; `JSON.parse` never sees them, its client puts U+FFFD there.
  package static let invalidUTF8 = JSONDefects(rawValue: 1 << 0)
  /// Raw control characters in a string; `JSON.parse` refuses them.
  package static let controlCharacters = JSONDefects(rawValue: 1 << 1)
  /// The text ends too early; what came before is there.
  package static let incomplete = JSONDefects(rawValue: 1 << 2)
  /// No JSON from some point on; what came before is there.
  package static let malformed = JSONDefects(rawValue: 1 << 3)
  /// Deeper or longer than the caller's bounds; the rest was left out.
  package static let bounded = JSONDefects(rawValue: 1 << 4)
  /// Too large to be read at all.
  package static let noCapacity = JSONDefects(rawValue: 1 << 5)

  /// Whether `JSON.parse` of the backend would have refused the text.
  package var isRefusedByBackend: Bool {
    !isDisjoint(with: [.controlCharacters, .incomplete, .malformed])
  }

  init(_ status: cxxjson_status) {
    switch status {
    case .CXXJSON_OK: self = []
    case .CXXJSON_BAD_UTF8: self = .invalidUTF8
    case .CXXJSON_CONTROL_CHARACTER: self = .controlCharacters
    case .CXXJSON_INCOMPLETE: self = .incomplete
    case .CXXJSON_MALFORMED: self = .malformed
    case .CXXJSON_BOUNDED: self = .bounded
    case .CXXJSON_NO_CAPACITY: self = .noCapacity
    }
  }

  /// Defects that a repaired copy of the text may get past.
  static let repairable: JSONDefects = [.invalidUTF8, .controlCharacters, .incomplete]
}
