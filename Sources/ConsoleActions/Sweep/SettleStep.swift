package import ConsoleDomain

/// Stores what this machine's consoles still owe to the audit log.
package struct SettleStep: SweepStep {
  package let name = "settle"

  /// Makes the step.
  package init() {}

  package func run(
    _ context: SweepContext,
    permit: borrowing MutationPermit
  ) async -> SweepStepResult {
    if let owed = await context.log.settle().problem {
      return SweepStepResult(name: name, state: .found, text: owed)
    }
    return SweepStepResult(name: name, state: .done, text: "nothing is owed to the audit log")
  }
}
