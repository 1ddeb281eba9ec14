import ConsoleText

extension RecordJSON {
  /// What an action would do as one JSON object; nothing was changed.
  package static func plan(_ plan: ActionPlan) -> String {
    if case .sessions = plan.content { return SessionRecord.json(plan) }
    var object = JSONObjectText()
    object.add("action", plan.request.auditType)
    object.add("operation", plan.id.description)
    object.add("planHash", plan.hash)
    object.add("result", "planned")
    object.add("count", Int64(plan.acting))
    object.add("needsCount", plan.phrase != nil)
    object.add("needsApproval", plan.needsApproval)
    object.add("complete", plan.isComplete)
    if let documents = plan.documents {
      object.add("groups", list: documents.groups.map(group))
      object.add("documents", list: documents.samples.map(document))
      object.add("facts", list: documents.facts.map { JSONText.quoted($0) })
    } else {
      add(plan.counters, to: &object)
    }
    object.add("warnings", list: plan.warnings.map { JSONText.quoted($0) })
    return object.text
  }

  /// What an action did as one JSON object.
  package static func receipt(_ receipt: ActionReceipt) -> String {
    if case .sessions = receipt.ending { return SessionRecord.json(receipt) }
    var object = JSONObjectText()
    object.add("action", receipt.plan.request.auditType)
    object.add("operation", receipt.plan.id.description)
    object.add("planHash", receipt.plan.hash)
    object.add("result", receipt.result.rawValue)
    object.add("intentSeq", String(receipt.intentSequence))
    object.add("outcomeSeq", receipt.outcomeSequence.map { String($0) })
    object.add("finishedAt", receipt.finishedAt)
    if let ending = receipt.documents {
      object.add("groups", list: ending.groups.map(group))
      object.add("failures", list: ending.failures.map(document))
      object.add("notes", list: ending.notes.map { JSONText.quoted($0) })
    } else if let ending = receipt.counters {
      add(ending, of: receipt.plan.counters, to: &object)
    }
    object.add("problems", list: receipt.problems.map { JSONText.quoted($0) })
    return object.text
  }

  private static func group(_ group: PlannedDocuments.Group) -> String {
    var object = JSONObjectText()
    object.add("place", group.place)
    object.add("matched", Int64(group.matched))
    object.add("blocked", Int64(group.blocked))
    return object.text
  }

  private static func group(_ group: DocumentsEnding.Group) -> String {
    var object = JSONObjectText()
    object.add("place", group.place)
    object.add("changed", Int64(group.changed))
    object.add("unchanged", Int64(group.unchanged))
    object.add("blocked", Int64(group.blocked))
    object.add("failed", Int64(group.failed))
    return object.text
  }

  private static func document(_ document: PlannedDocument) -> String {
    var object = JSONObjectText()
    object.add("place", document.place)
    object.add("id", document.id)
    object.add("name", document.label)
    object.add("change", document.change)
    object.add("blocked", document.blocked)
    return object.text
  }
}
