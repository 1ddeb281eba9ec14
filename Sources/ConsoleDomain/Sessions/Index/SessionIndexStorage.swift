/// The sealed segments of an index that grows, and the columns that are still being filled.
struct SessionIndexStorage {
  private(set) var segments: [SessionSegment] = []
  private var open = SessionColumnsWriter()

  mutating func append(_ row: SessionRow) {
    open.append(row)
    if open.columns.count == SessionSnapshot.segmentSize {
      segments.append(SessionSegment(columns: open.take()))
    }
  }

  /// All segments; the unsealed rows as a last one, copied when the next row comes.
  var published: [SessionSegment] {
    open.columns.count == 0 ? segments : segments + [SessionSegment(columns: open.columns)]
  }

  func sid(_ row: UInt32) -> ArraySlice<UInt8> {
    let (segment, index) = Self.split(row)
    return segment < segments.count
      ? segments[segment].columns.sid(index) : open.columns.sid(index)
  }

  func holds(_ id: SessionID, at row: UInt32) -> Bool {
    let (segment, index) = Self.split(row)
    return segment < segments.count
      ? segments[segment].columns.holds(id, at: index) : open.columns.holds(id, at: index)
  }

  private static func split(_ row: UInt32) -> (segment: Int, index: Int) {
    let (segment, index) = Int(row).quotientAndRemainder(dividingBy: SessionSnapshot.segmentSize)
    return (segment, index)
  }
}
