/// One member of a decoded session value, as a tree with personal data already masked.
package indirect enum JSONTree: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The digits as the store has them.
  case number(String)
  /// Sanitised text; `isMasked` when personal data was replaced.
  case string(String, isMasked: Bool)
  case array([JSONTree])
  /// Members in the order of the document.
  case object([Member])

  /// A name and its value.
  package struct Member: Hashable, Sendable {
    package var name: String
    package var value: JSONTree

    /// Makes a member.
    package init(name: String, value: JSONTree) {
      self.name = name
      self.value = value
    }
  }
}

/// Everything about one session for the detail pane, read afresh.
package struct SessionDetail: Hashable, Sendable {
  package var row: SessionRow
  /// The decoded value; nil when it could not be decoded.
  package var tree: JSONTree?
  /// Why `tree` is nil or partial, and the escaped head of the raw value.
  package var unreadable: Unreadable?
  /// Whether `user:sessions:<uid>` lists this sid; nil when there is no user or it is not known.
  package var isIndexed: Bool?
  package var readAt: Instant

  /// A value that is no session: what it looks like and its first bytes, escaped.
  package struct Unreadable: Hashable, Sendable {
    /// What it looks like: `pickle`, `gzip`, `hash` or `not JSON`.
    package var guess: String
    package var head: String

    /// Makes a description of an unreadable value; `head` must be escaped.
    package init(guess: String, head: String) {
      self.guess = guess
      self.head = head
    }
  }

  /// Makes a detail.
  package init(
    row: SessionRow,
    tree: JSONTree?,
    unreadable: Unreadable?,
    isIndexed: Bool?,
    readAt: Instant
  ) {
    self.row = row
    self.tree = tree
    self.unreadable = unreadable
    self.isIndexed = isIndexed
    self.readAt = readAt
  }
}
