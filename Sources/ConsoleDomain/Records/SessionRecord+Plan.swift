import ConsoleText

extension SessionRecord {
  /// What a revocation would do as one JSON object; nothing was changed.
  package static func json(_ plan: ActionPlan) -> String {
    var object = JSONObjectText()
    object.add("action", plan.request.auditType)
    object.add("operation", plan.id.description)
    object.add("planHash", plan.hash)
    object.add("result", "planned")
    object.add("count", Int64(plan.sessions.count { $0.blocked == nil }))
    object.add("needsCount", plan.phrase != nil)
    object.add(
      "sessions",
      list: plan.sessions.map { target in
        var member = JSONObjectText()
        member.add("id", target.row.id.abbreviated)
        member.add("idHash", target.row.id.hash)
        member.add("user", target.row.userID)
        member.add("held", target.isHeld)
        member.add("blocked", target.blocked)
        return member.text
      }
    )
    object.add("warnings", list: plan.warnings.map { JSONText.quoted($0) })
    return object.text
  }
}
