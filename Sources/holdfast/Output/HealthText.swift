import ConsoleDomain
import ConsoleSystem

/// Both servers' health as checks: for people and as records.
enum HealthText {
  /// Prints what is known of both servers and of this identity's rights.
  static func print(_ report: HealthReport) {
    for server in [report.redis, report.mongo] {
      StandardStream.output.write("\(server.endpoint)\n")
      for check in checks(of: server) {
        StandardStream.output.write(
          "  \(padded(check.result.rawValue, 6))\(padded(check.title, 24))\(check.evidence ?? "")\n"
        )
        if let remedy = check.remediation {
          StandardStream.output.write("        \(remedy)\n")
        }
      }
    }
    StandardStream.output.write("\(padded("audit store", 14))\(auditStore(report))\n")
  }

  /// The checks of both servers as records.
  static func records(_ report: HealthReport) -> [CheckRecord] {
    let audit = CheckRecord(
      id: "audit.store",
      title: "audit store",
      result: report.isAuditInitialised.map { $0 ? .pass : .fail } ?? .error,
      evidence: auditStore(report)
    )
    return checks(of: report.redis) + checks(of: report.mongo) + [audit]
  }

  private static func auditStore(_ report: HealthReport) -> String {
    switch report.isAuditInitialised {
    case true: "ready"
    case false: "not there yet: `holdfast doctor --init` creates it"
    case nil: "unknown"
    }
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
    for (group, facts) in [("", server.facts), ("right.", server.rights)] {
      checks += facts.map { fact in
        CheckRecord(
          id: "\(kind).\(group)\(fact.name.replacing(" ", with: "-"))",
          title: fact.name,
          result: fact.severity.result,
          evidence: fact.value
        )
      }
    }
    return checks
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
