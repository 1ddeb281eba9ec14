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
    let settlement = await context.log.settle()
    return SweepStepResult(
      name: name,
      state: settlement.problem == nil ? .done : .found,
      text: settlement.problem ?? Self.text(settlement.stored),
      changed: settlement.stored
    )
  }

  /// How many outcomes had waited.
  static func text(_ stored: Int) -> String {
    stored == 0
      ? "nothing is owed to the audit log"
      : "\(CountText.noun(stored, "outcome")) that had waited: stored"
  }
}
