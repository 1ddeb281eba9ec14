import ConsoleDomain
import ConsoleScreen

extension Model {
  mutating func openErrors() {
    shell.unreadErrors = 0
    let entries = shell.errors.reversed().flatMap { entry in
      ["\(entry.at.timeOfDay)Z  \(entry.title)"]
        + (entry.detail == entry.title
          ? [] : entry.detail.split(separator: "\n").map { "           \($0)" })
    }
    push(.text(TextDialog(title: "Errors", lines: entries.isEmpty ? ["none so far"] : entries)))
  }

  mutating func tell(_ title: String, _ lines: [String]) {
    push(.text(TextDialog(title: title, lines: lines)))
  }

  mutating func take(_ event: TerminalEvent, in dialog: TextDialog) -> [Effect] {
    var dialog = dialog
    let height = max(1, layout.body.rows - 4)
    switch event {
    case .key(.escape), .key(.enter), .key(.character("q")), .key(.character("!")):
      pop()
      return []
    case .key(let key):
      guard let step = key.scrollStep(page: height) else { return [] }
      dialog.scroll.scroll(by: step, count: dialogLines(dialog.lines).count, height: height)
    case .paste, .mouse, .resized: return []
    }
    replaceTop(with: .text(dialog))
    return []
  }
}
