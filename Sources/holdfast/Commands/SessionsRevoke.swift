import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleRuntime

/// Revokes sessions through the same gate as the screen.
struct SessionsRevoke: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Revoke sessions; without --yes only say what would be done.",
    discussion: """
      Every session is checked against the user it was seen under, deleted as the backend does \
      it, and looked for again after 1, 5 and 30 seconds. Intent and outcome go to the audit log \
      first and last; when the intent can't be written nothing is changed. Ctrl-C and SIGTERM end \
      it after the session in hand; the outcome is stored and the receipt printed all the same.

      Exit status: 0 all revoked, 1 blocked, partial or not confirmed, 2 could not be evaluated, \
      64 usage, 130 or 143 when a signal ended it.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var selection: SessionSelection

  @Option(help: "Why, in at least 10 characters; goes on record. Needed with --yes.")
  var reason: String?

  @Option(help: "Ticket, or 'none yet'; goes on record. Needed with --yes.")
  var ticket: String?

  @Flag(help: "Do it.")
  var yes = false

  @Option(help: "The number of sessions that you expect; needed above 25.")
  var expectCount: Int?

  func validate() throws {
    guard !selection.isEmpty else {
      throw ValidationError("say which: --user, --id-hash or - (ids on standard input)")
    }
    guard !yes || (reason != nil && ticket != nil) else {
      throw ValidationError("--yes needs --reason and --ticket: they go on record")
    }
  }

  func run() async throws {
    try await Interruption.run {
      try await withConnections(global.flags) { connections in
        if yes, let reason, let ticket {
          try await revoke(connections.gate, reason, ticket) { try await request(connections) }
        } else {
          try await preview(try await connections.gate.plan(try await request(connections)))
        }
      }
    }
  }

  private func preview(_ plan: ActionPlan) async throws {
    if output.format == .text {
      try SessionText.print(plan)
    } else {
      try RecordPrinter.print(SessionRecord.json(plan), output.format)
    }
    for warning in plan.warnings { Complaint.print(warning) }
    let count = plan.phrase == nil ? "" : " and --expect-count \(plan.acting)"
    Complaint.print("nothing was changed; to do it add --yes, --reason, --ticket\(count)")
    throw ExitStatus.no
  }

  private func revoke(
    _ gate: ActionGate,
    _ reason: String,
    _ ticket: String,
    request: () async throws -> ActionRequest
  ) async throws {
    // Elevation first: what refuses it should not be told after a long scan.
    _ = try await gate.elevate(reason: reason, ticket: ticket)
    let plan = try await gate.plan(try await request())
    for warning in plan.warnings { Complaint.print(warning) }
    try confirm(plan)
    let receipt = try await gate.apply(
      plan.id,
      authorisation: Authorisation(reason: reason, ticket: ticket, phrase: plan.phrase)
    ) { progress in
      LiveLine.show("\(progress.stage) \(progress.done)/\(progress.total)")
    }
    LiveLine.clear()
    // A reader that went away does not change what was done.
    try? report(receipt)
    switch receipt.result {
    case .success: return
    case .partial, .blocked, .failure: throw ExitStatus.no
    case .unknown: throw ExitStatus.unknown
    }
  }

  private func report(_ receipt: ActionReceipt) throws {
    if output.format == .text {
      try SessionText.print(receipt)
    } else {
      try RecordPrinter.print(SessionRecord.json(receipt), output.format)
    }
  }

  /// The count takes the place of the phrase that is typed on the screen.
  private func confirm(_ plan: ActionPlan) throws {
    let count = plan.acting
    guard plan.phrase != nil || expectCount != nil, expectCount != count else { return }
    Complaint.print(
      "the plan has \(CountText.noun(count, "session")); nothing was changed; "
        + "add --expect-count \(count) if that is what you mean"
    )
    throw ExitStatus.no
  }

  private func request(_ connections: Connections) async throws -> ActionRequest {
    let found = try await SessionFinder(connections: connections).find(selection)
    if selection.user != nil, let userID = found.directory.users.keys.first {
      return .revokeUser(userID: userID)
    }
    return .revokeSessions(found.rows.map { RevokeTarget(id: $0.id, userID: $0.userID) })
  }
}
