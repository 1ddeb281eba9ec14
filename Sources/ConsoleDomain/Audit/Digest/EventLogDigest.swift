import ConsoleCrypto

/// What the chain keeps of a stretch of the backend's event log: a Merkle root over its events.
///
/// The stretch is cut into parts of 1,024 events with a root each, so that a later change is found
/// within so many; the root of the whole is the root over the parts' roots, since 1,024 is a power
/// of two (RFC 6962 section 2.1).
package struct EventLogDigest: Hashable, Sendable {
  /// Type of the records that hold one.
  package static let type = "digest.eventlog"
  /// Events in each part but the last.
  package static let partSize = 1024

  /// `database.collection`.
  package var collection: String
  /// The stretch begins after this id; nil: with the first event.
  package var after: String?
  /// The stretch ends with this id, whether an event has it or not.
  package var through: String
  package var count: Int
  package var root: [UInt8]
  /// Empty when there was no event.
  package var parts: [Part]

  /// Up to 1,024 events in the order of their ids.
  package struct Part: Hashable, Sendable {
    /// The last id of the part; of the last part, the end of the stretch.
    package var through: String
    package var root: [UInt8]
  }

  /// How many events a part holds.
  package func count(ofPart index: Int) -> Int {
    index == parts.count - 1 ? count - index * Self.partSize : Self.partSize
  }
}

extension EventLogDigest {
  /// The fields of its record.
  package var fields: [(path: String, value: AuditValue)] {
    [
      ("digest.collection", .string(collection)),
      ("digest.after", after.map(AuditValue.string) ?? .null),
      ("digest.through", .string(through)), ("digest.count", .int(Int64(count))),
      ("digest.root", .string(Hex.encode(root))),
      (
        "digest.parts",
        .array(
          parts.map {
            .document(["through": .string($0.through), "root": .string(Hex.encode($0.root))])
          }
        )
      ),
    ]
  }

  /// Reads one back; nil when a field is missing, redacted or does not fit the others.
  package init?(_ body: AuditBody) {
    guard case .string(let collection)? = body["digest.collection"],
      case .string(let through)? = body["digest.through"],
      case .int(let count)? = body["digest.count"], count >= 0,
      case .string(let root)? = body["digest.root"],
      case .array(let list)? = body["digest.parts"], let after = body["digest.after"]
    else { return nil }
    switch after {
    case .null: self.after = nil
    case .string(let id): self.after = id
    case .bool, .int, .array, .document: return nil
    }
    let parts = list.compactMap(Part.init)
    let wanted = (Int(count) + Self.partSize - 1) / Self.partSize
    guard parts.count == list.count, parts.count == wanted else { return nil }
    self.collection = collection
    self.through = through
    self.count = Int(count)
    self.root = Hex.decode(root) ?? []
    self.parts = parts
    guard self.root == Self.root(over: parts) else { return nil }
  }

  static func root(over parts: [Part]) -> [UInt8] {
    var tree = MerkleTree()
    for part in parts { tree.append(leafHash: part.root) }
    return tree.root
  }
}

extension EventLogDigest.Part {
  fileprivate init?(_ value: AuditValue) {
    guard case .document(let members) = value, case .string(let through)? = members["through"],
      case .string(let text)? = members["root"], let root = Hex.decode(text)
    else { return nil }
    self.init(through: through, root: root)
  }
}

/// Makes a digest event by event, in memory for the parts' roots alone.
package struct EventLogDigester: Sendable {
  private var parts: [EventLogDigest.Part] = []
  private var tree = MerkleTree()
  private var last: String?
  /// Events taken so far.
  package private(set) var count = 0

  /// Begins without an event.
  package init() {}

  /// Takes the next event in the order of ids.
  package mutating func add(_ leaf: EventLogLeaf) {
    tree.append(leafHash: leaf.hash)
    last = leaf.id
    count += 1
    if tree.count == EventLogDigest.partSize { closePart(at: leaf.id) }
  }

  /// The digest of a stretch whose events were all taken.
  package func digest(
    of collection: String,
    after: String?,
    through: String
  ) -> EventLogDigest {
    var whole = self
    if whole.tree.count > 0 { whole.closePart(at: through) }
    // What comes to lie behind the last event within the stretch falls into the last part.
    if let index = whole.parts.indices.last { whole.parts[index].through = through }
    return EventLogDigest(
      collection: collection,
      after: after,
      through: through,
      count: count,
      root: EventLogDigest.root(over: whole.parts),
      parts: whole.parts
    )
  }

  private mutating func closePart(at id: String) {
    parts.append(EventLogDigest.Part(through: id, root: tree.root))
    tree = MerkleTree()
  }
}
