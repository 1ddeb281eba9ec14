import ConsoleDomain
import ConsoleScreen

extension CommandTable {
  static let auditCommands: [CommandEntry] =
    auditListCommands + [
      CommandEntry(
        "verify",
        title: "verify chain",
        summary: "Check every link of the console's audit chain from its beginning.",
        group: .audit,
        keys: [.character("v")],
        screens: [.audit],
        hint: 20,
        availability: { model in
          switch model.audit.isInitialised {
          case true?: .available
          case false?: .disabled(reason: "the audit store is not initialised")
          case nil: .disabled(reason: "the audit records were not read yet")
          }
        },
        perform: { model, _ in model.verifyAudit() }
      ),
      CommandEntry(
        "coverage",
        title: "coverage",
        summary: "Look, in a sample, for entities that were changed without an event.",
        group: .audit,
        keys: [.character("C")],
        screens: [.audit],
        parameter: CommandParameter("since, such as 24h", isRequired: false),
        availability: { model in
          model.health.isLost(.mongo) ? .disabled(reason: "MongoDB does not answer") : .available
        },
        perform: { model, arguments in model.examineCoverage(arguments) }
      ),
      CommandEntry(
        "init-audit",
        title: "initialise audit",
        summary:
          "Create the audit collections after a confirmation; nothing can be changed before.",
        group: .audit,
        tier: .small,
        availability: { $0.auditInitialisationAvailability },
        perform: { model, _ in
          model.confirmAuditInitialisation()
          return []
        }
      ),
    ]

  private static let auditListCommands: [CommandEntry] = [
    CommandEntry(
      "follow",
      title: "follow",
      summary: "Let new events appear on top by themselves, or stop that; the cursor stays put.",
      group: .audit,
      keys: [.character("f")],
      screens: [.audit],
      hint: 25,
      perform: { model, _ in model.toggleFollow() }
    ),
    CommandEntry(
      "continue-search",
      title: "search on",
      summary: "Search further back from where the last search stopped.",
      group: .audit,
      keys: [.character("c")],
      screens: [.audit, .entities],
      hint: 15,
      availability: { model in
        model.canSearchOn ? .available : .disabled(reason: "no search stopped before the end")
      },
      perform: { model, _ in
        model.shell.navigation.current == .entities
          ? model.searchEntitiesOn() : model.continueSearch()
      }
    ),
    CommandEntry(
      "go-to",
      title: "go to",
      summary:
        "Go from the event to its session, subject, hold or organisation, from the document to its "
        + "events and sessions, from the counter or session to the other; [ leads back.",
      group: .audit,
      keys: [.character("o")],
      screens: [.sessions, .limits, .audit, .subject, .entities],
      hint: 28,
      availability: { $0.hasCursor ? .available : .disabled(reason: "no record is selected") },
      perform: { model, _ in
        model.openJumps()
        return []
      }
    ),
    CommandEntry(
      "annotate",
      title: "annotate",
      summary: "Add a ticket or a note to this record, as a record of its own.",
      group: .audit,
      keys: [.character("a")],
      screens: [.audit],
      availability: { $0.annotationAvailability },
      perform: { model, _ in
        model.openAnnotation()
        return []
      }
    ),
    CommandEntry(
      "events",
      title: "events",
      summary: "Show the events of this session or document in both logs; [ leads back.",
      group: .audit,
      keys: [.character("E")],
      screens: [.sessions, .subject, .entities],
      availability: { $0.hasCursor ? .available : .disabled(reason: "no record is selected") },
      perform: { model, _ in
        model.shell.navigation.current == .sessions
          ? model.showEventsOfSession() : model.showEventsOfEntity()
      }
    ),
  ]
}
