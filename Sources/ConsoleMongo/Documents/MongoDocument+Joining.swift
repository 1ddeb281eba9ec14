extension MongoDocument {
  /// The elements of all of these in their order, spliced as they are encoded; keys are not merged.
  ///
  /// For documents of which many share most members: those are encoded once. A part that is not valid
  /// makes a document that is not.
  package init(joining parts: MongoDocument...) {
    // BSON frames a document by its length as int32, little-endian, and a NUL (bsonspec.org, 1.1).
    let frame = 5
    let size = parts.reduce(frame) { $0 + $1.size - frame }
    guard parts.allSatisfy(\.isValid), size <= Self.maximumSize else {
      self.init(trusting: [])
      return
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    for shift in stride(from: 0, to: 32, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: size >> shift))
    }
    for part in parts { bytes += part.bytes[4..<(part.size - 1)] }
    bytes.append(0)
    self.init(trusting: bytes)
  }
}
