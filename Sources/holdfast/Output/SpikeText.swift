import ConsoleDomain
import ConsoleStores
import ConsoleText

/// Spikes as a post-mortem in Markdown.
enum SpikeText {
  /// Columns of a bar.
  private static let width = 40

  /// The whole text, line by line.
  static func lines(_ history: RefusalHistory, _ post: PostMortem, top: Int) -> [String] {
    let reports = history.reports(names: top)
    var lines = ["# Spikes of refusals", ""]
    lines += post.sources.map { "- log: \(cell($0.name)) (\($0.format ?? "empty"))" }
    guard let recorded = post.recorded else {
      return lines + ["", "No line with a time was found: nothing is known, which is no 0."]
    }
    let time =
      recorded.lowerBound..<recorded.upperBound.advanced(by: .seconds(60))
    lines.append("- time: \(time.lowerBound.iso8601) to \(time.upperBound.iso8601)")
    lines.append(
      "- lines: \(CountText.grouped(post.lines)), unreadable: \(CountText.grouped(post.unreadable))"
    )
    if let summary = history.summary(of: time) {
      let requests = summary.requests.map { " of \(CountText.grouped($0)) requests" } ?? ""
      lines.append("- refused: \(CountText.grouped(summary.refused))\(requests)")
    }
    if history.unplaced > 0 {
      lines.append("- out of reach: \(CountText.grouped(history.unplaced)) refusals, not judged")
    }
    lines.append("- spikes: \(reports.count)")
    for (number, report) in reports.enumerated() { lines += section(number + 1, report) }
    return lines
  }

  private static func section(_ number: Int, _ report: SpikeReport) -> [String] {
    let spike = report.spike
    let end = report.isOpen ? "goes on at the end of the logs" : spike.end.iso8601
    var lines = [
      "", "## Spike \(number)", "", "- start: \(spike.start.iso8601)",
      "- peak: \(CountText.grouped(spike.peak))/min at \(spike.peakAt.iso8601)", "- end: \(end)",
      "- total: \(CountText.grouped(spike.total)) refusals",
      "- usual: \(CountText.grouped(Int(spike.usual.rounded())))/min",
    ]
    for top in report.talkers { lines += table(top) }
    return lines + timeline(report)
  }

  private static func table(_ top: TopTalkers) -> [String] {
    let error = top.error > 0 ? " (each may have up to \(CountText.grouped(top.error)) more)" : ""
    return [
      "", "Top by \(top.axis.rawValue)\(error):", "", "| \(top.axis.rawValue) | refused | share |",
      "|---|---:|---:|",
    ]
      + top.talkers.map {
        "| \(cell($0.name)) | \(CountText.grouped($0.refused)) | \(Int($0.share * 100)) % |"
      }
  }

  private static func timeline(_ report: SpikeReport) -> [String] {
    let peak = max(1, report.minutes.compactMap(\.refused).max() ?? 1)
    return ["", "```text"]
      + report.minutes.map { minute in
        let time = minute.start.iso8601.prefix(16)
        guard let refused = minute.refused else { return "\(time)Z  not recorded" }
        let bar = String(repeating: "#", count: (refused * width + peak - 1) / peak)
        let padding = String(repeating: " ", count: width - bar.count)
        let requests = minute.requests.map { " of \(CountText.grouped($0))" } ?? ""
        return "\(time)Z  \(bar)\(padding) \(CountText.grouped(refused))\(requests)"
      } + ["```"]
  }

  /// A text inside of a table: a bar would end its cell.
  private static func cell(_ text: String) -> String {
    SafeText.of(text).split(separator: "|", omittingEmptySubsequences: false)
      .joined(separator: "\\|")
  }
}
