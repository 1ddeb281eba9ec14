import ConsoleDomain

/// Holds and what is wrong with them, for people.
enum HoldText {
  /// Prints holds as a table; no table without one.
  static func print(_ holds: [LegalHold], at now: Instant) throws {
    guard !holds.isEmpty else { return }
    let rows = holds.map { hold in
      [
        hold.id, hold.matter.id, hold.matter.title, hold.state.rawValue, hold.scope.text,
        hold.placedBy ?? "", hold.placedAt?.iso8601 ?? "",
        hold.release.map { "let go \($0.effectiveAt.iso8601)" } ?? "", review(hold, at: now),
      ]
    }
    try TextTable.print(
      rows,
      titles: [
        "HOLD", "MATTER", "TITLE", "STATE", "SCOPE", "PLACED BY", "PLACED AT", "RELEASE", "REVIEW",
      ]
    )
  }

  /// Prints one hold with how much of it is held.
  static func print(_ hold: LegalHold, coverage: [HoldCoverage]) throws {
    var lines = [
      "hold       \(hold.id)", "matter     \(hold.matter.id): \(hold.matter.title)",
      "state      \(hold.state.rawValue)",
      "placed     \(hold.placedBy ?? "not recorded"), \(hold.placedAt?.iso8601 ?? "not recorded")",
      "reason     \(hold.reason) (\(hold.ticket))", "grace      \(hold.graceDays) days",
    ]
    if !hold.custodians.isEmpty {
      lines.append("custodians \(hold.custodians.map(\.id).joined(separator: ", "))")
    }
    if let reviewAt = hold.reviewAt { lines.append("review     \(reviewAt.iso8601)") }
    if !hold.scope.subjects.isEmpty {
      let names = hold.scope.subjects.map { "\($0.type):\($0.id.text)" }
      lines.append("everything of \(names.joined(separator: ", "))")
    }
    if let release = hold.release {
      lines.append(
        "release    \(release.requestedBy) and \(release.approvedBy): \(release.reason);"
          + " effective \(release.effectiveAt.iso8601)"
      )
    }
    try DataOutput.write(lines: lines)
    let rows = coverage.map { part in
      [
        part.place, CountText.grouped(part.inScope), CountText.grouped(part.matched),
        CountText.grouped(part.ours),
      ]
    }
    try TextTable.print(rows, titles: ["COLLECTION", "IN SCOPE", "THERE", "HELD"])
  }

  /// Prints what a check found; no table without anything.
  static func print(_ findings: [HoldFinding]) throws {
    guard !findings.isEmpty else { return }
    let rows = findings.map { finding in
      [
        finding.kind.rawValue, finding.hold ?? "", finding.place,
        finding.count.map(CountText.grouped) ?? "unknown",
        finding.problem ?? ids(finding),
      ]
    }
    try TextTable.print(rows, titles: ["FINDING", "HOLD", "COLLECTION", "DOCUMENTS", "WHICH"])
  }

  /// What checking an export found.
  static func lines(_ findings: HoldExportFindings) -> [String] {
    findings.problems.map { "FAULT  \($0)" } + [
      "\(findings.problems.isEmpty ? "intact" : "NOT intact"): "
        + "\(CountText.noun(findings.files, "file")), "
        + CountText.noun(Int(findings.records), "record"),
      "manifest \(findings.manifestHash)",
    ]
  }

  private static func review(_ hold: LegalHold, at now: Instant) -> String {
    guard let reviewAt = hold.reviewAt else { return "" }
    return hold.isReviewDue(at: now) ? "due since \(reviewAt.iso8601)" : reviewAt.iso8601
  }

  private static func ids(_ finding: HoldFinding) -> String {
    let some = finding.ids.prefix(5).joined(separator: " ")
    return (finding.count ?? 0) > 5 && !some.isEmpty ? "\(some) …" : some
  }
}
