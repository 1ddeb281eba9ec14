extension RecordJSON {
  /// An event of either log; one of the console's own is written as `audit` writes it.
  package static func event(_ event: AuditEvent) -> String {
    switch event {
    case .ours(let record): audit(record)
    case .backend(let event): backend(event)
    }
  }

  /// An event of the backend; payload and metadata are null where they are redacted.
  package static func backend(_ event: BackendEvent) -> String {
    var object = JSONObjectText()
    object.add("source", "backend")
    object.add("id", event.id)
    object.add("createdAt", event.createdAt?.iso8601)
    object.add("eventType", event.eventType)
    object.add("action", event.action)
    object.add("entity", event.entity)
    object.add("entityId", event.entityID)
    object.add("actor", event.actor)
    object.add("orgId", event.organizationID)
    object.add("sessionHash", event.sessionHash)
    object.add("legalHold", event.isHeld)
    object.add("piiStripped", event.isStripped)
    object.add("redacted", event.isRedacted)
    object.add("payload", json: event.payload.map(tree))
    object.add("metadata", json: event.metadata.map(tree))
    return object.text
  }

  /// What the sample of one collection shows.
  package static func coverage(_ collection: CoverageReport.Collection) -> String {
    var object = JSONObjectText()
    object.add("collection", collection.name)
    object.add("sampled", Int64(collection.sampled))
    object.add("total", Int64(collection.total))
    object.add("changed", Int64(collection.changed))
    object.add("withoutEvent", Int64(collection.gaps.count))
    object.add(
      "gaps",
      list: collection.gaps.map { gap in
        var member = JSONObjectText()
        member.add("id", gap.id)
        member.add("changedAt", gap.changedAt.iso8601)
        return member.text
      }
    )
    object.add("problem", collection.problem.map { ProblemText($0).line })
    return object.text
  }
}
