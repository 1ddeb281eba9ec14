import ConsoleDomain
import ConsoleFeatures
import ConsoleScreen
import ConsoleSystem

/// Two frames of a console that are shown in turn, as when somebody holds a key.
///
/// Ours draws both each time and finds what changed; the C program writes the same frames cell by cell
/// through curses to `/dev/null`.
struct FramePair {
  static let size = Size(columns: 200, rows: 60)
  private static let frames = 500

  let name: String
  /// The console with the first frame.
  let model: Model
  /// What leads to the second frame, and back.
  let keys: (there: Key, back: Key)
  let now: Instant
  let target: Double

  /// A console of this size that has seen nothing.
  static func model(at now: Instant) -> Model {
    Model(
      context: ConsoleContext(
        name: "bench",
        kind: .demo,
        redis: StoreEndpoint(kind: .redis, address: "demo"),
        mongo: StoreEndpoint(kind: .mongo, address: "demo"),
        prefixes: ["sess:"]
      ),
      size: size,
      glyphs: .unicode,
      now: now,
      keyMap: CommandTable.keyMap
    )
  }

  func measure(against baseline: BaselineProgram, runs: Int) async throws -> Measurement {
    var model = model
    let file = File("\(baseline.folder)/frames")
    let first = model.view()
    press(keys.there, &model)
    try file.replace(with: Self.text(of: [first, model.view()]).utf8)
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<runs {
      theirs.append(try await baseline.figure([file.path, "\(Self.frames)"]))
      let start = SystemClock.monotonic()
      var shown = first
      var changes = 0
      for number in 0..<Self.frames {
        press(number.isMultiple(of: 2) ? keys.back : keys.there, &model)
        let frame = model.view()
        changes += FrameDiff(from: shown, to: frame).runs.count
        shown = frame
      }
      ours.append((SystemClock.monotonic() - start) / .seconds(1))
      guard changes > 0 else { throw BenchmarkFailure(description: "the frames do not differ") }
    }
    return Measurement(
      name: "\(name) \(Self.frames) frames of 200x60",
      ours: ours,
      baseline: theirs,
      target: target
    )
  }

  private func press(_ key: Key, _ model: inout Model) {
    _ = model.update(.input(.key(key)), at: now)
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
