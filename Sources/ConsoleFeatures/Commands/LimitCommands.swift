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
  ]
}
