import ConsoleScreen

extension CommandTable {
  static let moveCommands: [CommandEntry] = [
    move("down", .down, [.character("j"), .down], "Down", "Move to the next record or line."),
    move("up", .up, [.character("k"), .up], "Up", "Move to the record or line before."),
    move(
      "page-down",
      .pageDown,
      [.pageDown, .control("f")],
      "Page down",
      "Move a page towards the end."
    ),
    move(
      "page-up",
      .pageUp,
      [.pageUp, .control("u")],
      "Page up",
      "Move a page towards the beginning."
    ),
    move("top", .top, [.character("g"), .home], "Top", "Move to the first record or line."),
    move("bottom", .bottom, [.character("G"), .end], "Bottom", "Move to the last record or line."),
    CommandEntry(
      "open",
      title: "open",
      summary: "Open the record under the cursor; never changes anything.",
      group: .move,
      keys: [.enter, .character("d")],
      screens: [.sessions, .limits, .holds, .audit, .subject, .entities, .approvals],
      hint: 10,
      availability: { $0.openAvailability },
      perform: { model, _ in model.openRecord() }
    ),
    CommandEntry(
      "pane",
      title: "pane",
      summary: "Change between the list and the detail pane.",
      group: .move,
      keys: [.tab, .backTab],
      screens: [.sessions, .limits, .holds, .audit, .subject, .entities, .approvals],
      hint: 60,
      perform: { model, _ in model.changePane() }
    ),
    CommandEntry(
      "back",
      title: "back",
      summary: "Close what is open, then clear the filter, then go to the screen before.",
      group: .move,
      keys: [.escape],
      perform: { model, _ in model.goBack() }
    ),
  ]

  private static func move(
    _ id: CommandID,
    _ step: ListMove,
    _ keys: [Key],
    _ title: String,
    _ summary: String
  ) -> CommandEntry {
    CommandEntry(
      id,
      title: title,
      summary: summary,
      group: .move,
      keys: keys,
      perform: { model, _ in model.move(step) }
    )
  }
}
