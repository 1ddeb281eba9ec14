import ConsoleDomain

extension CommandTable {
  static let retentionCommands: [CommandEntry] = [
    CommandEntry(
      "retention",
      aliases: ["ttl"],
      title: "retention",
      summary:
        "Show every index that deletes by age, what it deletes, and whether a hold stops it.",
      group: .screens,
      perform: { model, _ in model.visit(.retention) }
    ),
    CommandEntry(
      "create-retention-index",
      title: "create index",
      summary:
        "Create the index that ends events after ten years, unless they are held, after a review; "
        + "what is past that is deleted at once.",
      group: .actions,
      screens: [.retention],
      tier: .irreversible,
      availability: { $0.retentionIndexAvailability },
      perform: { model, _ in
        model.plan(
          .createRetentionIndex,
          asked: CommandCall(id: "create-retention-index", arguments: .none)
        )
      }
    ),
  ]
}
