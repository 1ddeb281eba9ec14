import ConsoleDomain
import ConsoleScreen

extension CommandTable {
  static let sessionCommands: [CommandEntry] = [
    CommandEntry(
      "user",
      title: "find user",
      summary: "Show the sessions of one user at once, from the backend's own index.",
      group: .sessions,
      parameter: CommandParameter("e-mail or id"),
      perform: { model, arguments in model.findUser(arguments.text) }
    ),
    CommandEntry(
      "session",
      title: "show session",
      summary: "Show the session with this id hash in the list.",
      group: .sessions,
      parameter: CommandParameter("id hash"),
      perform: { model, arguments in model.showSession(arguments.text) }
    ),
    CommandEntry(
      "anonymous",
      title: "anonymous",
      summary: "Show or hide sessions that nobody has signed in to.",
      group: .sessions,
      keys: [.character("A")],
      screens: [.sessions],
      availability: { model in
        model.sessions.subject == nil
          ? .available : .disabled(reason: "one user's sessions are shown; Esc leads back to all")
      },
      perform: { model, _ in
        model.sessions.showsAnonymous.toggle()
        return model.arrangeSessions()
      }
    ),
    CommandEntry(
      "json",
      title: "JSON alone",
      summary: "Show the record's JSON without the fields above it, or with them again; masked.",
      group: .sessions,
      screens: [.sessions],
      availability: { $0.hasCursor ? .available : .disabled(reason: "no record is selected") },
      perform: { model, _ in model.toggleJSON() }
    ),
    CommandEntry(
      "stored",
      aliases: ["raw"],
      title: "as stored",
      summary:
        "Show for 30 seconds a session's bytes or a document's Extended JSON as stored, credentials "
        + "masked; asks why and is recorded.",
      group: .sessions,
      keys: [.character("J")],
      screens: [.sessions, .subject, .entities],
      availability: { $0.storedAvailability },
      perform: { model, _ in
        model.openStored()
        return []
      }
    ),
    CommandEntry(
      "flags",
      aliases: ["legend"],
      title: "legend",
      summary: "Explain the letters and columns of the list.",
      group: .list,
      perform: { model, _ in
        model.tell(
          "Legend",
          model.shell.navigation.current == .limits
            ? CounterFlags.explanations : SessionFlags.explanations
        )
        return []
      }
    ),
    CommandEntry(
      "reveal",
      title: "reveal",
      summary:
        "Show for 30 seconds what is masked of this session, counter or document, or redacted of "
        + "this held event; asks why and is recorded.",
      group: .list,
      keys: [.character("x")],
      screens: [.sessions, .limits, .audit, .subject, .entities],
      availability: { $0.revealAvailability },
      perform: { model, _ in
        model.openReveal()
        return []
      }
    ),
    CommandEntry(
      "reveal-column",
      title: "reveal column",
      summary:
        "Show the masked column of the list for ten minutes, rows that come in included, or mask it "
        + "again; asks why once and is recorded once.",
      group: .list,
      keys: [.character("X")],
      screens: [.sessions, .entities],
      availability: { $0.columnRevealAvailability },
      perform: { model, _ in model.toggleColumn() }
    ),
  ]
}
