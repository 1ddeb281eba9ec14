import ConsoleDomain
import ConsoleScreen

extension CommandTable {
  static let approvalCommands: [CommandEntry] = [
    CommandEntry(
      "approvals",
      title: "approvals",
      summary: "Show what waits for a second person, and what became of earlier requests.",
      group: .holds,
      availability: { model in
        model.health.isLost(.mongo) ? .disabled(reason: "MongoDB does not answer") : .available
      },
      perform: { model, _ in model.visit(.approvals) }
    ),
    CommandEntry(
      "decide",
      title: "decide",
      summary: "Choose whether to approve or deny the request under the cursor.",
      group: .holds,
      keys: [.character("a")],
      screens: [.approvals],
      hint: 15,
      availability: { $0.hasCursor ? .available : .disabled(reason: "no request is selected") },
      perform: { model, _ in
        model.openDecisionMenu()
        return []
      }
    ),
    CommandEntry(
      "approve",
      title: "approve",
      summary:
        "Agree to what another person asked for, with a reason; changes nothing of the backend and "
        + "needs no elevation.",
      group: .holds,
      screens: [.approvals],
      availability: { $0.decisionAvailability },
      perform: { model, _ in
        model.openDecision(isApproving: true)
        return []
      }
    ),
    CommandEntry(
      "deny",
      title: "deny",
      summary: "Refuse what somebody asked for, with a reason.",
      group: .holds,
      screens: [.approvals],
      availability: { $0.decisionAvailability },
      perform: { model, _ in
        model.openDecision(isApproving: false)
        return []
      }
    ),
  ]
}
