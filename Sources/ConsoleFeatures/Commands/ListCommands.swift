import ConsoleDomain
import ConsoleScreen

extension CommandTable {
  static let listCommands: [CommandEntry] = [
    CommandEntry(
      "filter",
      title: "filter",
      summary:
        "Narrow the list down with the query language, or find a text in the open record.",
      group: .list,
      keys: [.character("/")],
      screens: [.sessions, .limits, .holds, .audit, .subject, .entities, .approvals],
      hint: 30,
      parameter: CommandParameter("query", isRequired: false),
      perform: { model, arguments in
        guard arguments.text.isEmpty, model.hasDetailFocus else {
          guard model.listFilter == nil else { return model.filter(arguments) }
          model.shell.say(.warning, "open a document first: / then looks for a text in it")
          return []
        }
        model.openSearch()
        return []
      }
    ),
    find("next-hit", "n", "next hit", isForward: true),
    find("previous-hit", "N", "previous hit", isForward: false),
    CommandEntry(
      "sort",
      title: "sort",
      summary: "Sort by a column; the same column again reverses the order.",
      group: .list,
      keys: [.character("s")],
      screens: [.sessions, .limits, .holds],
      hint: 50,
      parameter: CommandParameter("column", isRequired: false, values: { $0.sortColumns }),
      perform: { model, arguments in model.sort(arguments) }
    ),
    CommandEntry(
      "reverse",
      title: "reverse",
      summary: "Reverse the order of the list.",
      group: .list,
      keys: [.character("S")],
      screens: [.sessions, .limits, .holds],
      perform: { model, _ in model.reverseOrder() }
    ),
    CommandEntry(
      "mark",
      title: "mark",
      summary: "Mark the record under the cursor, or unmark it.",
      group: .list,
      keys: [.character(" ")],
      screens: [.sessions, .limits, .entities],
      hint: 20,
      availability: { $0.hasCursor ? .available : .disabled(reason: "no record is selected") },
      perform: { model, _ in
        model.markCursor()
        return []
      }
    ),
    CommandEntry(
      "mark-range",
      title: "mark range",
      summary: "Begin a range at the cursor; the second time, mark everything in between.",
      group: .list,
      keys: [.character("v")],
      screens: [.sessions, .limits, .entities],
      availability: { $0.hasCursor ? .available : .disabled(reason: "no record is selected") },
      perform: { model, _ in
        model.markRange()
        return []
      }
    ),
    CommandEntry(
      "mark-all",
      title: "mark shown",
      summary: "Mark every record that is shown.",
      group: .list,
      keys: [.character("*")],
      screens: [.sessions, .limits, .entities],
      availability: { $0.markAllAvailability },
      perform: { model, _ in
        model.markShown()
        return []
      }
    ),
    CommandEntry(
      "unmark",
      title: "unmark all",
      summary: "Take every mark away.",
      group: .list,
      keys: [.character("U")],
      screens: [.sessions, .limits, .entities],
      availability: { model in
        model.hasMarks ? .available : .disabled(reason: "nothing is marked")
      },
      perform: { model, _ in
        model.unmarkAll()
        return []
      }
    ),
    CommandEntry(
      "copy",
      title: "copy",
      summary: "Copy a part of the record under the cursor; never a whole session id or key.",
      group: .list,
      keys: [.character("y")],
      screens: [.sessions, .limits, .holds, .audit, .subject, .entities, .approvals],
      hint: 70,
      availability: { $0.hasCursor ? .available : .disabled(reason: "no record is selected") },
      perform: { model, _ in
        model.openCopyMenu()
        return []
      }
    ),
    CommandEntry(
      "export",
      title: "export",
      summary: "Write the rows shown, masked, to a file only you can read; the export is recorded.",
      group: .list,
      keys: [.character("e")],
      screens: [.sessions, .limits],
      hint: 80,
      parameter: CommandParameter(
        "csv|ndjson [path=FILE]",
        isRequired: false,
        values: { _ in ExportFormat.allCases.map(\.rawValue) }
      ),
      availability: { model in
        model.exportedRows > 0
          ? .available : .disabled(reason: "no rows are shown")
      },
      perform: { model, arguments in model.exportShown(arguments) }
    ),
    CommandEntry(
      "refresh",
      aliases: ["rescan"],
      title: "refresh",
      summary:
        "Read again what the screen shows: sessions, counters, holds, events, servers, documents, requests.",
      group: .list,
      keys: [.character("r")],
      hint: 90,
      perform: { model, _ in model.refresh() }
    ),
    CommandEntry(
      "wide",
      title: "wide",
      summary: "Show every column there is room for, or the short set.",
      group: .list,
      keys: [.character("w")],
      screens: [.sessions, .limits],
      perform: { model, _ in
        model.shell.isWide.toggle()
        return model.resized()
      }
    ),
  ]

  private static func find(
    _ id: CommandID,
    _ key: Character,
    _ title: String,
    isForward: Bool
  ) -> CommandEntry {
    CommandEntry(
      id,
      title: title,
      summary: "Go to the \(isForward ? "next" : "previous") line of the open record that "
        + "holds the text looked for.",
      group: .list,
      keys: [.character(key)],
      screens: [.sessions, .limits, .holds, .audit, .subject, .entities, .approvals],
      availability: { $0.searchAvailability },
      perform: { model, _ in
        model.findAgain(isForward: isForward)
        return []
      }
    )
  }
}
