import ConsoleText

extension RecordJSON {
  /// A document of a mapped collection, masked.
  package static func entity(_ row: EntityRow) -> String {
    entityObject(row).text
  }

  private static func entityObject(_ row: EntityRow) -> JSONObjectText {
    var object = JSONObjectText()
    object.add("type", row.key.type)
    object.add("id", row.key.id.text)
    object.add("name", row.name)
    object.add("orgId", row.organizationID)
    object.add("tenant", row.tenantID)
    object.add("held", row.hold.rawValue)
    object.add("holdIds", list: row.holdIDs.map { JSONText.quoted($0) })
    object.add("stripped", row.strip.rawValue)
    object.add("archived", row.archive.rawValue)
    object.add("archivedAt", row.archivedAt)
    object.add("createdAt", row.createdAt)
    object.add("updatedAt", row.updatedAt)
    return object
  }

  /// Everything of one subject, masked; a part that could not be read is null, with its problem.
  package static func subject(_ picture: SubjectPicture, now: Instant) -> String {
    let records = picture.records
    var object = JSONObjectText()
    object.add("subject", json: records.subject.map(entity))
    object.add("readAt", records.readAt)
    object.add("warnings", list: picture.warnings.map { JSONText.quoted($0.text) })
    object.add("collections", list: records.groups.map(group))
    object.add(
      "sessions",
      json: picture.sessions.value.map { rows in
        list(rows.map { SessionRecord($0, now: now).json })
      }
    )
    object.add("sessionsProblem", picture.sessions.problem.map { ProblemText($0).line })
    object.add("counters", json: picture.counters.value.map { list($0.map(counter)) })
    object.add("countersProblem", picture.counters.problem.map { ProblemText($0).line })
    object.add("events", list: records.events.map(count))
    object.add("newestEvents", json: picture.newestEvents.value.map { list($0.map(event)) })
    object.add("eventsProblem", picture.newestEvents.problem.map { ProblemText($0).line })
    object.add("unmapped", list: records.unmapped.map { JSONText.quoted($0) })
    object.add("unreached", list: records.unreached.map { JSONText.quoted($0.text) })
    return object.text
  }

  private static func list(_ items: [String]) -> String {
    "[" + items.joined(separator: ",") + "]"
  }

  private static func group(_ group: SubjectRecords.Group) -> String {
    var object = JSONObjectText()
    object.add("type", group.type)
    object.add("collection", group.collection)
    object.add("complete", group.incomplete == nil)
    object.add("incomplete", group.incomplete)
    object.add("documents", list: group.rows.map(entity))
    return object.text
  }

  private static func counter(_ counter: SubjectCounter) -> String {
    var object = JSONObjectText()
    object.add("limiter", counter.limiter)
    object.add("key", counter.key)
    object.add("hits", counter.hits.map(Int64.init))
    object.add("limit", counter.limit.map(Int64.init))
    object.add("blocked", counter.isBlocked)
    object.add("endsAt", counter.endsAt)
    return object.text
  }

  private static func count(_ count: SubjectRecords.EventCount) -> String {
    var object = JSONObjectText()
    object.add("label", count.label)
    object.add("about", count.isAbout)
    object.add("count", Int64(count.count))
    object.add("capped", count.isCapped)
    return object.text
  }
}
