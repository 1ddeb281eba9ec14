/// Gathers the rows of one scan into sealed segments; owned by the one task that scans.
///
/// A snapshot costs one array of references, and a copy of the unsealed columns at the next append.
/// Not thread-safe, and a copy of a builder is a builder of its own.
package struct SessionIndexBuilder {
  /// Sids longer than this are not indexed; no generator makes them.
  package static let sidLimit = 4096

  /// How a row was received.
  package enum Appended: Hashable, Sendable {
    case added
    /// SCAN gave the key before; the first reading stays.
    case duplicate
    /// The sid is longer than `sidLimit`.
    case oversized
  }

  private let scan: Int
  private var storage = SessionIndexStorage()
  private var seen = SessionIDSet()

  /// Begins an empty index; `scan` tells it apart from others (`SessionSnapshot.scan`).
  package init(scan: Int = 0) {
    self.scan = scan
  }

  /// Rows so far.
  package var count: Int { seen.count }

  /// Adds a row unless its id is there already; a full segment is sealed.
  @discardableResult
  package mutating func append(_ row: SessionRow) -> Appended {
    guard row.id.bytes.count <= Self.sidLimit else { return .oversized }
    seen.reserve(in: storage)
    guard seen.insert(row.id, in: storage) else { return .duplicate }
    storage.append(row)
    return .added
  }

  /// The index as it is now; row numbers stay valid in later snapshots of this builder.
  package func snapshot(
    progress: ScanProgress,
    directory: Directory = Directory(),
    removed: Set<SessionID> = [],
    otherPrefixes: [String] = []
  ) -> SessionSnapshot {
    SessionSnapshot(
      scan: scan,
      segments: storage.published,
      removed: removed,
      directory: directory,
      progress: progress,
      otherPrefixes: otherPrefixes
    )
  }
}
