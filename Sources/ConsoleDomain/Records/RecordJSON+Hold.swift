import ConsoleText

extension RecordJSON {
  /// A hold of the register as one JSON object; with `coverage`, how much of it is held.
  package static func hold(
    _ hold: LegalHold,
    at now: Instant,
    coverage: [HoldCoverage]? = nil
  ) -> String {
    var object = JSONObjectText()
    object.add("id", hold.id)
    object.add("matter", hold.matter.id)
    object.add("title", hold.matter.title)
    object.add("state", hold.state.rawValue)
    object.add("reason", hold.reason)
    object.add("ticket", hold.ticket)
    object.add("custodians", list: hold.custodians.map { JSONText.quoted($0.id) })
    object.add("graceDays", Int64(hold.graceDays))
    object.add("placedBy", hold.placedBy)
    object.add("placedAt", hold.placedAt)
    object.add("reviewAt", hold.reviewAt)
    object.add("reviewDue", hold.isReviewDue(at: now))
    object.add("releaseReason", hold.release?.reason)
    object.add("releasedBy", hold.release?.requestedBy)
    object.add("releaseApprovedBy", hold.release?.approvedBy)
    object.add("releaseEffectiveAt", hold.release?.effectiveAt)
    object.add(
      "subjects",
      list: hold.scope.subjects.map { JSONText.quoted("\($0.type):\($0.id.text)") }
    )
    object.add("scope", list: hold.scope.selections.map(selection))
    if let coverage { object.add("coverage", list: coverage.map(json)) }
    return object.text
  }

  /// A finding of `hold check` as one JSON object.
  package static func holdFinding(_ finding: HoldFinding) -> String {
    var object = JSONObjectText()
    object.add("kind", finding.kind.rawValue)
    object.add("fault", finding.isFault)
    object.add("hold", finding.hold)
    object.add("place", finding.place)
    object.add("count", finding.count.map { Int64($0) })
    object.add("ids", list: finding.ids.map { JSONText.quoted($0) })
    object.add("problem", finding.problem)
    return object.text
  }

  private static func selection(_ selection: HoldSelection) -> String {
    var object = JSONObjectText()
    object.add("type", selection.type)
    switch selection.documents {
    case .ids(let ids):
      object.add("organization", String?.none)
      object.add("ids", list: ids.map { JSONText.quoted($0.text) })
    case .organization(let id):
      object.add("organization", id)
      object.add("ids", json: nil)
    }
    return object.text
  }

  private static func json(_ coverage: HoldCoverage) -> String {
    var object = JSONObjectText()
    object.add("place", coverage.place)
    object.add("inScope", Int64(coverage.inScope))
    object.add("matched", Int64(coverage.matched))
    object.add("held", Int64(coverage.ours))
    return object.text
  }
}
