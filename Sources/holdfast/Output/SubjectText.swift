import ConsoleDomain

/// A subject for people, section by section as on the screen.
enum SubjectText {
  /// Prints all of a subject.
  static func print(_ picture: SubjectPicture, now: Instant) throws {
    let records = picture.records
    var lines: [String] = []
    if let row = records.subject {
      lines.append("\(row.key.type)  \(row.key.id.text)  \(row.name ?? "without a name")")
      lines.append("org \(row.organizationID ?? "not recorded")")
      lines.append("flags \(flags(row).isEmpty ? "none" : flags(row))")
    }
    lines += picture.warnings.map { ($0.isCertain ? "WARNING  " : "UNKNOWN  ") + $0.text }
    lines += ["", "DOCUMENTS"]
    try DataOutput.write(lines: lines)
    try print(records.rows)
    let none = records.groups.filter { $0.rows.isEmpty && $0.incomplete == nil }
    lines = none.isEmpty ? [] : ["none in " + none.map(\.collection).joined(separator: ", ")]
    lines += ["", "SESSIONS"] + sessions(picture, now) + ["", "LIMITER KEYS"]
    lines += counters(picture, now) + ["", "EVENTS"] + events(picture)
    if !records.unmapped.isEmpty {
      lines += ["", "NOT COVERED BY THE PROFILE", records.unmapped.joined(separator: ", ")]
    }
    try DataOutput.write(lines: lines + [""])
  }

  /// Prints documents as a table.
  static func print(_ rows: [EntityRow]) throws {
    guard !rows.isEmpty else { return try DataOutput.write(lines: ["none"]) }
    try TextTable.print(
      rows.map { row in
        [
          row.key.type, row.key.id.text, row.name ?? "", row.organizationID ?? "", flags(row),
          row.holdIDs.joined(separator: " "), row.createdAt?.iso8601 ?? "",
        ]
      },
      titles: ["TYPE", "ID", "NAME", "ORG", "FLAGS", "HOLDS", "CREATED"]
    )
  }

  /// The flags that are set, and those that an old document lacks.
  private static func flags(_ row: EntityRow) -> String {
    [("held", row.hold), ("archived", row.archive), ("stripped", row.strip)]
      .compactMap { name, mark in
        switch mark {
        case .yes: name
        case .no: nil
        case .missing, .unreadable: "\(name):\(mark.rawValue)"
        }
      }.joined(separator: " ")
  }

  private static func sessions(_ picture: SubjectPicture, _ now: Instant) -> [String] {
    guard let rows = picture.sessions.value else { return unread(picture.sessions.problem) }
    guard !rows.isEmpty else { return ["none in the user's own set"] }
    return rows.map { row in
      let agent = row.agent.map(AgentName.short) ?? "?"
      return "\(row.id.abbreviated)  \(row.state(now: now).rawValue)  \(row.ip ?? "?")  \(agent)"
    }
  }

  private static func counters(_ picture: SubjectPicture, _ now: Instant) -> [String] {
    guard let counters = picture.counters.value else { return unread(picture.counters.problem) }
    guard !counters.isEmpty else { return ["none carries an address or number of the subject"] }
    return counters.map { counter in
      let hits = counter.hits.map(String.init) ?? "?"
      let limit = counter.limit.map(String.init) ?? "?"
      let blocked = counter.isBlocked == true ? "  blocked" : ""
      return "\(counter.key)  \(hits)/\(limit)\(blocked)"
    }
  }

  private static func events(_ picture: SubjectPicture) -> [String] {
    let counts = picture.records.events.map { count in
      let label = count.label.isEmpty ? "no label" : count.label
      let what = count.isAbout ? "about" : "caused"
      return "\(what)  \(label)  \(CountText.grouped(count.count))\(count.isCapped ? "+" : "")"
    }
    guard let newest = picture.newestEvents.value else {
      return counts + unread(picture.newestEvents.problem)
    }
    let lines = counts + newest.map { "\($0.at?.iso8601 ?? "unknown time")  \($0.type)" }
    return lines.isEmpty ? ["none"] : lines
  }

  private static func unread(_ problem: StoreProblem?) -> [String] {
    ["not read: " + (problem.map { ProblemText($0).line } ?? "unknown")]
  }
}
