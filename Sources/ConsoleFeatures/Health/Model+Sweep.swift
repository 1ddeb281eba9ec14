import ConsoleDomain
import ConsoleScreen

extension Model {
  /// What must not be forgotten though nothing is wrong with a server: requests that wait, and a
  /// sweep that does not run.
  var attention: String? {
    let lines = [refusalAttention, waitingApprovals, sweepAttention].compactMap(\.self)
    return lines.isEmpty ? nil : lines.joined(separator: "; ")
  }

  /// Never in the demo, which nobody has a timer for.
  private var sweepAttention: String? {
    guard shell.context.kind != .demo else { return nil }
    return health.report?.sweep?.attention(
      at: shell.viewTime,
      patience: shell.context.sweepPatience
    )
  }

  /// The sweep as a line of Health; what this identity may not read is unknown.
  var sweepFact: HealthFact {
    guard let sweep = health.report?.sweep else {
      return HealthFact(name: "sweep", value: "unknown: may not be read", severity: .unknown)
    }
    var fact = sweep.fact(at: shell.viewTime, patience: shell.context.sweepPatience)
    if shell.context.kind == .demo, fact.severity == .warning { fact.severity = .info }
    return fact
  }

  /// What the last sweep's steps found wrong, a line each.
  var sweepTroubles: [HealthFact] {
    guard case .last(let run)? = health.report?.sweep else { return [] }
    return run.troubles.map { HealthFact(name: $0.name, value: $0.text, severity: .error) }
  }

  /// The sweep on the status line of the audit screen; nil where it is not known.
  var sweepStatus: StatusPart? {
    guard health.report?.sweep != nil else { return nil }
    let fact = sweepFact
    return switch fact.severity {
    case .error: StatusPart("sweep \(fact.value) (8)", .severityError)
    case .warning: StatusPart("sweep \(fact.value)", .severityWarning)
    case .ok, .info, .unknown: StatusPart("sweep \(fact.value)", .textDim, priority: 4)
    }
  }
}
