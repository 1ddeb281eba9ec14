import ConsoleDomain

/// Sessions, plans and receipts for people.
enum SessionText {
  private static let titles = [
    "SESSION", "USER", "ORGANISATION", "ROLE", "STATE", "IP", "AGENT", "SEEN", "EXPIRES", "FLAGS",
  ]

  /// Prints the rows of a snapshot as a table; no table without a row.
  static func print(_ snapshot: SessionSnapshot, _ rows: [UInt32], now: Instant) throws {
    guard !rows.isEmpty else { return }
    try TextTable.print(count: rows.count, titles: titles) { index in
      cells(snapshot.row(Int(rows[index])), snapshot.directory, now)
    }
  }

  /// Prints one session as fields and its value as JSON.
  static func print(_ detail: SessionDetail, now: Instant) throws {
    let row = detail.row
    var lines = zip(titles, cells(row, Directory(), now)).map { "\(padded($0, 14))\($1)" }
    lines.append("\(padded("CREATED", 14))\(row.createdAt?.iso8601 ?? "not recorded")")
    lines.append("\(padded("ID HASH", 14))\(row.id.hash)")
    lines.append("\(padded("SIZE", 14))\(CountText.bytes(row.bytes))")
    if let unreadable = detail.unreadable {
      lines.append("\(padded("VALUE", 14))\(unreadable.guess): \(unreadable.head)")
    }
    if let tree = detail.tree { lines.append("\(padded("VALUE", 14))\(RecordJSON.tree(tree))") }
    try DataOutput.write(lines: lines + [""])
  }

  /// Prints what a plan would do.
  static func print(_ plan: ActionPlan) throws {
    let rows = plan.sessions.map { target in
      [
        target.row.id.abbreviated, target.user ?? target.row.userID ?? "anonymous",
        target.row.ip ?? "", target.row.agent.map(AgentName.short) ?? "",
        target.isHeld ? "held" : "", target.blocked.map { "skipped: \($0)" } ?? "revoke",
      ]
    }
    try TextTable.print(rows, titles: ["SESSION", "USER", "IP", "AGENT", "HOLD", "PLAN"])
  }

  private static func cells(_ row: SessionRow, _ directory: Directory, _ now: Instant) -> [String] {
    let expires =
      switch row.expiry {
      case .never: "never"
      case .at(let instant): TimeText.left(now.duration(to: instant))
      }
    return [
      row.id.abbreviated,
      row.userID.map(directory.userLabel) ?? "anonymous",
      row.organizationID.map(directory.organizationLabel) ?? "",
      row.role ?? "", row.state(now: now).rawValue, row.ip ?? "",
      row.agent.map(AgentName.short) ?? "",
      row.lastSeenAt.map { TimeText.age($0.duration(to: now)) } ?? "",
      expires, row.flags.names.joined(separator: " "),
    ]
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
