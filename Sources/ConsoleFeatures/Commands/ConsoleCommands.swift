import ConsoleScreen

extension CommandTable {
  static let consoleCommands: [CommandEntry] = [
    CommandEntry(
      "palette",
      title: "command",
      summary: "Type a command; Tab completes, the arrows recall.",
      group: .console,
      keys: [.character(":")],
      hint: 40,
      perform: { model, _ in
        model.openPalette()
        return []
      }
    ),
    CommandEntry(
      "help",
      title: "help",
      summary: "List every command with its keys; type to narrow, Enter runs.",
      group: .console,
      keys: [.character("?"), .function(1)],
      hint: 45,
      perform: { model, _ in
        model.openHelp()
        return []
      }
    ),
    CommandEntry(
      "pause",
      title: "pause",
      summary: "Hold the display still, or let it go on.",
      group: .console,
      keys: [.character("p")],
      hint: 85,
      perform: { model, _ in model.togglePause() }
    ),
    CommandEntry(
      "errors",
      title: "errors",
      summary: "List the errors since the start.",
      group: .console,
      keys: [.character("!")],
      perform: { model, _ in
        model.openErrors()
        return []
      }
    ),
    CommandEntry(
      "command-log",
      aliases: ["history"],
      title: "command log",
      summary: "List what this console asked of the servers: when, how long, and what came of it.",
      group: .console,
      keys: [.character("L")],
      perform: { model, _ in
        model.openLog()
        return []
      }
    ),
    CommandEntry(
      "ctx",
      aliases: ["context"],
      title: "context",
      summary: "Close every connection and open the console on another context.",
      group: .console,
      parameter: CommandParameter("name", values: { $0.shell.catalog.contexts }),
      availability: { model in
        if model.jobs.running != nil { return .disabled(reason: "an action is running") }
        return model.shell.catalog.contexts.isEmpty
          ? .disabled(reason: "the settings name no contexts") : .available
      },
      perform: { model, arguments in model.switchContext(arguments.text) }
    ),
    CommandEntry(
      "theme",
      title: "theme",
      summary: "Change the colours.",
      group: .console,
      parameter: CommandParameter("name", values: { $0.shell.catalog.themes }),
      perform: { model, arguments in model.chooseTheme(arguments.text) }
    ),
    CommandEntry(
      "set",
      title: "set",
      summary: "Change an option of the display: `anonymous`, `wide`, `mouse`, `pause`.",
      group: .console,
      parameter: CommandParameter("option=on|off", values: { _ in DisplayOption.assignments }),
      perform: { model, arguments in model.setOption(arguments.text) }
    ),
    CommandEntry(
      "mouse",
      title: "mouse",
      summary: "Let the mouse select and scroll; Shift-drag still selects text.",
      group: .console,
      keys: [.character("m")],
      perform: { model, _ in model.setMouse(!model.shell.isMouseOn) }
    ),
    CommandEntry(
      "redraw",
      title: "redraw",
      summary: "Draw the whole screen again.",
      group: .console,
      keys: [.control("l")],
      perform: { _, _ in [.redraw] }
    ),
    CommandEntry(
      "cancel",
      title: "cancel",
      summary: "Stop what is under way; an action stops after its current target.",
      group: .console,
      keys: [.control("c")],
      perform: { model, _ in model.cancelUnderWay() }
    ),
    CommandEntry(
      "suspend",
      title: "suspend",
      summary: "Stop the console and give the shell back; drops the right to change.",
      group: .console,
      keys: [.control("z")],
      availability: { model in
        model.jobs.running == nil ? .available : .disabled(reason: "an action is running")
      },
      perform: { model, _ in model.suspend() }
    ),
    CommandEntry(
      "leave",
      title: "leave",
      summary: "Go back; on the first screen, quit.",
      group: .console,
      keys: [.character("q")],
      perform: { model, _ in model.leave() }
    ),
    CommandEntry(
      "quit",
      aliases: ["exit", "q"],
      title: "quit",
      summary: "Leave the console; asks while an action runs.",
      group: .console,
      keys: [.function(10)],
      perform: { model, _ in model.quit() }
    ),
  ]
}
