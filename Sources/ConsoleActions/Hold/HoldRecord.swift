import ConsoleDomain

/// What the audit bodies keep of a hold, and what its receipt says.
enum HoldRecord {
  static func intentDetails(_ plan: ActionPlan) -> [AuditDetail] {
    var details: [AuditDetail] = []
    if case .exportHold(let export) = plan.request {
      details.append(AuditDetail("hold.subject", .string(export.subject)))
    } else {
      let id = plan.holdID ?? LegalHold.id(placedBy: plan.id)
      details.append(AuditDetail("hold.id", .string(id)))
    }
    if let version = plan.documents?.holdVersion {
      details.append(AuditDetail("hold.version", .int(version)))
    }
    if case .placeHold(let draft) = plan.request {
      details += [
        AuditDetail("hold.matter", .string(draft.matter.id)),
        AuditDetail("hold.title", .string(draft.matter.title)),
        AuditDetail("hold.graceDays", .int(Int64(draft.graceDays))),
        AuditDetail("hold.reviewAt", .instant(draft.reviewAt)),
      ]
      details += draft.queries.enumerated().map { .item("queries", $0, .string($1.text)) }
    }
    if case .reviewHold(_, let next) = plan.request {
      details.append(AuditDetail("hold.reviewAt", .instant(next)))
    }
    details += plan.places.details
    details += plan.warnings.enumerated().map { .item("warnings", $0, .string($1)) }
    let subjects = plan.documents?.scope?.subjects ?? []
    details += subjects.enumerated().map { index, subject in
      .item(
        "subjects",
        index,
        .document(["type": .string(subject.type), "id": .string(subject.id.text)])
      )
    }
    let selections = plan.documents?.scope?.selections ?? []
    return details + selections.enumerated().map { .item("scope", $0, value(of: $1)) }
  }

  static func run(
    _ run: HoldRun,
    of plan: ActionPlan,
    result: ActionResult,
    hold: LegalHold? = nil,
    failures: [PlannedDocument] = []
  ) -> ActionRun {
    var notes: [String] = []
    if let hold {
      notes.append("hold \(hold.id) of matter \(hold.matter.id): \(hold.state.rawValue)")
    }
    if run.events > 0 { notes.append("\(run.events) events changed with their documents") }
    if run.evidence > 0 { notes.append("\(run.evidence) live sessions copied to the evidence") }
    if run.external > 0 {
      notes.append("\(run.external) documents stay held: the backend holds them itself")
    }
    var details: [AuditDetail] = []
    if let hold {
      details += [
        AuditDetail("hold.id", .string(hold.id)),
        AuditDetail("hold.state", .string(hold.state.rawValue)),
        AuditDetail("hold.effectiveAt", .instant(hold.release?.effectiveAt)),
      ]
    }
    details += [
      AuditDetail("counts.events", .int(Int64(run.events))),
      AuditDetail("counts.evidence", .int(Int64(run.evidence))),
      AuditDetail("counts.external", .int(Int64(run.external))),
    ]
    details += run.unvisited.enumerated().map { .item("unvisited", $0, .string($1)) }
    details += failures.enumerated().map {
      .item("failures", $0, .document(["coll": .string($1.place), "id": .string($1.id)]))
    }
    return ActionRun(
      result: result,
      matched: run.matched,
      changed: run.changed,
      blocked: 0,
      problems: run.problems,
      details: details,
      ending: .documents(
        DocumentsEnding(groups: run.groups, failures: failures, notes: notes)
      )
    )
  }

  private static func value(of selection: HoldSelection) -> AuditValue {
    switch selection.documents {
    case .ids(let ids):
      .document([
        "type": .string(selection.type), "ids": .array(ids.map { .string($0.text) }),
      ])
    case .organization(let id):
      .document(["type": .string(selection.type), "organization": .string(id)])
    }
  }
}
