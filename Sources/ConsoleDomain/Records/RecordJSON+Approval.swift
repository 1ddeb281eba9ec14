import ConsoleText

extension RecordJSON {
  /// An approval as one JSON object.
  package static func approval(_ approval: Approval, now: Instant) -> String {
    var object = JSONObjectText()
    object.add("id", approval.id)
    object.add("planHash", approval.plan.hash)
    object.add("action", approval.plan.action)
    object.add("subject", approval.plan.subject)
    object.add("state", approval.state(at: now).rawValue)
    object.add("servers", approval.plan.servers)
    object.add("counts", list: approval.plan.counts.map(count))
    object.add("ids", list: approval.plan.ids.map { JSONText.quoted($0) })
    object.add("notes", list: approval.plan.notes.map { JSONText.quoted($0) })
    object.add("requester", approval.requester.name)
    object.add("reason", approval.reason)
    object.add("ticket", approval.ticket)
    object.add("requestedAt", approval.requestedAt)
    object.add("expiresAt", approval.expiresAt)
    object.add("approver", approval.decision?.approver)
    object.add("decisionReason", approval.decision?.reason)
    object.add("decidedAt", approval.decision?.at)
    object.add("consumedAt", approval.consumed?.at)
    object.add("consumedBy", approval.consumed?.operation)
    return object.text
  }

  /// An enrolled key as one JSON object.
  package static func approverKey(_ key: ApproverKey) -> String {
    var object = JSONObjectText()
    object.add("key", key.key.description)
    object.add("enrolledBy", key.enrolledBy.name)
    object.add("enrolledAt", key.enrolledAt)
    return object.text
  }

  private static func count(_ count: ApprovedPlan.Count) -> String {
    var object = JSONObjectText()
    object.add("place", count.place)
    object.add("count", Int64(count.count))
    return object.text
  }
}
