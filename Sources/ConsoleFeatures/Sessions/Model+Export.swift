import ConsoleDomain
import ConsoleText

extension Model {
  /// Writes what is shown to a file; the words are a format and `path=`.
  mutating func exportShown(_ arguments: CommandArguments) -> [Effect] {
    if let problem = recordingProblem {
      shell.say(.warning, "export: \(problem)")
      return []
    }
    guard let shown = sessions.listing,
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
    shell.say(.ok, "exporting \(shown.count) rows")
    return [.exportSessions(shown, format, path: arguments.value("path"))]
  }
}
