import ConsoleDomain
import ConsoleScreen
import ConsoleText

/// A column of the list of counters: what it is sorted as, how it gives way, and what it shows.
struct CounterListColumn {
  /// What a column shows; two of them may be sorted alike.
  enum Content {
    case key
    case limiter
    case used
    case bar
    case remaining
    case resets
    case blocked
    case over
    case flags
  }

  let content: Content
  let order: CounterOrder.Column
  private(set) var layout: TableColumn
  /// Whether it is shown in the short set too.
  let isShort: Bool

  private static let all: [CounterListColumn] = [
    CounterListColumn(
      .key,
      .client,
      TableColumn("KEY", width: .flexible(minimum: 24, maximum: 60), cut: .beginning)
    ),
    CounterListColumn(
      .limiter,
      .limiter,
      TableColumn("LIMITER", width: .flexible(minimum: 12, maximum: 30), priority: 7),
      isShort: false
    ),
    CounterListColumn(
      .used,
      .hits,
      TableColumn("USED/LIMIT", width: .fixed(11), alignment: .trailing)
    ),
    CounterListColumn(.bar, .used, TableColumn("BAR", width: .fixed(8), priority: 5)),
    CounterListColumn(
      .remaining,
      .remaining,
      TableColumn("LEFT", width: .fixed(6), priority: 6, alignment: .trailing),
      isShort: false
    ),
    CounterListColumn(
      .resets,
      .resets,
      TableColumn("RESETS", width: .fixed(6), priority: 1, alignment: .trailing)
    ),
    CounterListColumn(.blocked, .blocked, TableColumn("BLOCKED", width: .fixed(7), priority: 2)),
    CounterListColumn(
      .over,
      .refused,
      TableColumn("OVER", width: .fixed(5), priority: 3, alignment: .trailing)
    ),
    CounterListColumn(.flags, .flags, TableColumn("FLAG", width: .fixed(4), priority: 4)),
  ]

  private init(
    _ content: Content,
    _ order: CounterOrder.Column,
    _ layout: TableColumn,
    isShort: Bool = true
  ) {
    self.content = content
    self.order = order
    self.layout = layout
    self.isShort = isShort
  }

  /// The columns of the wide or the short set; where all limiters refuse with one status, it is the
  /// title of what was refused.
  static func shown(isWide: Bool, limiters: [Profile.Limiter]) -> [CounterListColumn] {
    let statuses = Set(limiters.map(\.status))
    return all.filter { isWide || $0.isShort }.map { column in
      guard column.content == .over, statuses.count == 1, let status = statuses.first else {
        return column
      }
      var column = column
      column.layout.title = String(status)
      return column
    }
  }

  func cell(_ row: CounterRow, at now: Instant, glyphs: Glyphs) -> TableCell {
    let standing = row.standing
    return switch content {
    case .key: TableCell(glyphs.safe(row.counter.shownKey(glyphs.alphabet)))
    case .limiter: TableCell(glyphs.safe(row.counter.limiter.name))
    case .used: TableCell(standing.usedText, standing.isBlocked == true ? .severityError : .text)
    case .bar: bar(standing, glyphs)
    case .remaining: TableCell(standing.remaining.map { CountText.short(Int($0)) } ?? "")
    case .resets: TableCell(standing.resetsText(at: now), .text)
    case .blocked: blocked(standing, now)
    case .over:
      standing.refused.map { TableCell(CountText.short(Int($0)), $0 > 0 ? .severityError : .text) }
        ?? TableCell(ScreenText.unknown, .textDim)
    case .flags: TableCell(standing.flags.letters, .severityWarning)
    }
  }

  private func bar(_ standing: CounterStanding, _ glyphs: Glyphs) -> TableCell {
    guard let use = standing.use else { return TableCell("") }
    return TableCell(
      ProgressBar.fill(use, width: 8, glyphs: glyphs),
      standing.isBlocked == true ? .chartOver : .chartBar
    )
  }

  private func blocked(_ standing: CounterStanding, _ now: Instant) -> TableCell {
    guard let isBlocked = standing.isBlocked else {
      return TableCell(ScreenText.unknown, .textDim)
    }
    guard isBlocked else { return TableCell("no", .textDim) }
    let since = standing.blockedSince.map { " " + TimeText.age($0.duration(to: now)) } ?? ""
    return TableCell("yes\(since)", .severityError)
  }
}

extension CounterStanding {
  /// `600/600`, `8.1k/10k`; the limit is blank where neither profile nor store says one.
  var usedText: String {
    let used = hits.map { $0 < 0 ? String($0) : CountText.short(Int($0)) } ?? ScreenText.unknown
    return limit.map { "\(used)/\(CountText.short(Int($0)))" } ?? used
  }

  /// When the window or the block ends: `0:41`, `never`.
  func resetsText(at now: Instant) -> String {
    guard let endsAt else {
      return isBlocked == true || flags.contains(.noExpiry) ? "never" : ScreenText.unknown
    }
    return TimeText.left(now.duration(to: endsAt))
  }
}
