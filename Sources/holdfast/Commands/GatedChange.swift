import ArgumentParser
import ConsoleActions
import ConsoleDomain

/// The options of every command that changes something.
struct ChangeOptions: ParsableArguments {
  @Option(help: "Why, in at least 10 characters; goes on record. Needed with --yes.")
  var reason: String?

  @Option(help: "Ticket, or 'none yet'; goes on record. Needed with --yes.")
  var ticket: String?

  @Flag(help: "Do it.")
  var yes = false

  @Option(help: "The number of targets that you expect; needed for large and irreversible plans.")
  var expectCount: Int?

  func validate() throws {
    guard !yes || (reason != nil && ticket != nil) else {
      throw ValidationError("--yes needs --reason and --ticket: they go on record")
    }
  }
}

/// A change on the command line: what would be done, or the same plan carried out.
struct GatedChange {
  let gate: ActionGate
  let options: ChangeOptions
  let format: OutputFormat
  /// One target, as `CountText.noun` takes it.
  let noun: String

  /// Opens the connections, and plans or carries out what `request` finds there; a signal ends it cleanly.
  static func run(
    _ options: ChangeOptions,
    _ global: GlobalOptions,
    _ output: OutputOptions,
    noun: String,
    request: @escaping @Sendable (Connections) async throws -> ActionRequest
  ) async throws {
    try await Interruption.run {
      try await withConnections(global.flags) { connections in
        let gated = GatedChange(
          gate: connections.gate,
          options: options,
          format: output.format,
          noun: noun
        )
        try await gated.run { try await request(connections) }
      }
    }
  }

  /// Plans `request` and prints it; with --yes elevates first, carries it out and prints the receipt.
  func run(_ request: () async throws -> ActionRequest) async throws {
    guard options.yes, let reason = options.reason, let ticket = options.ticket else {
      return try preview(try await gate.plan(try await request()))
    }
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

  private func preview(_ plan: ActionPlan) throws {
    if format == .text {
      try PlanText.print(plan)
    } else {
      try RecordPrinter.print(RecordJSON.plan(plan), format)
    }
    for warning in plan.warnings { Complaint.print(warning) }
    let count = plan.phrase == nil ? "" : " and --expect-count \(plan.acting)"
    if let reason = plan.needsApproval { Complaint.print(reason) }
    Complaint.print("nothing was changed; to do it add --yes, --reason, --ticket\(count)")
    throw ExitStatus.no
  }

  private func report(_ receipt: ActionReceipt) throws {
    if format == .text {
      try PlanText.print(receipt)
    } else {
      try RecordPrinter.print(RecordJSON.receipt(receipt), format)
    }
  }

  /// The count takes the place of the phrase that is typed on the screen.
  private func confirm(_ plan: ActionPlan) throws {
    let count = plan.acting
    guard plan.phrase != nil || options.expectCount != nil, options.expectCount != count else {
      return
    }
    Complaint.print(
      "the plan has \(CountText.noun(count, noun)); nothing was changed; "
        + "add --expect-count \(count) if that is what you mean"
    )
    throw ExitStatus.no
  }
}
