import ConsoleDomain

extension CommandTable {
  static let documentCommands: [CommandEntry] = [
    CommandEntry(
      "strip",
      title: "strip",
      summary:
        "Take personal data away for good: everything of the subject, or the marked documents, "
        + "after a review.",
      group: .actions,
      screens: [.subject, .entities],
      tier: .irreversible,
      availability: { $0.actionAvailability(of: $0.stripping) },
      perform: { model, _ in model.plan(model.stripping, asked: call("strip")) }
    ),
    CommandEntry(
      "contain",
      title: "contain",
      summary:
        "Archive the subject's account, which blocks signing in, and revoke all its sessions, "
        + "after a review.",
      group: .actions,
      screens: [.subject],
      tier: .harmful,
      availability: { $0.userAvailability(of: $0.containment) },
      perform: { model, _ in model.plan(model.containment, asked: call("contain")) }
    ),
    archive(
      "archive",
      "Archive the marked documents, or the one under the cursor, after a review; held ones stay.",
      isArchiving: true
    ),
    archive(
      "unarchive",
      "Take archiving back for the marked documents, or the one under the cursor.",
      isArchiving: false
    ),
  ]

  private static func archive(
    _ id: CommandID,
    _ summary: String,
    isArchiving: Bool
  ) -> CommandEntry {
    CommandEntry(
      id,
      title: id.rawValue,
      summary: summary,
      group: .actions,
      screens: [.subject, .entities],
      tier: .harmful,
      availability: { $0.actionAvailability(of: $0.archiving(isArchiving)) },
      perform: { model, _ in model.plan(model.archiving(isArchiving), asked: call(id)) }
    )
  }

  private static func call(_ id: CommandID) -> CommandCall {
    CommandCall(id: id, arguments: .none)
  }
}
