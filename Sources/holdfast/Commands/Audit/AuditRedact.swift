import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleFeatures
import ConsoleRuntime

/// Takes a user's values out of the audit trail, which stays valid.
struct AuditRedact: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Take a user's values out of the audit bodies; without --yes only say which.",
    discussion: """
      Every field that holds the user's id or e-mail address, or the name, number or machine's \
      address where a body may have such, loses its salt and value; the digest stays, so that the \
      chain stays valid and `audit verify` finds the redaction on record. Bodies of a held user, and \
      bodies that name another held document, are never altered. It can't be undone.

      Exit status: 0 all redacted, 1 nothing to do, blocked or partial, 2 could not be evaluated, \
      64 usage.
      """
  )

  @OptionGroup var global: GlobalOptions

  @Option(help: "Id of the user.")
  var user: String

  @Option(help: "Why, in at least 10 characters; goes on record. Needed with --yes.")
  var reason: String?

  @Option(help: "Ticket, or 'none yet'; goes on record. Needed with --yes.")
  var ticket: String?

  @Flag(help: "Do it.")
  var yes = false

  @Option(help: "The number of bodies that you expect; needed with --yes.")
  var expectCount: Int?

  func validate() throws {
    guard case .userID? = SubjectKey(text: user) else {
      throw ValidationError("--user takes the id of a user")
    }
    guard !yes || (reason != nil && ticket != nil) else {
      throw ValidationError("--yes needs --reason and --ticket: they go on record")
    }
  }

  func run() async throws {
    try await Interruption.run {
      try await withConnections(global.flags) { connections in
        let gate = connections.gate
        guard yes, let reason, let ticket else {
          let plan = try await gate.plan(.redactAudit(userID: user))
          try show(plan)
          Complaint.print(
            "nothing was changed; to do it add --yes, --reason, --ticket and --expect-count "
              + "\(plan.acting)"
          )
          throw ExitStatus.no
        }
        _ = try await gate.elevate(reason: reason, ticket: ticket)
        let plan = try await gate.plan(.redactAudit(userID: user))
        guard expectCount == plan.acting else {
          Complaint.print(
            "the plan has \(CountText.noun(plan.acting, "record")); nothing was changed; "
              + "add --expect-count \(plan.acting) if that is what you mean"
          )
          throw ExitStatus.no
        }
        let receipt = try await gate.apply(
          plan.id,
          authorisation: Authorisation(reason: reason, ticket: ticket, phrase: plan.phrase)
        ) { progress in
          LiveLine.show("\(progress.stage) \(progress.done)/\(progress.total)")
        }
        LiveLine.clear()
        try DataOutput.write(lines: receipt.lines)
        switch receipt.result {
        case .success: return
        case .partial, .blocked, .failure: throw ExitStatus.no
        case .unknown: throw ExitStatus.unknown
        }
      }
    }
  }

  private func show(_ plan: ActionPlan) throws {
    guard let documents = plan.documents else { return }
    let bodies = documents.samples.map { body in
      let held = body.blocked.map { "  left alone: \($0)" } ?? ""
      return "\(body.id)  \(body.change ?? "")\(held)"
    }
    try DataOutput.write(lines: documents.facts + bodies)
    for warning in plan.warnings { Complaint.print(warning) }
  }
}
