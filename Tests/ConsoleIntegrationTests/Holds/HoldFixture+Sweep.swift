import ConsoleActions
import ConsoleDomain
import ConsoleStores
import Testing

extension HoldFixture {
  /// One of the steps on holds, within a sweep of its own.
  func sweep(
    _ name: String,
    clock: ActionClock = WriteFixture.clock
  ) async throws -> SweepStepResult {
    let steps = write.stores.holdSteps(write.upkeep(clock: clock), drift: drift)
    let result = try await write.sweep(more: steps.filter { $0.name == name }).run { _ in }
    guard case .ran(let run, let problems) = result else {
      throw UnexpectedSweep(result: result)
    }
    #expect(problems.isEmpty)
    return try #require(run.steps.last { $0.name == name })
  }
}

/// A sweep that did not run.
private struct UnexpectedSweep: Error {
  var result: SweepResult
}
