extension RecordJSON {
  /// The result of checking the chain.
  package static func verification(_ verification: AuditVerification) -> String {
    var object = JSONObjectText()
    object.add("headers", verification.headers)
    object.add("intact", verification.isIntact)
    object.add("head", verification.head)
    object.add("root", verification.root)
    object.add("faultCount", verification.faultCount)
    object.add("faults", list: verification.faults.map(fault))
    object.add("dangling", list: verification.dangling.map { "\"\($0)\"" })
    object.add("checkpoints", Int64(verification.checkpoints))
    object.add("digests", Int64(verification.digests))
    object.add("orphanBodies", verification.orphanBodies)
    object.add(
      "warnings",
      list: verification.warnings.map { warning in
        var member = JSONObjectText()
        member.add("kind", warning.word)
        member.add("detail", warning.detail)
        return member.text
      }
    )
    return object.text
  }

  private static func fault(_ fault: AuditVerification.Fault) -> String {
    var member = JSONObjectText()
    member.add("seq", String(fault.sequence))
    member.add("kind", fault.kind.rawValue)
    member.add("detail", fault.detail)
    member.add("eventId", fault.eventID)
    member.add("path", fault.path)
    return member.text
  }
}
