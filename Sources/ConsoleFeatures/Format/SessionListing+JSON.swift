import ConsoleDomain
import ConsoleText

extension SessionListing {
  /// A row as the record of DESIGN.md section 6, masked, without the sid.
  func json(of row: SessionRow, at now: Instant) -> String {
    let user = self.user(of: row)
    let expiresAt: Instant? = if case .at(let moment) = row.expiry { moment } else { nil }
    let left = expiresAt.map { max(0, now.duration(to: $0).wholeMilliseconds / 1000) }
    let isAnonymous = row.flags.contains(.anonymous)
    let isUnclear = !row.flags.isDisjoint(with: [.unreadable, .wrongType, .truncated])
    let authenticated = row.userID != nil ? "true" : isAnonymous && !isUnclear ? "false" : "null"
    let members: [(String, String)] = [
      ("store", quoted("redis")), ("namespace", quoted(row.id.namespace)),
      ("id", quoted(row.id.shortText)), ("idHash", quoted(row.id.hash)),
      ("user", quoted(row.userID)), ("email", quoted(user?.email)),
      ("organization", quoted(row.organizationID)), ("role", quoted(row.role)),
      ("ip", quoted(row.ip)), ("userAgent", quoted(row.agent)),
      ("createdAt", quoted(row.createdAt?.iso8601)),
      ("lastSeenAt", quoted(row.lastSeenAt?.iso8601)),
      ("expiresAt", quoted(expiresAt?.iso8601)), ("ttlSeconds", left.map(String.init) ?? "null"),
      ("state", quoted(row.state(now: now).rawValue)), ("authenticated", authenticated),
      ("format", quoted(row.format.rawValue)), ("bytes", String(row.bytes)),
      ("flags", "[" + row.flags.names.map { quoted($0) }.joined(separator: ",") + "]"),
    ]
    return "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  private func quoted(_ text: String?) -> String { text.map { JSONText.quoted($0) } ?? "null" }
}
