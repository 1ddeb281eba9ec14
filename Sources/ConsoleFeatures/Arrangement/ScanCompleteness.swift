import ConsoleDomain
import ConsoleScreen

/// How far a scan has come, beside what is shown of it.
struct ScanCompleteness {
  let progress: ScanProgress
  let shown: Int
  let isStopped: Bool
  let hasFailed: Bool

  func text(_ glyphs: Glyphs) -> String {
    let dot = " \(glyphs.dot) "
    let begin = "\(CountText.short(shown)) shown\(dot)\(CountText.short(progress.scanned))"
    switch progress.phase {
    case .running where isStopped: return "\(begin) scanned, stopped"
    case .running where hasFailed: return "\(begin) scanned, failed"
    case .running:
      let total = max(progress.estimatedTotal, progress.visited)
      let share = total == 0 ? 0 : Double(progress.visited) / Double(total)
      let bar = ProgressBar.text(share, width: 10, glyphs: glyphs)
      return "\(begin)/~\(CountText.short(total)) scanned \(bar)"
    case .complete: return "\(begin) scanned, complete"
    case .incomplete(let reason): return "\(begin) scanned, incomplete: \(glyphs.safe(reason))"
    }
  }
}
