import ConsoleDomain
import ConsoleFeatures
import ConsoleScreen

/// Drawing the sessions screen and finding what changed, against a C program that writes the same
/// frames cell by cell through curses to `/dev/null`.
///
/// The cursor goes up and down between two frames, as when somebody holds a key.
struct FrameDrawing {
  let snapshot: SessionSnapshot
  /// `baseline/cells`.
  let baseline: BaselineProgram
  let runs: Int

  private static let target = 2.0

  func measure() async throws -> Measurement {
    try await FramePair(
      name: "view and diff",
      model: listedModel(),
      keys: (.down, .up),
      now: snapshot.progress.startedAt,
      target: Self.target
    ).measure(against: baseline, runs: runs)
  }

  /// The console with this index listed and the cursor on its first row.
  private func listedModel() throws -> Model {
    let now = snapshot.progress.startedAt
    var model = FramePair.model(at: now)
    var generation = 0
    for case .scanSessions(let number) in model.start() { generation = number }
    let effects = model.update(.scanEnded(generation: generation, snapshot), at: now)
    for case .arrangeSessions(let number, let request) in effects {
      let arrangement = try request.arranged()
      _ = model.update(.sessionsArranged(generation: number, arrangement), at: now)
    }
    guard let count = model.sessions.listing?.count, count >= FramePair.size.rows else {
      throw BenchmarkFailure(description: "the list does not fill the screen")
    }
    return model
  }
}
