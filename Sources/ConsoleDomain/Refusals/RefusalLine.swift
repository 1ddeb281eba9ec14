import ConsoleText

/// The last whole seconds of a history in one line, for a pipe.
package struct RefusalLine: Sendable {
  private let now: Instant
  private let seconds: Int
  /// nil: not recorded.
  private let refused: Int?
  /// Requests of the last whole minute; nil: not known.
  private let requests: Int?
  private let top: TopTalkers.Talker?
  private let sources: [RefusalSource]
  private let findings: [RefusalFinding]

  /// Sums up what lies `seconds` before the second that runs.
  package init(_ history: RefusalHistory, at now: Instant, seconds: Int) {
    self.now = now
    self.seconds = seconds
    sources = history.sources
    findings = history.findings()
    let end = RefusalStep.second.start(of: now)
    let slots = (1...max(1, seconds)).compactMap {
      history.slot(.refusals, .second, at: end.advanced(by: .seconds(-$0)))
    }
    refused = slots.isEmpty ? nil : slots.reduce(0) { $0 + $1.refused }
    let minute = RefusalStep.minute.start(of: now).advanced(by: .seconds(-60))
    requests = history.slot(.refusals, .minute, at: minute)?.requests
    top =
      history.talkers(
        by: .address,
        in: now.advanced(by: .seconds(-300))..<now.advanced(by: .milliseconds(1)),
        limit: 1
      )?.talkers.first
  }

  /// For people.
  package var text: String {
    var parts = [RefusalStep.second.start(of: now).iso8601.prefix(19) + "Z"]
    parts.append(refused.map { "refused \($0) in \(seconds) s" } ?? "refused: not recorded")
    parts.append(requests.map { "requests \($0)/min" } ?? "requests: not recorded")
    if let top { parts.append("top \(top.name) \(Int(top.share * 100)) %") }
    parts += findings.map { "\($0.rule) \($0.line)" }
    parts += sources.map { source in
      let age = source.age(at: now).map { "\(TimeText.age($0)) ago" } ?? "not read yet"
      let bound = source.kind.isLowerBound ? " (lower bound)" : ""
      return "\(source.name)\(bound) \(source.problem ?? age)"
    }
    return parts.map { SafeText.of($0) }.joined(separator: " | ")
  }

  /// One object.
  package var json: String {
    var object = JSONObjectText()
    object.add("at", now)
    object.add("seconds", Int64(seconds))
    object.add("refused", refused.map(Int64.init))
    object.add("requestsLastMinute", requests.map(Int64.init))
    object.add("topAddress", top?.name)
    object.add("topPercent", top.map { Int64($0.share * 100) })
    object.add(
      "findings",
      list: findings.map { finding in
        var object = JSONObjectText()
        object.add("rule", finding.rule)
        object.add("text", finding.line)
        return object.text
      }
    )
    object.add(
      "sources",
      list: sources.map { source in
        var object = JSONObjectText()
        object.add("name", source.name)
        object.add("kind", source.kind.rawValue)
        object.add("isLowerBound", source.kind.isLowerBound)
        object.add("readAt", source.readAt)
        object.add("problem", source.problem)
        object.add("unreadable", Int64(source.unreadable))
        return object.text
      }
    )
    return object.text
  }
}
