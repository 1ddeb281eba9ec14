/// When two people are two, and what an approval is good for (compliance.md, "Two people").
package enum ApprovalRules {
  package static let shortest: Duration = .seconds(3_600)
  package static let longest: Duration = .seconds(72 * 3_600)
  /// How long an approval lives unless the context says otherwise.
  package static let usual: Duration = .seconds(24 * 3_600)

  /// A lifetime within the bounds.
  package static func lifetime(_ wanted: Duration) -> Duration {
    min(max(wanted, shortest), longest)
  }

  /// A lifetime as settings write it, a whole number of hours; nil: it is none within the bounds.
  package static func lifetime(hours text: String) -> Duration? {
    guard let hours = Int64(text), hours > 0, hours <= longest.components.seconds / 3_600 else {
      return nil
    }
    return .seconds(hours * 3_600)
  }

  /// Why somebody is no second person for a request; nil: they are.
  ///
  /// Two authenticated MongoDB users that differ are two people. Else the note must be signed by a
  /// key that somebody other than the requester enrolled before.
  package static func fault(
    of approver: Approval.Person,
    signature: String?,
    for approval: Approval,
    keys: [ApproverKey]
  ) -> String? {
    if let first = approval.requester.mongoUser, let second = approver.mongoUser, first != second {
      return nil
    }
    let who =
      approver.mongoUser.map { "the MongoDB user \($0) asked for it" }
      ?? "nobody is signed in to MongoDB, so that it can't tell two people apart"
    guard let signature else { return "\(who); sign with an enrolled key" }
    guard let note = SignedNote(parsing: Array(signature.utf8)), note.text == approval.noteText
    else { return "\(who), and the signature is not of this request" }
    let able = keys.filter { $0.mayJudge(approval) }.map(\.key)
    guard note.isSigned(by: able) != nil else {
      return "\(who), and no key signed it that somebody else enrolled before the request"
    }
    return nil
  }

  /// How a plan stands with what was requested before.
  package enum Standing: Hashable, Sendable {
    case agreed(Approval)
    case waiting(Approval)
    case denied(Approval)
    /// Nobody was asked for this plan; `differences` to one that was agreed to meanwhile, if any.
    case unasked(differences: [String])
  }

  /// Finds the approval that a plan may run under, or what keeps it.
  ///
  /// Only requests of the same person count, only while they live, and each agreement once. What is
  /// stored is judged again: whoever may write the record still needs two people.
  package static func standing(
    of plan: ApprovedPlan,
    for requester: Approval.Person,
    among approvals: [Approval],
    keys: [ApproverKey],
    now: Instant
  ) -> Standing {
    let mine = approvals.filter {
      $0.plan.action == plan.action && $0.requester.isSame(as: requester)
    }
    .sorted { $0.requestedAt > $1.requestedAt }
    let same = mine.filter { $0.plan.hash == plan.hash }
    for approval in same where approval.state(at: now) == .approved {
      guard let decision = approval.decision,
        fault(of: decision.by, signature: decision.signature, for: approval, keys: keys) == nil
      else { continue }
      return .agreed(approval)
    }
    if let denied = same.first(where: { $0.state(at: now) == .denied }) { return .denied(denied) }
    if let waiting = same.first(where: { $0.state(at: now) == .pending }) {
      return .waiting(waiting)
    }
    let other = mine.first {
      $0.plan.hash != plan.hash && $0.plan.subject == plan.subject
        && $0.state(at: now) == .approved
    }
    return .unasked(differences: other?.plan.differences(to: plan) ?? [])
  }

  /// The request that the first digits of a plan's hash, or of its own id, name; the newest where one
  /// person asked for the same plan again.
  package static func find(_ digits: String, among approvals: [Approval], now: Instant) -> Found {
    let digits = digits.lowercased()
    let open = approvals.filter {
      $0.state(at: now) == .pending
        && ($0.plan.hash.hasPrefix(digits) || $0.id.hasPrefix(digits))
    }
    guard let newest = open.max(by: { $0.requestedAt < $1.requestedAt }) else { return .none }
    let isOne = open.allSatisfy {
      $0.plan.hash == newest.plan.hash && $0.requester == newest.requester
    }
    return isOne ? .one(newest) : .several(open.map(\.id).sorted())
  }

  /// What digits name.
  package enum Found: Hashable, Sendable {
    case none
    case one(Approval)
    /// Their ids.
    case several([String])
  }

  /// Fewest digits that name a request.
  package static let fewestDigits = 8

  /// What is wrong with digits that are to name a request; nil: nothing.
  package static func fault(digits: String) -> String? {
    let isHex = digits.allSatisfy { $0.isHexDigit && $0.isASCII }
    return digits.count >= fewestDigits && isHex ? nil : "\(fewestDigits) hex digits or more"
  }
}
