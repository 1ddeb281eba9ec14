import ArgumentParser
import ConsoleActions
import ConsoleDomain
import ConsoleRuntime

/// Agrees to a plan that somebody else made.
struct ApprovalsApprove: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Agree to a plan that somebody else asked to carry out.",
    discussion: """
      `approvals list --format json` shows all of what it would do. Two authenticated MongoDB users that differ are two \
      people; where MongoDB can't tell them apart, --key signs with a key that somebody other than \
      the requester enrolled before. No elevation is needed, since nothing of the backend changes; \
      the decision is on record, and the requester carries the plan out.

      Exit status: 0 agreed, 1 no such request or a context that forbids changes, 2 it could not \
      be stored, 64 this is no second person.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var decision: DecisionOptions

  @Option(help: "File with the private key of an enrolled approver (`audit keygen` makes one).")
  var key: String?

  func run() async throws {
    let key = try signingKey()
    try await withConnections(global.flags) { connections in
      let approval = try await connections.gate.approve(
        decision.hash,
        reason: decision.reason,
        key: key
      )
      try decision.print(approval, output.format, now: connections.now())
    }
  }

  private func signingKey() throws -> NoteSigningKey? {
    guard let key else { return nil }
    do throws(ApproverKeyFile.Fault) {
      return try ApproverKeyFile.read(key)
    } catch {
      switch error {
      case .unreadable(let failure):
        Complaint.print("\(failure)")
        throw ExitStatus.unknown
      case .holdsNoKey: throw ValidationError("--key names a file without a private key")
      }
    }
  }
}

/// Refuses a plan.
struct ApprovalsDeny: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deny",
    abstract: "Refuse a plan; one person is enough.",
    discussion: """
      The plan is refused to its requester, with the reason, until the request would have expired.

      Exit status: 0 refused, 1 no such request, 2 it could not be stored.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var decision: DecisionOptions

  func run() async throws {
    try await withConnections(global.flags) { connections in
      let approval = try await connections.gate.deny(decision.hash, reason: decision.reason)
      try decision.print(approval, output.format, now: connections.now())
    }
  }
}

/// Which request is decided, and why.
struct DecisionOptions: ParsableArguments {
  @Argument(help: "First digits of the plan's hash or of the request's id, 8 or more.")
  var hash: String

  @Option(help: "Why, in at least 10 characters; goes on record.")
  var reason: String

  func validate() throws {
    if let fault = ApprovalRules.fault(digits: hash) {
      throw ValidationError("the hash takes: \(fault)")
    }
    if let fault = AuthorisationRules.fault(reason: reason) {
      throw ValidationError("--reason takes: \(fault)")
    }
  }

  /// Prints what was decided.
  func print(_ approval: Approval, _ format: OutputFormat, now: Instant) throws {
    if format == .text {
      try ApprovalText.print(approval, now: now)
    } else {
      try RecordPrinter.print(RecordJSON.approval(approval, now: now), format)
    }
  }
}
