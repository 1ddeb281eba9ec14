import ConsoleDomain

extension Model {
  /// The span that is looked at where none is named.
  private static let coverageSpan: Duration = .seconds(86_400)

  /// Begins a sample of the changes of the last day, or of the length of time that was typed.
  mutating func examineCoverage(_ arguments: CommandArguments) -> [Effect] {
    let text = arguments.text.trimmingBlanks
    let moment = text.isEmpty ? nil : Query.Moment(text: text)
    guard text.isEmpty || moment != nil else {
      shell.say(.warning, "coverage wants \(Query.Moment.wanted)")
      return []
    }
    let since = moment?.instant(now: shell.now) ?? shell.now.advanced(by: .zero - Self.coverageSpan)
    shell.say(.ok, "looking for changes without an event, in a sample; Ctrl-C stops it")
    return [
      .examineCoverage(
        generation: slots.begin(.coverage),
        CoverageRequest(since: since, until: shell.now)
      )
    ]
  }

  mutating func take(_ report: CoverageReport, _ generation: Int) {
    guard slots.finish(.coverage, generation) else { return }
    shell.flash = nil
    tell("Coverage", report.lines)
  }
}
