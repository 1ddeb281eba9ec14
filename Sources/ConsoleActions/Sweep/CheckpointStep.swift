package import ConsoleDomain

/// Signs the chain as it is at the end of the sweep and sends copies out of the database.
package struct CheckpointStep: SweepStep {
  package let name = "checkpoint"

  private let writer: CheckpointWriter?

  /// Makes the step; nil: no key is configured, which it says.
  package init(writer: CheckpointWriter?) {
    self.writer = writer
  }

  package func run(
    _ context: SweepContext,
    permit: borrowing MutationPermit
  ) async -> SweepStepResult {
    guard let writer else {
      return SweepStepResult(name: name, state: .skipped, text: "no key: no checkpoint")
    }
    do throws(CheckpointRefusal) {
      return result(of: try await writer.write())
    } catch {
      switch error {
      case .store(let problem): return failed(problem)
      case .notInitialised, .empty:
        return SweepStepResult(name: name, state: .skipped, text: "there is no record to sign")
      case .doesNotFit(let faults):
        return SweepStepResult(
          name: name,
          state: .found,
          text: "not signed: the chain has faults, `holdfast audit verify` names them",
          seen: faults.count
        )
      }
    }
  }

  private func result(of receipt: CheckpointReceipt) -> SweepStepResult {
    let failures = receipt.failures.map { "no copy to \($0.name): \($0.reason)" }
    let size = receipt.signed.checkpoint.size
    return SweepStepResult(
      name: name,
      state: failures.isEmpty ? .done : .found,
      text: (["signed \(size) records"] + failures).joined(separator: "; "),
      seen: size,
      changed: 1
    )
  }
}
