import ConsoleDomain
import ConsoleFeatures
import ConsoleScreen

/// Repainting the chart of refusals at full size, its cursor moving, against writing the same frames cell by
/// cell through curses.
struct ChartDrawing {
  /// `baseline/cells`.
  let baseline: BaselineProgram
  let runs: Int

  private static let target = 2.0
  private static let now = Instant(milliseconds: 1_796_000_040_000)

  func measure() async throws -> Measurement {
    try await FramePair(
      name: "chart",
      model: chart(),
      keys: (.left, .right),
      now: Self.now,
      target: Self.target
    ).measure(against: baseline, runs: runs)
  }

  /// A day of refusals on screen, minute by minute.
  private func chart() -> Model {
    var model = FramePair.model(at: Self.now)
    var generation = 0
    for case .watchRefusals(let number) in model.start() { generation = number }
    for key in [Key.character("3"), .character("c"), .left] {
      _ = model.update(.input(.key(key)), at: Self.now)
    }
    let message = Message.refusalsPublished(generation: generation, Self.history)
    _ = model.update(message, at: Self.now)
    return model
  }

  private static var history: RefusalHistory {
    let source = RefusalSource(id: 0, kind: .log, name: "access.log")
    var history = RefusalHistory()
    history.expect([source])
    history.move(to: now)
    let start = RefusalStep.minute.start(of: now).advanced(by: .seconds(-60 * 1430))
    for minute in 0..<1430 {
      let at = start.advanced(by: .seconds(60 * minute))
      history.add(
        RefusalBatch(
          source,
          refusals: (0..<8).map { number in
            Refusal(
              at: at,
              count: 1 + (minute * 7 + number * 13) % 40,
              address: NetworkAddress("203.0.113.\(number)"),
              route: "POST /route\(number % 5)"
            )
          },
          requests: [(at: at, count: 4000)],
          recorded: at..<at.advanced(by: .seconds(60))
        )
      )
    }
    history.judge()
    return history
  }
}
