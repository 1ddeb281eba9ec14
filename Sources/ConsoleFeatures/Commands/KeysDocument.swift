import ConsoleDomain
import ConsoleScreen

/// `docs/keys.md`, written from the command table; a test compares the two.
package enum KeysDocument {
  /// The whole document.
  package static var markdown: String {
    var lines = [
      "# Keys and commands", "",
      "Written from the command table; `make record` writes it again.", "",
      "A command without a key is run by name: `:` opens the prompt, Tab completes. `?` lists",
      "everything that can be done here, with the reason where something can't be done now.",
    ]
    for group in CommandGroup.allCases {
      let entries = CommandTable.entries.filter { $0.group == group }
      guard !entries.isEmpty else { continue }
      lines += [
        "", "## \(group.rawValue)", "", "| Keys | Command | What it does | Where |",
        "|---|---|---|---|",
      ]
      lines += entries.map(row)
    }
    lines += ["", "## In dialogs", ""] + dialogs
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ entry: CommandEntry) -> String {
    let keys = entry.keys.map { "`\(escaped($0.name))`" }.joined(separator: " ")
    let parameter = entry.parameter.map { " \($0.placeholder)" } ?? ""
    let names = entry.names.map { ":\($0)" }.joined(separator: ", ")
    let place =
      entry.screens.isEmpty
      ? "everywhere"
      : ScreenID.allCases.filter(entry.isFor).map(\.title).joined(separator: ", ")
    let tier = entry.tier > .read ? " Needs the right to change (`R`)." : ""
    return "| \(keys) | `\(escaped(names + parameter))` | \(entry.summary)\(tier) | \(place) |"
  }

  private static func escaped(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  private static let dialogs = [
    "- `Tab` and `S-Tab` go from field to field and to the buttons; Cancel has the focus first.",
    "- `Enter` in a field goes to the next one and never agrees.",
    "- `Esc` cancels. Nothing has been changed then.",
    "- The agreeing button is inert for a moment after opening and until every field passes.",
    "- Pasted text fills reason and ticket, without line breaks; a phrase has to be typed.",
    "- In a review `PgDn` and `PgUp` scroll the targets and `Ctrl-T` shows the full list.",
    "- In a receipt `y` copies and `e` saves it.",
  ]
}
