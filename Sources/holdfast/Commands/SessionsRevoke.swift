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
      Every session is checked against the user it was seen under, deleted as the backend does it, and
      looked for again after 1, 5 and 30 seconds. Intent and outcome go to the audit log first and last;
      when that can't be written nothing is changed.

      Exit status: 0 all revoked, 1 blocked, partial or not confirmed, 2 could not be evaluated.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var selection: SessionSelection

  @Option(help: "Why, in at least 10 characters; goes on record.")
  var reason: String

  @Option(help: "Ticket, or 'none yet'; goes on record.")
  var ticket: String

  @Flag(help: "Do it.")
  var yes = false

  @Option(help: "The number of sessions that you expect; needed above 25.")
  var expectCount: Int?

  func validate() throws {
    guard !selection.isEmpty else {
      throw ValidationError("say which: --user, --id-hash or - (ids on standard input)")
    }
  }

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let plan = try await connections.gate.plan(try await request(connections))
      guard yes else {
        SessionText.print(plan)
        Complaint.print("nothing was changed; add --yes to do it")
        throw ExitStatus.no
      }
      try confirm(plan)
      _ = try await connections.gate.elevate(reason: reason, ticket: ticket)
      let receipt = try await connections.gate.apply(
        plan.id,
        authorisation: Authorisation(reason: reason, ticket: ticket, phrase: plan.phrase)
      ) { progress in
        if output.format == .text {
          Complaint.print("\(progress.stage) \(progress.done)/\(progress.total)")
        }
      }
      if output.format == .text {
        SessionText.print(receipt)
      } else {
        var printer = RecordPrinter(output.format)
        try printer.print(SessionRecord.json(receipt))
        try printer.finish()
      }
      switch receipt.result {
      case .success: return
      case .partial, .blocked, .failure: throw ExitStatus.no
      case .unknown: throw ExitStatus.unknown
      }
    }
  }

  /// The count takes the place of the phrase that is typed on the screen.
  private func confirm(_ plan: ActionPlan) throws {
    let count = plan.targets.count { $0.blocked == nil }
    guard plan.phrase != nil || expectCount != nil else { return }
    guard expectCount == count else {
      Complaint.print(
        "the plan has \(count) sessions; nothing was changed; "
          + "add --expect-count \(count) if that is what you mean"
      )
      throw ExitStatus.no
    }
  }

  private func request(_ connections: Connections) async throws -> ActionRequest {
    let found = try await SessionFinder(connections: connections).find(selection)
    if selection.user != nil, let userID = found.directory.users.keys.first {
      return .revokeUser(userID: userID)
    }
    return .revokeSessions(found.rows.map { RevokeTarget(id: $0.id, userID: $0.userID) })
  }
}
