import ConsoleDomain
import ConsoleScreen

extension Model {
  /// Follows what is refused, as long as the console is open.
  mutating func watchRefusals() -> Effect { .watchRefusals(generation: slots.begin(.refusals)) }

  /// Takes what all sources know now; a paused display stands still.
  mutating func take(_ history: RefusalHistory, _ generation: Int) {
    guard slots.isCurrent(.refusals, generation) else { return }
    limits.refusals.findings = history.findings(proxies: limits.listing?.ordering.proxies ?? [])
    guard !isFrozen || limits.refusals.history == nil else { return }
    limits.refusals.history = history
    fitChart()
  }

  /// Fits the chart's scale to what is in view.
  mutating func fitChart() {
    guard shell.navigation.current == .limits,
      let shown = limits.refusals.columns(width: chartWidth, at: shell.viewTime)
    else { return }
    let most = shown.columns.compactMap { $0?.refused }.max() ?? 0
    limits.refusals.scale.fit(most, at: shell.now)
  }

  /// Columns of the chart that is on the screen, about.
  private var chartWidth: Int {
    let columns = shell.size.columns
    return max(10, (columns >= 100 ? columns - 44 : columns) - 6)
  }

  /// What wants attention on every screen while it goes on, with the key that opens it.
  var refusalAttention: String? {
    guard let first = limits.refusals.findings.first else { return nil }
    let more = limits.refusals.findings.count - 1
    return "\(first.rule) \(first.line)\(more > 0 ? ", \(more) more" : "") (3)"
  }

  // MARK: Pages

  /// Shows a page of the screen, or the counters again.
  mutating func toggle(_ page: RefusalsState.Page) -> [Effect] {
    limits.refusals.page = limits.refusals.page == page ? .counters : page
    limits.refusals.line = 0
    fitChart()
    return resized()
  }

  /// Leaves a page, or a place of the past; false: neither was shown.
  mutating func leaveRefusals() -> Bool {
    if limits.refusals.cursor != nil || limits.refusals.until != nil {
      limits.refusals.follow()
      fitChart()
      return true
    }
    guard limits.refusals.page != .counters else { return false }
    limits.refusals.page = .counters
    placeLimits()
    return true
  }

  mutating func moveRefusals(_ step: ListMove) {
    switch limits.refusals.page {
    case .counters: break
    case .chart:
      switch step {
      case .up, .pageUp: panChart(by: -chartWidth / 2)
      case .down, .pageDown: panChart(by: chartWidth / 2)
      case .top: panChart(by: -100_000)
      case .bottom: limits.refusals.follow()
      }
    case .talkers, .spikes:
      limits.refusals.line =
        step.position(from: limits.refusals.line, count: refusalLines, page: layout.pageRows) ?? 0
    }
    fitChart()
  }

  /// Lines of the list that is shown instead of the counters.
  var refusalLines: Int {
    switch limits.refusals.page {
    case .talkers: limits.refusals.talkers(at: shell.viewTime)?.talkers.count ?? 0
    case .spikes: limits.refusals.spikes.count
    case .counters, .chart: 0
    }
  }

  /// Opens what the cursor is on: the counters of a talker, the chart around a spike.
  mutating func openRefusal() -> [Effect] {
    let line = limits.refusals.line
    switch limits.refusals.page {
    case .counters, .chart: return []
    case .spikes:
      guard limits.refusals.spikes.indices.contains(line) else { return [] }
      let spike = limits.refusals.spikes[line]
      let half = RefusalStep.minute.milliseconds * Int64(chartWidth / 2)
      limits.refusals.page = .chart
      limits.refusals.step = .minute
      limits.refusals.zoom = 0
      limits.refusals.scale.reset()
      limits.refusals.until = min(shell.now, spike.end.advanced(by: .milliseconds(half)))
      limits.refusals.cursor = spike.peakAt
      fitChart()
      return []
    case .talkers:
      guard let talkers = limits.refusals.talkers(at: shell.viewTime)?.talkers,
        talkers.indices.contains(line)
      else { return [] }
      guard let filter = limits.refusals.talkerAxis.counterFilter(talkers[line].name) else {
        shell.say(.warning, "counters know no routes: t lists addresses, users and limiters")
        return []
      }
      limits.refusals.page = .counters
      return showCounters(filter)
    }
  }

  // MARK: The chart

  mutating func moveChartCursor(by columns: Int) {
    let starts = chartStarts(chartWidth)
    guard let first = starts.first, let last = starts.last else { return }
    let length = limits.refusals.columnLength.wholeMilliseconds
    guard let cursor = limits.refusals.cursor else {
      limits.refusals.cursor = last
      return
    }
    let moved = cursor.advanced(by: .milliseconds(length * Int64(columns)))
    if moved < first { panChart(by: columns) }
    if moved > last, limits.refusals.until != nil { panChart(by: columns) }
    limits.refusals.cursor = limits.refusals.until == nil ? min(moved, last) : moved
    fitChart()
  }

  private mutating func panChart(by columns: Int) {
    let length = limits.refusals.columnLength.wholeMilliseconds
    let oldest = limits.refusals.history?.reach.lowerBound ?? shell.now
    let end = (limits.refusals.until ?? shell.now).advanced(
      by: .milliseconds(length * Int64(columns))
    )
    limits.refusals.until = end >= shell.now ? nil : max(end, oldest)
    limits.refusals.scale.reset()
  }

  mutating func zoomChart(by step: Int) {
    let zoom = limits.refusals.zoom + step
    limits.refusals.zoom = min(max(0, zoom), RefusalsState.zooms.count - 1)
    limits.refusals.scale.reset()
    fitChart()
  }

  mutating func changeChartStep() {
    let steps = RefusalStep.allCases
    let place = steps.firstIndex(of: limits.refusals.step) ?? 0
    limits.refusals.step = steps[(place + 1) % steps.count]
    limits.refusals.scale.reset()
    fitChart()
  }

  mutating func changeChartStack() {
    let axes: [RefusalAxis?] = [nil, .route, .limiter, .network, .user]
    let place = axes.firstIndex(of: limits.refusals.axis) ?? 0
    limits.refusals.axis = axes[(place + 1) % axes.count]
  }

  /// Lists who was refused most, by the next part each time.
  mutating func showTalkers() -> [Effect] {
    guard limits.refusals.page == .talkers else { return toggle(.talkers) }
    let axes = RefusalAxis.allCases
    let place = axes.firstIndex(of: limits.refusals.talkerAxis) ?? 0
    limits.refusals.talkerAxis = axes[(place + 1) % axes.count]
    limits.refusals.line = 0
    return []
  }
}

extension RefusalAxis {
  /// The filter that finds the counters of a name; nil: counters do not know it.
  fileprivate func counterFilter(_ name: String) -> String? {
    switch self {
    case .address: "ip=\(quoted: name)"
    case .network: Network(name).map { $0.counterFilter }
    case .user: "client=\(quoted: name)"
    case .limiter: "limiter=\(quoted: name)"
    case .route: nil
    }
  }
}

extension Network {
  /// The filter that finds the counters of its addresses, by how their texts begin.
  fileprivate var counterFilter: String {
    let text = base.text
    let beginning =
      base.family == .ipv4
      ? text.split(separator: ".").prefix(3).joined(separator: ".") + "."
      : text.split(separator: ":").prefix(3).joined(separator: ":") + ":"
    return "ip:\(quoted: beginning)*"
  }
}
