/// The session index at one moment: sealed segments that snapshots share, and what changed since.
///
/// Publishing costs one array of references, whatever the number of rows. Row numbers are stable
/// within a scan: segments are only appended.
package struct SessionSnapshot: Sendable {
  /// Rows in each sealed segment but the last.
  package static let segmentSize = 8192

  /// Tells scans apart: orders, windows and row numbers of another scan do not apply.
  ///
  /// A store counts its scans from 1 up.
  package var scan: Int
  package var segments: [SessionSegment]
  /// Sessions known to be gone, or changed, since their segment was sealed.
  package var removed: Set<SessionID>
  package var directory: Directory
  package var progress: ScanProgress
  /// Prefixes that hold session-like keys when none is under the profile's own.
  package var otherPrefixes: [String]

  /// Makes a snapshot.
  package init(
    scan: Int,
    segments: [SessionSegment] = [],
    removed: Set<SessionID> = [],
    directory: Directory = Directory(),
    progress: ScanProgress,
    otherPrefixes: [String] = []
  ) {
    self.scan = scan
    self.segments = segments
    self.removed = removed
    self.directory = directory
    self.progress = progress
    self.otherPrefixes = otherPrefixes
  }

  /// Rows in all segments, removed ones included.
  package var count: Int {
    guard let last = segments.last else { return 0 }
    return (segments.count - 1) * Self.segmentSize + last.count
  }

  /// The row with this number, its joined flags added; `index` must be below `count`.
  package func row(_ index: Int) -> SessionRow {
    var row = segments[index / Self.segmentSize].row(index % Self.segmentSize)
    row.flags.formUnion(joinedFlags(of: row))
    return row
  }

  private func joinedFlags(of row: SessionRow) -> SessionFlags {
    guard let userID = row.userID else { return [] }
    let user = directory.flags(userID: userID)
    return row.organizationID.map { user.union(directory.flags(organizationID: $0)) } ?? user
  }
}
