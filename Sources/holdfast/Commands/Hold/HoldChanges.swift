import ArgumentParser
import ConsoleDomain

/// What changes of one hold have in common.
struct HoldChangeOptions: ParsableArguments {
  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var change: ChangeOptions

  @Argument(help: "Id of the hold, as `hold list` shows it.")
  var id: String

  /// Plans the change, or carries it out.
  func run(_ request: ActionRequest) async throws {
    try await GatedChange.run(change, global, output, noun: "document") { _ in
      request
    }
  }
}

/// Goes on where placing stopped, and holds what is new in the scope.
struct HoldResume: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Go on where placing a hold stopped, and hold what is new in its scope.",
    discussion: HoldChangeOptions.statuses
  )

  @OptionGroup var options: HoldChangeOptions

  func run() async throws { try await options.run(.resumeHold(id: options.id)) }
}

/// Begins the grace period.
struct HoldRelease: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Begin the grace period of a hold, after which `sweep` lets its documents go.",
    discussion: """
      Takes two people: the first run stores a request and prints the command for the second \
      person; after `approvals approve` the same run again begins the grace period. A plan that \
      has changed meanwhile says in what, and needs a new approval.

      \(HoldChangeOptions.statuses)
      """
  )

  @OptionGroup var options: HoldChangeOptions

  func run() async throws { try await options.run(.releaseHold(id: options.id)) }
}

/// Keeps a hold that is being released.
struct HoldCancel: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Keep a hold after all, while its grace period runs; one person is enough.",
    discussion: HoldChangeOptions.statuses
  )

  @OptionGroup var options: HoldChangeOptions

  func run() async throws { try await options.run(.cancelRelease(id: options.id)) }
}

/// Takes a misplaced hold back.
struct HoldWithdraw: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Take back a hold that was placed by mistake within the last 24 hours.",
    discussion: """
      Takes two people, as a release does, and is refused where something would be deleted then.

      \(HoldChangeOptions.statuses)
      """
  )

  @OptionGroup var options: HoldChangeOptions

  func run() async throws { try await options.run(.withdrawHold(id: options.id)) }
}

/// Notes that a hold was reviewed.
struct HoldReview: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Note that a hold was reviewed and goes on, and when it is to be reviewed next.",
    discussion: """
      A review date reminds and never ends a hold. Without --next there is no further reminder.

      \(HoldChangeOptions.statuses)
      """
  )

  @OptionGroup var options: HoldChangeOptions

  @Option(help: "When it is to be reviewed next (2027-11-01).")
  var next: Instant?

  func run() async throws { try await options.run(.reviewHold(id: options.id, next: next)) }
}

extension HoldChangeOptions {
  /// What the exit statuses of these commands mean.
  static let statuses = """
    Exit status: 0 done, 1 blocked, partial, not confirmed or waiting for a second person, 2 could \
    not be evaluated, 64 usage, 130 or 143 when a signal ended it.
    """
}
