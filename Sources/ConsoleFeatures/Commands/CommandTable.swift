import ConsoleScreen

/// Every command of the console, in the order of help and documentation.
package enum CommandTable {
  /// The table, put together from one file per concept.
  package static let entries: [CommandEntry] =
    moveCommands + screenCommands + listCommands + sessionCommands + limitCommands
    + subjectCommands + holdCommands + approvalCommands + actionCommands + documentCommands
    + retentionCommands + auditCommands
    + consoleCommands

  /// The keys as they come; a test proves that the table has no clash.
  package static let keyMap =
    (try? KeyMap(entries.map(\.binding))) ?? KeyMap()

  private static let byName: [String: CommandEntry] = Dictionary(
    entries.flatMap { entry in entry.names.map { ($0, entry) } },
    uniquingKeysWith: { first, _ in first }
  )

  /// The command with this name or alias.
  package static func named(_ name: String) -> CommandEntry? { byName[name] }

  /// The command with this id.
  package static func entry(_ id: CommandID) -> CommandEntry? { byName[id.rawValue] }

  /// Names that more than one command claims; a test demands none.
  package static var doubledNames: [String] {
    var seen: Set<String> = []
    return entries.flatMap(\.names).filter { !seen.insert($0).inserted }
  }
}
