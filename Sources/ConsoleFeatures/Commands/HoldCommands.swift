import ConsoleDomain
import ConsoleScreen

extension CommandTable {
  static let holdCommands: [CommandEntry] =
    [
      CommandEntry(
        "place-hold",
        title: "place hold",
        summary:
          "Hold this document, what is marked, everything of the subject or the organisation: asks "
          + "what for, then makes the plan. Needs the right to change (`R`).",
        group: .holds,
        keys: [.character("H")],
        screens: [.sessions, .audit, .subject, .entities],
        hint: 33,
        parameter: CommandParameter(
          HoldReach.allCases.map(\.rawValue).joined(separator: "|"),
          isRequired: false,
          values: { _ in HoldReach.allCases.map(\.rawValue) }
        ),
        availability: { $0.placeHoldAvailability },
        perform: { model, arguments in model.placeHold(arguments) }
      ),
      CommandEntry(
        "hold",
        title: "show hold",
        summary: "Show one hold of the register, by its id.",
        group: .holds,
        parameter: CommandParameter(
          "hold id",
          values: { $0.holds.register?.holds.map(\.id) ?? [] }
        ),
        availability: { $0.holdReadAvailability },
        perform: { model, arguments in model.showHold(arguments) }
      ),
      CommandEntry(
        "hold-actions",
        title: "actions",
        summary: "List what can be done with the hold under the cursor.",
        group: .holds,
        keys: [.character("a")],
        screens: [.holds],
        hint: 15,
        availability: { $0.hasCursor ? .available : .disabled(reason: "no hold is selected") },
        perform: { model, _ in
          model.openHoldMenu()
          return []
        }
      ),
      CommandEntry(
        "compare",
        title: "compare",
        summary:
          "Compare the documents of every mapped collection with the register: what is not held, "
          + "what carries a hold that is over, and what the backend holds itself.",
        group: .holds,
        keys: [.character("C")],
        screens: [.holds],
        hint: 20,
        availability: { $0.holdReadAvailability },
        perform: { model, _ in model.checkHolds() }
      ),
      CommandEntry(
        "over",
        title: "over",
        summary: "Show or hide holds that are over: released or withdrawn.",
        group: .holds,
        keys: [.character("A")],
        screens: [.holds],
        hint: 55,
        perform: { model, _ in
          model.toggleHoldsThatAreOver()
          return []
        }
      ),
    ] + holdChanges

  private static let holdChanges: [CommandEntry] = [
    change(
      .release,
      "Begin the grace period of the hold under the cursor, after which the sweep lets its "
        + "documents go; takes two people.",
      tier: .irreversible
    ),
    change(
      .cancelRelease,
      "Keep a hold after all, while its grace period runs; one person is enough.",
      tier: .harmful
    ),
    change(
      .withdraw,
      "Take back a hold that was placed by mistake within the last day; takes two people.",
      tier: .irreversible
    ),
    change(
      .resume,
      "Go on where placing the hold stopped, and hold what is new in its scope.",
      tier: .harmful
    ),
  ]

  private static func change(
    _ change: HoldChange,
    _ summary: String,
    tier: ActionTier
  ) -> CommandEntry {
    CommandEntry(
      change.command,
      title: change.command.rawValue,
      summary: summary,
      group: .holds,
      screens: [.holds],
      tier: tier,
      availability: { $0.availability(of: change) },
      perform: { model, _ in model.plan(change) }
    )
  }
}
