import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  func drawHealth(into frame: inout Frame) {
    drawScrolled(
      healthLines,
      top: health.top,
      keys: "j, PgDn",
      into: &frame,
      layout.body.inset(columns: 2)
    )
  }

  var healthLines: [[Span]] {
    guard let report = health.report ?? health.pulse else {
      return [[Span("Asking both servers ...", .textDim)]]
    }
    var lines: [[Span]] = [
      [Span(label("audit store") + "  ", .textDim), auditLine(report.isAuditInitialised)]
    ]
    if report.isAuditInitialised == true {
      for item in [sweepFact] + sweepTroubles {
        lines.append(fact(item.name, item.value, item.severity))
      }
      lines += report.schema.flatMap(schemaLines)
    }
    for kind in StoreKind.allCases {
      let full = kind == .redis ? report.redis : report.mongo
      lines.append([])
      lines += serverLines(full, newest: health.server(kind) ?? full)
    }
    return lines.wrapped(cells: layout.body.columns - 4)
  }

  private func auditLine(_ isInitialised: Bool?) -> Span {
    switch isInitialised {
    case true?: Span("initialised", .severityOK)
    case false?: Span("not initialised: nothing can be changed (:init-audit)", .severityWarning)
    case nil: Span("unknown", .severityWarning)
    }
  }

  private func schemaLines(_ finding: SchemaFinding) -> [[Span]] {
    let role: Role = finding.isHarmful ? .severityError : .severityWarning
    return [
      [Span(shell.glyphs.severity(role) + " ", role), Span(shell.glyphs.safe(finding.text), role)],
      [Span("what helps  ", .textDim), Span(shell.glyphs.safe(finding.remedy))],
    ]
  }

  private func serverLines(_ server: ServerHealth, newest: ServerHealth) -> [[Span]] {
    let glyphs = shell.glyphs
    var lines: [[Span]] = [[Span(glyphs.safe(server.endpoint.description), .title)]]
    if let problem = newest.problem {
      let since = health.lostAt[server.endpoint.kind].map {
        ", for \(ScreenText.age($0, at: shell.viewTime))"
      }
      let text = ProblemText(problem)
      lines.append([
        Span(glyphs.failure + " ", .severityError),
        Span(glyphs.safe(text.line) + (since ?? ""), .severityError),
      ])
      lines.append([Span("what helps  ", .textDim), Span(glyphs.safe(text.remedy))])
    }
    if let latency = newest.latency {
      lines.append(fact("latency", "\(max(1, latency.wholeMilliseconds)) ms", .info))
    }
    if let skew = server.clockSkew {
      let milliseconds = skew.wholeMilliseconds
      let severity: HealthFact.Severity = abs(milliseconds) > 1000 ? .warning : .ok
      lines.append(fact("clock skew", "\(milliseconds) ms", severity))
    }
    let isStale = newest.problem != nil
    for item in server.facts {
      lines.append(isStale ? stale(item) : fact(item.name, item.value, item.severity))
    }
    if !server.rights.isEmpty {
      lines.append([Span("rights of this identity", .tableHeader)])
      for item in server.rights {
        lines.append(isStale ? stale(item) : fact(item.name, item.value, item.severity))
      }
    }
    return lines
  }

  private func fact(_ name: String, _ value: String, _ severity: HealthFact.Severity) -> [Span] {
    let role = severity.role
    let sign = shell.glyphs.severity(role)
    return [
      Span(label(name), .textDim),
      Span(Truncation.fit(sign, to: 2), role), Span(shell.glyphs.safe(value), role),
    ]
  }

  private func label(_ name: String) -> String {
    Truncation.fit(
      shell.glyphs.safe(name),
      to: min(34, shell.size.columns / 2),
      alphabet: shell.glyphs.alphabet
    )
  }

  private func stale(_ item: HealthFact) -> [Span] {
    [
      Span(label(item.name) + "  ", .stale),
      Span(shell.glyphs.safe(item.value), .stale),
    ]
  }

  var healthCompleteness: String {
    guard let report = health.report else { return "" }
    return "examined \(report.readAt.timeOfDay)Z"
  }

  var healthStatus: [StatusPart] {
    var parts = StoreKind.allCases.map { kind in
      health.isLost(kind)
        ? StatusPart("\(kind.name) lost", .severityError)
        : StatusPart("\(kind.name) answers", .severityOK)
    }
    if slots.isRunning(.health) { parts.append(StatusPart("examining ...", .textDim)) }
    return parts
  }
}

extension HealthFact.Severity {
  fileprivate var role: Role {
    switch self {
    case .ok: .severityOK
    case .info: .text
    case .warning: .severityWarning
    case .error: .severityError
    case .unknown: .textDim
    }
  }
}
