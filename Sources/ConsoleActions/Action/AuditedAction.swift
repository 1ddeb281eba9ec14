import ConsoleDomain

/// One kind of action: how it is planned, what its intent names, and how it is done.
///
/// The gate authorises and records; an action only reads for the plan and writes under the permit.
protocol AuditedAction: Sendable {
  /// What would be done, read from the servers now; throws where nothing would be.
  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan

  /// What the intent keeps of the plan, a field for each thing that may have to be redacted alone.
  func intentDetails(of plan: ActionPlan) -> [AuditDetail]

  /// Does what the plan says, in the caller's task; never throws, since all of it is outcome.
  func run(
    _ plan: ActionPlan,
    steering: ActionSteering,
    permit: borrowing MutationPermit
  ) async -> ActionRun
}

/// How whoever asked for an action follows it and stops it.
struct ActionSteering: Sendable {
  /// Raised: finish the target in hand and end.
  let stop: StopSignal
  let progress: @Sendable (ActionProgress) -> Void
  /// Reason and ticket that were given for it.
  let authorisation: Authorisation
  /// Who does it, as records name them.
  let actor: String
  /// The second person who agreed; nil where none was needed.
  let approver: String?
}

/// What an action has done; becomes the outcome and the receipt.
struct ActionRun: Sendable {
  var result: ActionResult
  var matched: Int
  var changed: Int
  var blocked: Int
  /// What did not go as it should, one sentence each.
  var problems: [String]
  /// What the outcome keeps, a field for each thing that may have to be redacted alone.
  var details: [AuditDetail]
  var ending: ActionEnding
}

extension AuditDetail {
  /// A field of a list: six digits, so that the bytewise order of paths is the order of the list.
  static func item(_ list: String, _ index: Int, _ value: AuditValue) -> AuditDetail {
    let digits = String(index)
    let zeros = String(repeating: "0", count: max(0, 6 - digits.count))
    return AuditDetail("\(list).\(zeros)\(digits)", value)
  }
}
