import ConsoleCrypto

/// One event of the backend as a digest sees it: the hash of what must never change in it.
package struct EventLogLeaf: Hashable, Sendable {
  /// The fields under the hash, in its order; payload, metadata and flags may change lawfully.
  package static let fields = ["_id", "createdAt", "action", "entityId"]

  /// The ObjectId in lower-case hex, whose text sorts as the ids do.
  package var id: String
  /// The 32 bytes of the leaf's hash.
  package var hash: [UInt8]

  /// Hashes an event.
  ///
  /// `elements` holds, for each of `fields` in this order, the BSON type byte and the bytes of the
  /// value, or nil where the event has no such field: every value of every type has one form, and
  /// a missing field is not a null.
  package init(id: String, elements: [[UInt8]?]) {
    self.id = id
    var message: [UInt8] = [0]
    for element in elements {
      let bytes = element ?? []
      let length = UInt32(truncatingIfNeeded: bytes.count)
      message += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> UInt32($0)) }
      message += bytes
    }
    hash = SHA256.digest(of: message)
  }
}
