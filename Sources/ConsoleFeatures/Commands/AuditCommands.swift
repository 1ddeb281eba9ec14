import ConsoleDomain
import ConsoleScreen

extension CommandTable {
  static let auditCommands: [CommandEntry] = [
    CommandEntry(
      "verify",
      title: "verify chain",
      summary: "Check every link of the console's audit chain from its beginning.",
      group: .audit,
      keys: [.character("v")],
      screens: [.audit],
      hint: 20,
      availability: { model in
        switch model.audit.page?.isInitialised {
        case true?: .available
        case false?: .disabled(reason: "the audit store is not initialised")
        case nil: .disabled(reason: "the audit records were not read yet")
        }
      },
      perform: { model, _ in model.verifyAudit() }
    ),
    CommandEntry(
      "init-audit",
      title: "initialise audit",
      summary: "Create the audit collections after a confirmation; nothing can be changed before.",
      group: .audit,
      tier: .small,
      availability: { $0.auditInitialisationAvailability },
      perform: { model, _ in
        model.confirmAuditInitialisation()
        return []
      }
    ),
  ]
}
