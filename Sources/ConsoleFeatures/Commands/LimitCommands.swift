import ConsoleDomain
import ConsoleScreen

extension CommandTable {
  static let limitCommands: [CommandEntry] = [
    CommandEntry(
      "counters",
      title: "show counters",
      summary: "Show the rate-limit counters that match a filter; [ leads back.",
      group: .limits,
      parameter: CommandParameter("query"),
      perform: { model, arguments in model.showCounters(arguments.text.trimmingBlanks) }
    ),
    CommandEntry(
      "sessions-of",
      title: "show sessions",
      summary: "Show the sessions that match a filter, such as ip=10.0.0.1; [ leads back.",
      group: .limits,
      parameter: CommandParameter("query"),
      perform: { model, arguments in model.showSessions(arguments.text.trimmingBlanks) }
    ),
    CommandEntry(
      "reset-limit",
      aliases: ["reset"],
      title: "reset counter",
      summary: "Reset the marked counters, or the one under the cursor, after a review.",
      group: .limits,
      screens: [.limits],
      tier: .small,
      availability: { $0.counterResetAvailability },
      perform: { model, arguments in
        model.plan(model.counterReset, asked: CommandCall(id: "reset-limit", arguments: arguments))
      }
    ),
    CommandEntry(
      "reset-client",
      title: "reset client",
      summary:
        "Reset every counter of the client under the cursor, of all limiters, after a review.",
      group: .limits,
      screens: [.limits],
      tier: .small,
      availability: { $0.clientResetAvailability },
      perform: { model, arguments in
        model.plan(model.clientReset, asked: CommandCall(id: "reset-client", arguments: arguments))
      }
    ),
    CommandEntry(
      "block",
      title: "block client",
      summary:
        "Refuse the client under the cursor for a time, where its limiter's library honours that, "
        + "after a review.",
      group: .limits,
      screens: [.limits],
      tier: .harmful,
      parameter: CommandParameter(
        "15m|1h|24h|ever",
        values: { _ in ["15m", "1h", "24h", "ever"] }
      ),
      availability: { $0.blockAvailability },
      perform: { model, arguments in model.planBlock(arguments) }
    ),
    chart("chart", "c", "chart", "Show what was refused over time on the whole screen, or go back.")
    {
      $0.toggle(.chart)
    },
    chart("talkers", "t", "talkers", "List who was refused most; again lists by another part.") {
      $0.showTalkers()
    },
    chart("spikes", "I", "spikes", "List the spikes of the last 24 hours, or go back.") {
      $0.toggle(.spikes)
    },
    chart("chart-left", "h", "cursor left", "Move the chart's cursor to the column before.", .left)
    {
      $0.moveChartCursor(by: -1)
      return []
    },
    chart("chart-right", "l", "cursor right", "Move the chart's cursor to the next column.", .right)
    {
      $0.moveChartCursor(by: 1)
      return []
    },
    chart("zoom-in", ">", "zoom in", "Show fewer slots in a column of the chart.") {
      $0.zoomChart(by: -1)
      return []
    },
    chart("zoom-out", "<", "zoom out", "Show more slots in a column; the highest one is drawn.") {
      $0.zoomChart(by: 1)
      return []
    },
    chart("chart-step", "b", "step", "Count by second, minute or hour.") {
      $0.changeChartStep()
      return []
    },
    chart("chart-stack", "i", "stack", "Stack the chart by route, limiter, network or user.") {
      $0.changeChartStack()
      return []
    },
  ]

  private static func chart(
    _ id: CommandID,
    _ key: Character,
    _ title: String,
    _ summary: String,
    _ other: Key? = nil,
    perform: @escaping @Sendable (inout Model) -> [Effect]
  ) -> CommandEntry {
    CommandEntry(
      id,
      title: title,
      summary: summary,
      group: .limits,
      keys: [.character(key)] + [other].compactMap(\.self),
      screens: [.limits],
      hint: ["chart": 22, "talkers": 24][id.rawValue],
      perform: { model, _ in perform(&model) }
    )
  }
}
