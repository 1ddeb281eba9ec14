import Testing

/// `kill -9` at every write of every action: nothing changed without a record, nothing half-done is
/// unlisted, and every intent gets one outcome.
@Suite(.serialized, .timeLimit(.minutes(20)))
struct KilledActionTests {
  @Test(arguments: KilledAction.ofDocuments)
  func changesOfDocumentsAreAccountedFor(_ action: KilledAction) async throws {
    try await killEverywhere(action)
  }

  @Test(arguments: KilledAction.ofRecords)
  func changesOfTheConsolesOwnRecordsAreAccountedFor(_ action: KilledAction) async throws {
    try await killEverywhere(action)
  }

  @Test(arguments: KilledAction.ofHolds)
  func holdsAreAccountedFor(_ action: KilledAction) async throws {
    try await killEverywhere(action)
  }

  @Test(arguments: KilledAction.ofLimits)
  func countersAreAccountedFor(_ action: KilledAction) async throws {
    try await killEverywhere(action)
  }

  @Test func aSweepIsAccountedFor() async throws {
    try await killEverywhere(.sweep)
  }

  private func killEverywhere(_ action: KilledAction) async throws {
    let kill = try await KillBench.start()
    do {
      var write = 1
      while try await isReached(action, write, on: kill) { write += 1 }
      #expect(write > 2, "\(action.name) was never reached")
    } catch {
      await kill.stop()
      throw error
    }
    await kill.stop()
  }

  private func isReached(
    _ action: KilledAction,
    _ write: Int,
    on kill: KillBench
  ) async throws -> Bool {
    let isEither = write == 1 || action.writesFiles
    for isDone in isEither ? [false, true] : [true] {
      let run = KilledRun(kill: kill, action: action, step: KillStep(write: write, isDone: isDone))
      guard try await run.isReached() else { return false }
    }
    return true
  }
}
