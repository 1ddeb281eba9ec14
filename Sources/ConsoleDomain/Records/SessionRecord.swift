import ConsoleText

/// A session as machines read it (DESIGN.md section 6); the sid only where it was asked for.
package struct SessionRecord: Sendable {
  private let row: SessionRow
  private let directory: Directory
  private let now: Instant
  private let showIDs: Bool

  /// Makes a record; `directory` gives what is known of user and organisation.
  package init(
    _ row: SessionRow,
    directory: Directory = Directory(),
    now: Instant,
    showIDs: Bool = false
  ) {
    self.row = row
    self.directory = directory
    self.now = now
    self.showIDs = showIDs
  }

  /// Makes a record from what is known of this session's user and organisation alone.
  package init(
    _ row: SessionRow,
    user: UserSummary?,
    organization: OrganizationSummary? = nil,
    now: Instant,
    showIDs: Bool = false
  ) {
    var directory = Directory()
    if let user { directory.users[user.id] = user }
    if let organization { directory.organizations[organization.id] = organization }
    self.init(row, directory: directory, now: now, showIDs: showIDs)
  }

  /// The record as one JSON object on one line.
  package var json: String { object.text }

  var object: JSONObjectText {
    var object = JSONObjectText()
    object.add("store", "redis")
    object.add("namespace", row.id.namespace)
    object.add("id", row.id.abbreviated)
    object.add("idHash", row.id.hash)
    if showIDs {
      let sid = String(decoding: row.id.bytes, as: UTF8.self)
      object.add("sid", sid)
      object.add("key", row.id.namespace + sid)
    }
    object.add("user", row.userID)
    object.add(
      "userLabel",
      row.userID.flatMap { directory.users[$0] }.flatMap { $0.email ?? $0.name }
    )
    object.add("organization", row.organizationID)
    object.add("organizationName", row.organizationID.flatMap { directory.organizations[$0]?.name })
    object.add("role", row.role)
    object.add("ip", row.ip)
    object.add("userAgent", row.agent)
    object.add("createdAt", row.createdAt)
    object.add("lastSeenAt", row.lastSeenAt)
    object.add("expiresAt", expiresAt)
    object.add(
      "ttlSeconds",
      expiresAt.map { max(0, now.duration(to: $0).wholeMilliseconds / 1000) }
    )
    object.add("state", row.state(now: now).rawValue)
    object.add("authenticated", isAuthenticated)
    object.add("format", row.format.rawValue)
    object.add("bytes", Int64(row.bytes))
    object.add("flags", list: flags.names.map { JSONText.quoted($0) })
    return object
  }

  private var expiresAt: Instant? {
    if case .at(let instant) = row.expiry { instant } else { nil }
  }

  /// nil when the value could not be read: it may well have a user.
  private var isAuthenticated: Bool? {
    if row.userID != nil { return true }
    return row.flags.isPlainlyAnonymous ? false : nil
  }

  private var flags: SessionFlags {
    guard let userID = row.userID else { return row.flags }
    let organization = row.organizationID.map { directory.flags(organizationID: $0) } ?? []
    return row.flags.union(directory.flags(userID: userID)).union(organization)
  }
}

extension SessionRecord {
  private static let columns = [
    "store", "namespace", "id", "idHash", "user", "userLabel", "organization", "organizationName",
    "role", "ip", "userAgent", "createdAt", "lastSeenAt", "expiresAt", "ttlSeconds", "state",
    "authenticated", "format", "bytes", "flags",
  ]

  /// The names of the columns of `csv`, without the end of the line.
  package static var csvHeader: String { line(columns) }

  /// The record as one line of CSV without its end; unknown is empty.
  ///
  /// The sid is never in it.
  package var csv: String {
    let user = row.userID.flatMap { directory.users[$0] }
    let organization = row.organizationID.flatMap { directory.organizations[$0] }
    let ttl = expiresAt.map { max(0, now.duration(to: $0).wholeMilliseconds / 1000) }
    return Self.line([
      "redis", row.id.namespace, row.id.abbreviated, row.id.hash, row.userID ?? "",
      user?.email ?? user?.name ?? "", row.organizationID ?? "", organization?.name ?? "",
      row.role ?? "", row.ip ?? "", row.agent ?? "", row.createdAt?.iso8601 ?? "",
      row.lastSeenAt?.iso8601 ?? "", expiresAt?.iso8601 ?? "", ttl.map { String($0) } ?? "",
      row.state(now: now).rawValue, isAuthenticated.map { String($0) } ?? "", row.format.rawValue,
      String(row.bytes), flags.names.joined(separator: " "),
    ])
  }

  private static func line(_ fields: [String]) -> String {
    fields.map { CSVText.field($0) }.joined(separator: ",")
  }
}
