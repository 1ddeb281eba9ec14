extension MongoDocument {
  /// The first top-level element under a key as BSON encodes it: the type byte, then the value's bytes.
  ///
  /// Nothing is decoded, so that texts that are not valid UTF-8 and types of old drivers keep their
  /// bytes. nil: there is no such key before the end or the first damage.
  package func encodedElement(_ name: String) -> [UInt8]? {
    guard isValid else { return nil }
    return BSONCursor.withCursor(over: bytes) { cursor in
      while cursor.advance() {
        guard cursor.key == name else { continue }
        let start = cursor.offset
        let value = start + 1 + cursor.keyLength + 1
        let end = cursor.advance() ? cursor.offset : bytes.count - 1
        guard value <= end, end <= bytes.count else { return nil }
        return [bytes[start]] + bytes[value..<end]
      }
      return nil
    } ?? nil
  }
}
