import ConsoleDomain
import ConsoleFeatures
import ConsoleScreen
import ConsoleSystem

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
  private static let size = Size(columns: 200, rows: 60)
  private static let frames = 500

  func measure() async throws -> Measurement {
    var model = try listedModel()
    let file = File("\(baseline.folder)/frames")
    let first = model.view()
    move(&model, .down)
    try file.replace(with: Self.text(of: [first, model.view()]).utf8)
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<runs {
      theirs.append(try await baseline.figure([file.path, "\(Self.frames)"]))
      let start = SystemClock.monotonic()
      var shown = first
      var runs = 0
      for number in 0..<Self.frames {
        move(&model, number.isMultiple(of: 2) ? .up : .down)
        let frame = model.view()
        runs += FrameDiff(from: shown, to: frame).runs.count
        shown = frame
      }
      ours.append((SystemClock.monotonic() - start) / .seconds(1))
      guard runs > 0 else { throw BenchmarkFailure(description: "the frames do not differ") }
    }
    return Measurement(
      name: "view and diff \(Self.frames) frames of 200x60",
      ours: ours,
      baseline: theirs,
      target: Self.target
    )
  }

  /// The console with this index listed and the cursor on its first row.
  private func listedModel() throws -> Model {
    let now = snapshot.progress.startedAt
    var model = Model(
      context: ConsoleContext(
        name: "bench",
        kind: .demo,
        redis: StoreEndpoint(kind: .redis, address: "demo"),
        mongo: StoreEndpoint(kind: .mongo, address: "demo"),
        prefixes: ["sess:"]
      ),
      size: Self.size,
      glyphs: .unicode,
      now: now,
      keyMap: CommandTable.keyMap
    )
    var generation = 0
    for case .scanSessions(let number) in model.start() { generation = number }
    let effects = model.update(.scanEnded(generation: generation, snapshot), at: now)
    for case .arrangeSessions(let number, let request) in effects {
      let arrangement = try request.arranged()
      _ = model.update(.sessionsArranged(generation: number, arrangement), at: now)
    }
    guard let count = model.sessions.listing?.count, count >= Self.size.rows else {
      throw BenchmarkFailure(description: "the list does not fill the screen")
    }
    return model
  }

  private func move(_ model: inout Model, _ key: Key) {
    _ = model.update(.input(.key(key)), at: snapshot.progress.startedAt)
  }

  /// The rows of the frames, one a line, behind their size.
  private static func text(of frames: [Frame]) -> String {
    let lines = frames.flatMap { frame in
      (0..<frame.size.rows).map { row in
        String(frame.row(row).filter { $0.width > 0 }.map(\.character))
      }
    }
    return (["\(size.columns) \(size.rows)"] + lines).joined(separator: "\n") + "\n"
  }
}
