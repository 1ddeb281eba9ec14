import ArgumentParser

/// The agreement of a second person.
struct ApprovalsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approvals",
    abstract: "List what waits for a second person, agree to it or refuse it.",
    subcommands: [
      ApprovalsList.self, ApprovalsApprove.self, ApprovalsDeny.self, ApprovalsEnrol.self,
    ]
  )
}
