/// Makes the sort keys of a snapshot's rows and compares them.
struct SessionSorter: Sendable {
  let snapshot: SessionSnapshot
  let order: SessionOrder
  let now: Instant

  /// The sorted keys of these rows of one segment.
  func keys(of indices: [Int], in join: inout SegmentJoin, firstRow: Int) -> [SessionSortKey] {
    var texts = [SessionSortKey?](repeating: nil, count: join.segment.texts.count)
    var keys: [SessionSortKey] = []
    keys.reserveCapacity(indices.count)
    for index in indices {
      var key = self.key(of: index, &join, &texts)
      key.row = UInt32(firstRow + index)
      keys.append(key)
    }
    keys.sort(by: precedes)
    return keys
  }

  func precedes(_ left: SessionSortKey, _ right: SessionSortKey) -> Bool {
    if left.completeness == .unknown || right.completeness == .unknown {
      return left.completeness == right.completeness
        ? idPrecedes(left.row, right.row) : right.completeness == .unknown
    }
    if let precedes = left.words(precede: right) { return precedes != order.isDescending }
    if left.completeness == .prefix, right.completeness == .prefix {
      let leftText = label(left.row)
      let rightText = label(right.row)
      if leftText != rightText { return (leftText < rightText) != order.isDescending }
    }
    if left.completeness != right.completeness {
      return (left.completeness == .exact) != order.isDescending
    }
    return idPrecedes(left.row, right.row)
  }

  private func key(
    of index: Int,
    _ join: inout SegmentJoin,
    _ texts: inout [SessionSortKey?]
  ) -> SessionSortKey {
    let segment = join.segment
    switch order.column {
    case .id: return SessionSortKey()
    case .created: return time(segment.created(index))
    case .seen: return time(segment.lastSeen(index))
    case .expires: return SessionSortKey(number: segment.expiry(index))
    case .bytes: return SessionSortKey(number: Int64(segment.size(index)))
    case .flags: return SessionSortKey(number: Int64(join.flags(index).rawValue.bitReversed))
    case .state:
      let expiry = segment.expiry(index)
      let state = SessionState(
        flags: segment.flags(index),
        expiry: expiry == .max ? .never : .at(Instant(milliseconds: expiry)),
        now: now
      )
      return SessionSortKey(text: state.rawValue.utf8)
    case .user, .organization, .role, .ip, .agent:
      guard let code = textColumn?.code(segment, index), code != SessionSegment.absent else {
        return .unknown
      }
      if let known = texts[Int(code)] { return known }
      let key =
        order.column == .ip
        ? SessionSortKey(address: segment.texts[code])
        : SessionSortKey(text: label(segment.texts.string(code)).utf8)
      texts[Int(code)] = key
      return key
    }
  }

  private var textColumn: SessionTextColumn? {
    switch order.column {
    case .user: .user
    case .organization: .organization
    case .role: .role
    case .ip: .ip
    case .agent: .agent
    default: nil
    }
  }

  private func time(_ milliseconds: Int64) -> SessionSortKey {
    milliseconds == .min ? .unknown : SessionSortKey(number: milliseconds)
  }

  private func label(_ text: String) -> String {
    switch order.column {
    case .user: snapshot.directory.userLabel(text)
    case .organization: snapshot.directory.organizationLabel(text)
    case .agent: AgentName.short(text)
    default: text
    }
  }

  private func label(_ row: UInt32) -> String {
    let (segment, index) = snapshot.segment(of: Int(row))
    guard let code = textColumn?.code(segment, index), code != SessionSegment.absent else {
      return ""
    }
    return label(segment.texts.string(code)).lowercased()
  }

  private func idPrecedes(_ left: UInt32, _ right: UInt32) -> Bool {
    let (leftSegment, leftIndex) = snapshot.segment(of: Int(left))
    let (rightSegment, rightIndex) = snapshot.segment(of: Int(right))
    let leftID = leftSegment.sid(leftIndex)
    let rightID = rightSegment.sid(rightIndex)
    if order.column == .id, order.isDescending {
      return rightID.lexicographicallyPrecedes(leftID) || rightID == leftID && left < right
    }
    return leftID.lexicographicallyPrecedes(rightID) || leftID == rightID && left < right
  }
}

extension UInt16 {
  /// The bits in reverse, so that the first flag weighs most.
  fileprivate var bitReversed: UInt16 {
    (0..<16).reduce(0) { $0 | ((self >> UInt16($1)) & 1) << UInt16(15 - $1) }
  }
}

extension SessionSnapshot {
  /// The segment that holds a row, and the row's index in it.
  package func segment(of row: Int) -> (segment: SessionSegment, index: Int) {
    (segments[row / Self.segmentSize], row % Self.segmentSize)
  }
}
