import ConsoleScreen

extension CommandTable {
  static let screenCommands: [CommandEntry] =
    ScreenID.allCases.map { screen in
      CommandEntry(
        CommandID(rawValue: screen.rawValue),
        aliases: screen.aliases,
        title: screen.title,
        summary: "Show the \(screen.title) screen.",
        group: .screens,
        keys: [.character(screen.digit)],
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
      CommandEntry(
        "history-back",
        title: "history back",
        summary: "Go back in the history of screens.",
        group: .screens,
        keys: [.character("[")],
        availability: { model in
          model.shell.navigation.back.isEmpty
            ? .disabled(reason: "this is the oldest screen of the history") : .available
        },
        perform: { model, _ in
          _ = model.shell.navigation.goBack()
          return model.entered()
        }
      ),
      CommandEntry(
        "history-forward",
        title: "history forward",
        summary: "Go forward in the history of screens.",
        group: .screens,
        keys: [.character("]")],
        availability: { model in
          model.shell.navigation.forward.isEmpty
            ? .disabled(reason: "this is the newest screen of the history") : .available
        },
        perform: { model, _ in
          _ = model.shell.navigation.goForward()
          return model.entered()
        }
      ),
    ]
}

extension ScreenID {
  /// Short names for the palette.
  var aliases: [String] {
    switch self {
    case .sessions: ["sess"]
    case .audit: ["log"]
    case .health: ["servers"]
    }
  }
}
