import CMongoC

extension MongoDocument: Sequence {
  /// One key with its value.
  package typealias Element = (key: String, value: MongoValue)

  /// Walks the elements in stored order; a walk over damaged bytes ends where the damage begins.
  package struct Iterator: IteratorProtocol {
    private var pending: ArraySlice<Element>

    fileprivate init(_ elements: [Element]) {
      pending = elements[...]
    }

    package mutating func next() -> Element? {
      pending.popFirst()
    }
  }

  package func makeIterator() -> Iterator {
    Iterator(elements)
  }

  /// Every element, decoded, in stored order.
  package var elements: [(key: String, value: MongoValue)] {
    guard isValid else { return [] }
    return BSONCursor.withCursor(over: bytes) { cursor in
      var elements: [Element] = []
      while cursor.advance() {
        elements.append((cursor.key, cursor.value(depth: 0)))
      }
      return elements
    } ?? []
  }

  /// The keys in stored order, without decoding a value.
  package var keys: [String] {
    guard isValid else { return [] }
    return BSONCursor.withCursor(over: bytes) { cursor in
      var keys: [String] = []
      while cursor.advance() {
        keys.append(cursor.key)
      }
      return keys
    } ?? []
  }

  package var isEmpty: Bool { size <= 5 }

  /// The value at a dotted path (`meta.ip`, `tags.0`), nil when there is none.
  package subscript(path: String) -> MongoValue? {
    guard isValid, !path.utf8.contains(0) else { return nil }
    return BSONCursor.withCursor(over: bytes) { cursor in
      cursor.seek(path) ? cursor.value(depth: 0) : nil
    } ?? nil
  }

  /// Whether libbson finds every element in bounds, and no level deeper than the server allows.
  ///
  /// The depth comes first: libbson's own check recurses as deep as the bytes tell it to.
  var isWellFramed: Bool {
    guard BSONCursor.withCursor(over: bytes, { $0.isShallow() }) ?? false else { return false }
    guard let handle = try? BSONHandle(self) else { return false }
    return unsafe bson_validate(handle.pointer, BSON_VALIDATE_NONE, nil)
  }
}
