import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  // MARK: Top talkers

  func drawTalkers(into frame: inout Frame, _ rect: Rect) {
    let state = limits.refusals
    guard let talkers = state.talkers(at: shell.viewTime) else {
      drawLines(
        ["Not recorded: no source says who was refused in this hour."],
        into: &frame,
        rect
      )
      return
    }
    guard !talkers.talkers.isEmpty else {
      drawLines(
        [
          talkers.total == 0
            ? "Nobody was refused in this hour."
            : "\(CountText.grouped(talkers.total)) refused, and no source tells the "
              + "\(talkers.axis.title).",
          "t shows them by another part.",
        ],
        into: &frame,
        rect
      )
      return
    }
    let columns = [
      TableColumn(talkers.axis.title.uppercased(), width: .flexible(minimum: 20, maximum: 60)),
      TableColumn("REFUSED", width: .fixed(8), alignment: .trailing),
      TableColumn("SHARE", width: .fixed(5), alignment: .trailing),
      TableColumn("BAR", width: .fixed(10), priority: 1),
      TableColumn("LAST 12 MIN", width: .fixed(12), priority: 2),
    ]
    let series = lastMinutes(talkers.axis)
    drawRefusalTable(columns, count: talkers.talkers.count, into: &frame, rect) { position in
      let talker = talkers.talkers[position]
      let values = series.map { $0.map { $0[talker.name] ?? 0 } }
      return TableRow([
        TableCell(shell.glyphs.safe(talker.name)),
        TableCell(CountText.short(talker.refused)),
        TableCell("\(Int(talker.share * 100))%"),
        TableCell(ProgressBar.fill(talker.share, width: 10, glyphs: shell.glyphs), .chartBar),
        TableCell(Sparkline.text(values, glyphs: shell.glyphs), .chartBar),
      ])
    }
  }

  /// What was counted by name in each of the last twelve minutes; nil: not recorded.
  private func lastMinutes(_ axis: RefusalAxis) -> [[String: Int]?] {
    let now = limits.refusals.until ?? shell.viewTime
    return (0..<12).map { place in
      let moment = now.advanced(by: .seconds(-60 * (11 - place)))
      return limits.refusals.history?.slot(.refusals, .minute, at: moment)?.names(on: axis).counts
    }
  }

  // MARK: Spikes

  func drawSpikes(into frame: inout Frame, _ rect: Rect) {
    let spikes = limits.refusals.spikes
    guard !spikes.isEmpty else {
      let isRecorded = limits.refusals.history?.isRecorded ?? false
      drawLines(
        [isRecorded ? "No spike in the last 24 hours." : "Not recorded: no source of refusals."],
        into: &frame,
        rect
      )
      return
    }
    let columns = [
      TableColumn("START", width: .fixed(9)), TableColumn("PEAK AT", width: .fixed(9)),
      TableColumn("END", width: .fixed(9)),
      TableColumn("PEAK", width: .fixed(8), alignment: .trailing),
      TableColumn("TOTAL", width: .fixed(8), priority: 1, alignment: .trailing),
      TableColumn("USUAL", width: .fixed(6), priority: 2, alignment: .trailing),
      TableColumn("Z", width: .fixed(6), priority: 3, alignment: .trailing),
    ]
    let open = limits.refusals.history?.openSpike
    drawRefusalTable(columns, count: spikes.count, into: &frame, rect) { position in
      let spike = spikes[position]
      return TableRow([
        TableCell(spike.start.timeOfDay + "Z"), TableCell(spike.peakAt.timeOfDay + "Z"),
        spike == open
          ? TableCell("goes on", .severityError) : TableCell(spike.end.timeOfDay + "Z"),
        TableCell(CountText.grouped(spike.peak)), TableCell(CountText.grouped(spike.total)),
        TableCell(CountText.grouped(Int(spike.usual.rounded()))),
        TableCell(CountText.grouped(Int(spike.score.rounded()))),
      ])
    }
  }

  private func drawRefusalTable(
    _ columns: [TableColumn],
    count: Int,
    into frame: inout Frame,
    _ rect: Rect,
    _ row: (Int) -> TableRow
  ) {
    let line = min(limits.refusals.line, count - 1)
    let table = Table(
      columns: columns,
      count: count,
      scroll: ScrollState(
        top: 0,
        choosing: line,
        count: count,
        height: Table.height(in: rect)
      )
    )
    table.draw(into: &frame, rect, glyphs: shell.glyphs, row: row)
  }
}

extension RefusalAxis {
  /// What stands over the names.
  var title: String {
    switch self {
    case .address: "address"
    case .network: "network"
    case .user: "user"
    case .route: "route"
    case .limiter: "limiter"
    }
  }
}
