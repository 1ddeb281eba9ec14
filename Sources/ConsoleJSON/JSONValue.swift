/// A whole document, for the eyes of a person: members in their order, digits as written.
package indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  /// What stands between the quotes of a string that can't be decoded, escapes and all.
  case undecodable(String)
  case array([JSONValue])
  case object([Member])
  /// An array or object that lies deeper than was asked for.
  case elided

  /// A name and its value; names may stand twice.
  package struct Member: Hashable, Sendable {
    package var name: String
    package var value: JSONValue

    /// Makes a member.
    package init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }
}

/// A document and what was wrong with its text.
package struct JSONDocument: Hashable, Sendable {
  /// nil when nothing at all could be read.
  package var root: JSONValue?
  package var defects: JSONDefects
}
