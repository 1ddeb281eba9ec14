/// Rows as columns: codes into a text table, raw times and the sids in one run of bytes.
///
/// About 75 bytes a row and the distinct texts of the segment. Codes are 16 bits wide: a full
/// segment has at most 8,192 × 6 texts.
struct SessionColumns: Sendable {
  /// The code of a text that is not known.
  static let absent = UInt16.max
  /// The time that is not known.
  static let unknown = Int64.min
  /// The expiry of a key without a TTL.
  static let never = Int64.max

  var texts = TextTable()
  var sidBytes: [UInt8] = []
  var sidEnds: [UInt32] = []
  var namespaces: [UInt16] = []
  var users: [UInt16] = []
  var organizations: [UInt16] = []
  var roles: [UInt16] = []
  var ips: [UInt16] = []
  var agents: [UInt16] = []
  var created: [Int64] = []
  var lastSeen: [Int64] = []
  var expiry: [Int64] = []
  var sizes: [UInt32] = []
  var formats: [SessionFormat] = []
  var flags: [SessionFlags] = []

  init() {}

  /// Makes empty columns with room for exactly `rows`: growing by doubling would waste half.
  init(capacity rows: Int) {
    sidEnds.reserveCapacity(rows)
    namespaces.reserveCapacity(rows)
    users.reserveCapacity(rows)
    organizations.reserveCapacity(rows)
    roles.reserveCapacity(rows)
    ips.reserveCapacity(rows)
    agents.reserveCapacity(rows)
    created.reserveCapacity(rows)
    lastSeen.reserveCapacity(rows)
    expiry.reserveCapacity(rows)
    sizes.reserveCapacity(rows)
    formats.reserveCapacity(rows)
    flags.reserveCapacity(rows)
  }

  var count: Int { sidEnds.count }

  /// Gives back the spare room of the byte runs, whose final length nobody knew.
  mutating func trim() {
    texts.trim()
    sidBytes = exactCopy(of: sidBytes)
  }

  func sid(_ index: Int) -> ArraySlice<UInt8> {
    let start = index == 0 ? 0 : Int(sidEnds[index - 1])
    return sidBytes[start..<Int(sidEnds[index])]
  }

  func id(_ index: Int) -> SessionID {
    SessionID(namespace: texts.string(namespaces[index]), bytes: Array(sid(index)))
  }

  func holds(_ id: SessionID, at index: Int) -> Bool {
    sid(index).elementsEqual(id.bytes)
      && texts[namespaces[index]].elementsEqual(id.namespace.utf8)
  }

  func row(_ index: Int) -> SessionRow {
    SessionRow(
      id: id(index),
      userID: text(users[index]),
      organizationID: text(organizations[index]),
      role: text(roles[index]),
      ip: text(ips[index]),
      agent: text(agents[index]),
      createdAt: instant(created[index]),
      lastSeenAt: instant(lastSeen[index]),
      expiry: expiry[index] == Self.never ? .never : .at(Instant(milliseconds: expiry[index])),
      format: formats[index],
      bytes: Int(sizes[index]),
      flags: flags[index]
    )
  }

  private func text(_ code: UInt16) -> String? {
    code == Self.absent ? nil : texts.string(code)
  }

  private func instant(_ milliseconds: Int64) -> Instant? {
    milliseconds == Self.unknown ? nil : Instant(milliseconds: milliseconds)
  }

  /// Bytes of the columns and the texts, spare capacity included.
  var footprint: Int {
    let wide = created.capacity + lastSeen.capacity + expiry.capacity
    let narrow =
      namespaces.capacity + users.capacity + organizations.capacity + roles.capacity
      + ips.capacity + agents.capacity + flags.capacity
    return texts.footprint + sidBytes.capacity + (sidEnds.capacity + sizes.capacity) * 4
      + wide * 8 + narrow * 2 + formats.capacity
  }
}
