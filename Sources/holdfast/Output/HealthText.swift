import ConsoleDomain

/// Both servers' health as checks: for people and as records.
enum HealthText {
  private static let titleWidth = 28
  /// Milliseconds between our clock and a server's beyond which ages on the screen mislead.
  private static let largestSkew: Int64 = 1000

  /// Prints what is known of both servers, of this identity's rights and of the audit store.
  static func print(_ report: HealthReport, sweepPatience: Duration) throws {
    var lines: [String] = []
    for server in [report.redis, report.mongo] {
      lines.append("\(server.endpoint)")
      lines += checks(of: server).flatMap(text)
    }
    lines.append("Console")
    lines += auditChecks(report, sweepPatience).flatMap(text)
    try DataOutput.write(lines: lines)
  }

  private static func text(_ check: CheckRecord) -> [String] {
    let result = padded(check.result.rawValue, 6)
    let evidence = check.evidence ?? "unknown"
    let remedy = check.remediation.map { ["        \($0)"] } ?? []
    return ["  \(result)\(padded(check.title, titleWidth))\(evidence)"] + remedy
  }

  /// The checks of both servers as records.
  static func records(_ report: HealthReport, sweepPatience: Duration) -> [CheckRecord] {
    checks(of: report.redis) + checks(of: report.mongo) + auditChecks(report, sweepPatience)
  }

  private static func auditChecks(
    _ report: HealthReport,
    _ sweepPatience: Duration
  ) -> [CheckRecord] {
    [auditCheck(report)]
      + (report.isAuditInitialised == true ? [sweepCheck(report, sweepPatience)] : [])
      // Before the audit store is there everything of it is missing, which one line says.
      + (report.isAuditInitialised == true ? report.schema : []).map { finding in
        CheckRecord(
          id: "audit.schema.\(finding.collection).\(slug(finding.index ?? "collection"))",
          title: finding.index.map { "\(finding.collection) \($0)" } ?? finding.collection,
          result: finding.isHarmful ? .fail : .warn,
          evidence: finding.text,
          remediation: finding.remedy
        )
      }
  }

  private static func auditCheck(_ report: HealthReport) -> CheckRecord {
    var check = CheckRecord(id: "audit.store", title: "audit store", result: .error)
    switch report.isAuditInitialised {
    case true:
      check.result = .pass
      check.evidence = "ready"
    case false:
      check.result = .fail
      check.evidence = "not there yet"
      check.remediation = "`holdfast doctor --init` creates it"
    case nil: check.evidence = "unknown"
    }
    return check
  }

  private static func sweepCheck(
    _ report: HealthReport,
    _ patience: Duration
  ) -> CheckRecord {
    var check = CheckRecord(id: "audit.sweep", title: "sweep", result: .error)
    guard let sweep = report.sweep else {
      check.evidence = "unknown: may not be read"
      return check
    }
    let fact = sweep.fact(at: report.readAt, patience: patience)
    // What a sweep found is told by its own exit status: the installation itself is in order.
    check.result = fact.severity == .error ? .warn : fact.severity.result
    check.evidence = fact.value
    check.remediation = sweep.attention(at: report.readAt, patience: patience)
    return check
  }

  private static func checks(of server: ServerHealth) -> [CheckRecord] {
    let kind = server.endpoint.kind.rawValue
    var checks: [CheckRecord] = []
    if let problem = server.problem {
      let text = ProblemText(problem)
      checks.append(
        CheckRecord(
          id: "\(kind).connection",
          title: "connection",
          result: .error,
          evidence: text.detail,
          remediation: text.remedy
        )
      )
    } else {
      checks.append(
        CheckRecord(
          id: "\(kind).connection",
          title: "connection",
          result: .pass,
          evidence: server.latency.map { "answers in \(TimeText.span($0))" }
        )
      )
    }
    if let skew = server.clockSkew {
      let milliseconds = skew.wholeMilliseconds
      checks.append(
        CheckRecord(
          id: "\(kind).clock-skew",
          title: "clock skew",
          result: abs(milliseconds) > largestSkew ? .warn : .pass,
          evidence: "\(milliseconds) ms"
        )
      )
    }
    for (group, facts) in [("", server.facts), ("right.", server.rights)] {
      checks += facts.map { fact in
        CheckRecord(
          id: "\(kind).\(group)\(slug(fact.name))",
          title: fact.name,
          result: fact.severity.result,
          evidence: fact.value
        )
      }
    }
    return checks
  }

  /// A name as part of an id that scripts can rely on: `revoke a session (DEL)` is `revoke-a-session`.
  private static func slug(_ name: String) -> String {
    let words = name.prefix { $0 != "(" }.split { !$0.isLetter && !$0.isNumber && $0 != "_" }
    return words.joined(separator: "-").lowercased()
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}

extension HealthFact.Severity {
  /// The severity as the result of a check; what is unknown has not passed.
  fileprivate var result: CheckRecord.Result {
    switch self {
    case .ok, .info: .pass
    case .warning: .warn
    case .error: .fail
    case .unknown: .error
    }
  }
}
