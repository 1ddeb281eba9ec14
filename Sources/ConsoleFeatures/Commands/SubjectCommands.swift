import ConsoleDomain
import ConsoleScreen

extension CommandTable {
  static let subjectCommands: [CommandEntry] = [
    CommandEntry(
      "subject",
      aliases: ["entity", "person"],
      title: "subject",
      summary:
        "Show everything of one person or entity: by id, e-mail, phone, name or type:id, else of "
        + "the record under the cursor.",
      group: .subjects,
      keys: [.character("u")],
      hint: 47,
      parameter: CommandParameter("id, e-mail, phone, name or type:id", isRequired: false),
      availability: { $0.subjectAvailability },
      perform: { model, arguments in model.showSubject(arguments) }
    ),
    CommandEntry(
      "entities",
      aliases: ["ent"],
      title: "entities",
      summary: "Browse the documents of a mapped type, the newest first.",
      group: .subjects,
      parameter: CommandParameter(
        "type",
        isRequired: false,
        values: { $0.shell.context.entities.map(\.type) }
      ),
      availability: { model in
        model.shell.context.entities.isEmpty
          ? .disabled(reason: "the profile maps no collections") : .available
      },
      perform: { model, arguments in model.showEntities(arguments) }
    ),
    CommandEntry(
      "type",
      title: "type",
      summary: "Choose the type of documents to browse.",
      group: .subjects,
      keys: [.character("t")],
      screens: [.entities],
      hint: 25,
      perform: { model, _ in
        model.openTypeMenu()
        return []
      }
    ),
  ]
}
