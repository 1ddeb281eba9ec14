import ConsoleDomain

/// One change of an approval or of an approver's key, between its intent and its outcome.
struct ApprovalRecords: Sendable {
  let log: AuditLog
  let clock: ActionClock
  let random: RandomSource
  let environment: String

  /// What is done to an approval.
  enum Verb: String, Sendable {
    case request
    case approve
    case deny
    case enrol
  }

  /// What an intent says beside the approval itself.
  struct Step: Sendable {
    var verb: Verb
    var operation: OperationID
    var reason: String
    var ticket: String
    var servers: ServerIdentity
  }

  /// Stores the intent, writes, and stores the outcome; throws where nothing was changed or nothing
  /// is known of it.
  @discardableResult
  func perform(
    _ step: Step,
    about approval: Approval?,
    details: [AuditDetail] = [],
    _ write: (borrowing MutationPermit) async throws(StoreProblem) -> Void
  ) async throws(GateRefusal) -> Int64 {
    let permit = try await log.begin(intent(step, approval, details))
    let sequence = permit.sequence
    var problem: StoreProblem?
    do {
      try await write(permit)
    } catch {
      problem = error
    }
    let result: ActionResult =
      problem.map { $0.leavesWriteUnknown ? .unknown : .failure } ?? .success
    _ = await log.end(
      permit,
      with: AuditOutcome(
        result: result,
        matched: 1,
        changed: result == .success ? 1 : 0,
        blocked: 0,
        error: problem?.sentence,
        details: []
      )
    )
    if let problem { throw .store(problem) }
    return sequence
  }

  private func intent(
    _ step: Step,
    _ approval: Approval?,
    _ details: [AuditDetail]
  ) -> AuditIntent {
    AuditIntent(
      type: "approval.\(step.verb.rawValue)",
      operation: step.operation,
      reason: step.reason,
      ticket: step.ticket,
      planHash: approval?.plan.hash ?? "",
      approvalID: approval?.id,
      servers: step.servers,
      environment: environment,
      matched: 1,
      blocked: 0,
      details: (approval.map(Self.details) ?? []) + details
    )
  }

  private static func details(of approval: Approval) -> [AuditDetail] {
    [
      AuditDetail("approval.action", .string(approval.plan.action)),
      AuditDetail("approval.subject", .string(approval.plan.subject)),
      AuditDetail("approval.requester", .string(approval.requester.name)),
      AuditDetail("approval.expiresAt", .instant(approval.expiresAt)),
    ]
      + approval.plan.counts.enumerated().map { index, count in
        .item(
          "approval.counts",
          index,
          .document(["place": .string(count.place), "count": .int(Int64(count.count))])
        )
      }
  }
}

extension AuditLog {
  /// Who acts, as approvals tell people apart.
  func person() async -> Approval.Person { await actorIdentity().person }
}

extension ActorIdentity {
  /// The part of an identity that tells two people apart.
  var person: Approval.Person {
    Approval.Person(mongoUser: mongoUser, osUser: osUser, host: host)
  }
}
