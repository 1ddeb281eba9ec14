/// A key that may sign approvals where MongoDB can't tell two people apart.
package struct ApproverKey: Hashable, Sendable {
  package var key: NoteVerifierKey
  package var enrolledBy: Approval.Person
  package var enrolledAt: Instant

  /// Names an enrolled key.
  package init(key: NoteVerifierKey, enrolledBy: Approval.Person, enrolledAt: Instant) {
    self.key = key
    self.enrolledBy = enrolledBy
    self.enrolledAt = enrolledAt
  }

  /// Whether it may speak for a second person: enrolled before the request, by somebody else.
  ///
  /// All that is known of who enrolled it is compared, since these are people under one MongoDB user.
  func mayJudge(_ approval: Approval) -> Bool {
    enrolledAt < approval.requestedAt && enrolledBy != approval.requester
  }
}

extension Approval {
  /// What an approver's key signs: one request for one plan, in a text that nothing else of the
  /// console signs, so that no other note can be passed off as an approval.
  package var noteText: String {
    "holdfast approval 1\n\(id)\n\(plan.hash)\n\(plan.action)\n"
  }
}
