/// Fills the columns of one segment, storing each distinct text once.
///
/// Texts come from clients and are cut, so that a million different ones of 1 KB each cost what
/// short ones do: agents to 200 Unicode scalars, ids to 256, roles and addresses to 64.
struct SessionColumnsWriter {
  static let agentLimit = 200
  static let idLimit = 256
  static let wordLimit = 64

  private(set) var columns = SessionColumns()
  private var codes: [String: UInt16] = [:]

  mutating func append(_ row: SessionRow) {
    columns.sidBytes.append(contentsOf: row.id.bytes)
    columns.sidEnds.append(UInt32(columns.sidBytes.count))
    columns.namespaces.append(code(row.id.namespace, limit: .max))
    columns.users.append(code(row.userID, limit: Self.idLimit))
    columns.organizations.append(code(row.organizationID, limit: Self.idLimit))
    columns.roles.append(code(row.role, limit: Self.wordLimit))
    columns.ips.append(code(row.ip, limit: Self.wordLimit))
    columns.agents.append(code(row.agent, limit: Self.agentLimit))
    columns.created.append(row.createdAt?.milliseconds ?? SessionColumns.unknown)
    columns.lastSeen.append(row.lastSeenAt?.milliseconds ?? SessionColumns.unknown)
    switch row.expiry {
    case .at(let instant): columns.expiry.append(instant.milliseconds)
    case .never: columns.expiry.append(SessionColumns.never)
    }
    columns.sizes.append(UInt32(clamping: row.bytes))
    columns.formats.append(row.format)
    columns.flags.append(row.flags)
  }

  /// Hands over the columns and begins anew, keeping the room of the code table.
  mutating func take() -> SessionColumns {
    var taken = columns
    columns = SessionColumns(capacity: SessionSnapshot.segmentSize)
    codes.removeAll(keepingCapacity: true)
    taken.trim()
    return taken
  }

  private mutating func code(_ text: String?, limit: Int) -> UInt16 {
    guard let text else { return SessionColumns.absent }
    let stored = shortened(text, to: limit)
    if let code = codes[stored] { return code }
    let code = columns.texts.append(stored)
    codes[stored] = code
    return code
  }

  private func shortened(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
  }
}
