import ConsoleDomain

/// Interrupted actions for people.
enum RecoveryText {
  private static let titles = ["SEQ", "TIME", "TYPE", "WHO", "STATE", "DETAIL"]

  /// Prints each intent and what became of it.
  static func print(_ report: RecoveryReport) throws {
    guard !report.intents.isEmpty else {
      try DataOutput.write(lines: ["no intent is without an outcome"])
      return
    }
    let rows = report.intents.map { entry in
      [
        String(entry.intent.header.sequence), entry.intent.header.timestamp,
        entry.intent.header.type, entry.intent.text("actor.id") ?? "",
        entry.standing.word, entry.standing.detail,
      ]
    }
    try TextTable.print(rows, titles: titles)
  }
}
