import ConsoleDomain
import ConsoleFeatures

/// Plans and receipts for people, whatever they are about.
enum PlanText {
  /// Prints what a plan would do.
  static func print(_ plan: ActionPlan) throws {
    switch plan.content {
    case .sessions: try SessionText.print(plan)
    case .documents(let documents): try print(documents, plan)
    case .counters(let counters): try print(counters, plan)
    }
  }

  /// Prints what was done.
  static func print(_ receipt: ActionReceipt) throws {
    try DataOutput.write(lines: receipt.lines)
  }

  private static func print(_ counters: [PlannedCounter], _ plan: ActionPlan) throws {
    try DataOutput.write(lines: ["plan \(plan.hash)"])
    let verb = plan.request.kind == .blockClient ? "block" : "reset"
    let rows = counters.map { counter in
      [
        counter.limiter.name, counter.shownKey, counter.standingText,
        counter.blocked.map { "left alone: \($0)" } ?? verb,
      ]
    }
    try TextTable.print(rows, titles: ["LIMITER", "KEY", "NOW", "PLAN"])
  }

  private static func print(_ documents: PlannedDocuments, _ plan: ActionPlan) throws {
    try DataOutput.write(lines: ["plan \(plan.hash)"] + documents.facts)
    let groups = documents.groups.map { group in
      [
        group.place, CountText.grouped(group.matched),
        group.blocked == 0 ? "" : "\(CountText.grouped(group.blocked)) left alone",
      ]
    }
    try TextTable.print(groups, titles: ["COLLECTION", "DOCUMENTS", "HELD"])
    guard !documents.samples.isEmpty else { return }
    let rows = documents.samples.map { document in
      [
        document.place, document.id, document.label ?? "",
        document.blocked.map { "left alone: \($0)" } ?? document.change ?? "",
      ]
    }
    try TextTable.print(rows, titles: ["COLLECTION", "ID", "NAME", "PLAN"])
    let more = documents.matched - documents.samples.count
    if more > 0 { try DataOutput.write(lines: ["and \(CountText.grouped(more)) more"]) }
  }
}
