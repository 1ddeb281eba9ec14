/// Lengths of time as lists and sentences show them.
package enum TimeText {
  /// What is left: `1:59` under two minutes, else `54m`, `3h 12m`, `5d`; `0:00` when it is over.
  package static func left(_ duration: Duration) -> String {
    let seconds = max(0, duration.wholeMilliseconds / 1000)
    guard seconds < 120 else { return coarse(seconds) }
    return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
  }

  /// How long ago: `4s`, then as `left`; what lies ahead counts as now.
  package static func age(_ duration: Duration) -> String {
    let seconds = max(0, duration.wholeMilliseconds / 1000)
    return seconds < 60 ? "\(seconds)s" : coarse(seconds)
  }

  /// A length in a sentence: `800 ms`, `4.5 s`, `5m`.
  package static func span(_ duration: Duration) -> String {
    let milliseconds = max(0, duration.wholeMilliseconds)
    if milliseconds < 1000 { return "\(milliseconds) ms" }
    if milliseconds >= 120_000 { return coarse(milliseconds / 1000) }
    let tenths = milliseconds % 1000 / 100
    return tenths == 0 ? "\(milliseconds / 1000) s" : "\(milliseconds / 1000).\(tenths) s"
  }

  private static func coarse(_ seconds: Int64) -> String {
    let minutes = seconds / 60
    if minutes < 60 { return "\(minutes)m" }
    let hours = minutes / 60
    if hours < 24 { return minutes % 60 == 0 ? "\(hours)h" : "\(hours)h \(minutes % 60)m" }
    return "\(hours / 24)d"
  }
}
