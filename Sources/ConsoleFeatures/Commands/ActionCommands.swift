import ConsoleDomain
import ConsoleScreen

extension CommandTable {
  static let actionCommands: [CommandEntry] = [
    CommandEntry(
      "actions",
      title: "actions",
      summary:
        "List what can be done with the marked records, the counter, the subject or the document.",
      group: .actions,
      keys: [.character("a")],
      screens: [.sessions, .limits, .subject, .entities, .retention],
      hint: 15,
      availability: { $0.actionMenuAvailability },
      perform: { model, _ in
        model.openActionMenu()
        return []
      }
    ),
    CommandEntry(
      "revoke",
      title: "revoke",
      summary: "End the marked sessions, or the one under the cursor, after a review.",
      group: .actions,
      screens: [.sessions],
      tier: .harmful,
      availability: { $0.actionAvailability(of: $0.revocation) },
      perform: { model, arguments in
        model.plan(model.revocation, asked: CommandCall(id: "revoke", arguments: arguments))
      }
    ),
    CommandEntry(
      "revoke-user",
      title: "revoke all of user",
      summary: "End every session of a user, found by a complete fresh scan, after a review.",
      group: .actions,
      screens: [.sessions, .subject],
      tier: .harmful,
      parameter: CommandParameter("user id", isRequired: false),
      availability: { $0.revokeUserAvailability },
      perform: { model, arguments in model.revokeUser(arguments.text) }
    ),
    CommandEntry(
      "elevate",
      aliases: ["rw", "ro"],
      title: "elevate",
      summary: "Ask for the right to change things for ten minutes, or give it back at once.",
      group: .actions,
      keys: [.character("R")],
      hint: 95,
      availability: { $0.elevateAvailability },
      perform: { model, _ in model.toggleElevation() }
    ),
    CommandEntry(
      "job",
      aliases: ["jobs"],
      title: "running action",
      summary: "Show the progress of the action that runs, or the receipt of the last one.",
      group: .actions,
      availability: { model in
        model.jobs.running == nil && model.jobs.lastReceipt == nil
          ? .disabled(reason: "no action was run yet") : .available
      },
      perform: { model, _ in
        model.showJob()
        return []
      }
    ),
  ]
}
