import ConsoleScreen

extension CommandTable {
  static let screenCommands: [CommandEntry] =
    ScreenID.allCases.compactMap { screen in
      guard let digit = screen.digit else { return nil }
      return CommandEntry(
        CommandID(rawValue: screen.rawValue),
        aliases: screen.aliases,
        title: screen.title,
        summary: "Show the \(screen.title) screen.",
        group: .screens,
        keys: [.character(digit)],
        perform: { model, _ in model.visit(screen) }
      )
    } + [
      CommandEntry(
        "previous",
        title: "previous screen",
        summary: "Change to the screen shown before, and back.",
        group: .screens,
        keys: [.character("-")],
        availability: { model in
          model.shell.navigation.back.isEmpty
            ? .disabled(reason: "no other screen was shown yet") : .available
        },
        perform: { model, _ in
          _ = model.shell.navigation.toggle()
          return model.entered()
        }
      ),
      history("history-back", "[", "back", to: "oldest", \.back) { $0.goBack() },
      history("history-forward", "]", "forward", to: "newest", \.forward) { $0.goForward() },
    ]

  /// A step in the history of screens, while `ahead` holds one.
  private static func history(
    _ id: CommandID,
    _ key: Character,
    _ direction: String,
    to end: String,
    _ ahead: @escaping @Sendable (Navigation) -> [ScreenID],
    step: @escaping @Sendable (inout Navigation) -> Bool
  ) -> CommandEntry {
    CommandEntry(
      id,
      title: "history \(direction)",
      summary: "Go \(direction) in the history of screens.",
      group: .screens,
      keys: [.character(key)],
      availability: { model in
        ahead(model.shell.navigation).isEmpty
          ? .disabled(reason: "this is the \(end) screen of the history") : .available
      },
      perform: { model, _ in
        _ = step(&model.shell.navigation)
        return model.entered()
      }
    )
  }
}

extension ScreenID {
  /// Short names for the palette.
  var aliases: [String] {
    switch self {
    case .sessions: ["sess"]
    case .limits: ["lim", "429"]
    case .holds: []
    case .audit: ["log"]
    case .health: ["servers"]
    case .subject, .entities, .approvals, .retention: []
    }
  }
}
