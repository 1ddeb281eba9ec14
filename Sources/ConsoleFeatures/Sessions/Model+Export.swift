import ConsoleDomain
import ConsoleText

extension Model {
  /// How many rows of the screen an export would write.
  var exportedRows: Int {
    (shell.navigation.current == .limits
      ? (limits.refusals.page == .counters ? limits.listing?.count : 0) : sessions.listing?.count)
      ?? 0
  }

  /// Writes what is shown to a file; the words are a format and `path=`.
  mutating func exportShown(_ arguments: CommandArguments) -> [Effect] {
    if let problem = recordingProblem {
      shell.say(.warning, "export: \(problem)")
      return []
    }
    guard exportedRows > 0,
      !offersInitialisation(before: CommandCall(id: "export", arguments: arguments))
    else { return [] }
    var format = ExportFormat.csv
    for word in arguments.words where !word.hasPrefix("path=") {
      guard let named = ExportFormat(rawValue: String(word)) else {
        let names = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        shell.say(.warning, "no format \(word); there are: \(names)")
        return []
      }
      format = named
    }
    shell.say(.ok, "exporting \(exportedRows) rows")
    let path = arguments.value("path")
    if shell.navigation.current == .limits {
      return limits.listing.map { [.exportCounters($0, format, path: path)] } ?? []
    }
    return sessions.listing.map { [.exportSessions($0, format, path: path)] } ?? []
  }
}
