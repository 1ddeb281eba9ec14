import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same run.
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}

/// Random keys, pastes, sizes and replies: no trap, and what must hold, holds.
@Suite struct FuzzTests {
  private static let keys: [Key] =
    Array("jkgGqsSA*U axyerpwRm!?:/-[]268nvbcdfhilotuz.<>\"@=1").map(Key.character) + [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end,
      .pageUp, .pageDown, .control("c"), .control("l"), .control("t"), .control("u"), .function(1),
    ]

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func tenThousandRandomEventsBreakNothing(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let robot = Robot(
      elevation: .open(until: nil, reason: "trying the demo", ticket: "none yet"),
      sessions: 60
    )
    var applied = 0
    for step in 0..<2500 {
      let message = event(&random, robot)
      let confirmed = confirmedPlan(robot)
      _ = robot.takeEffects()
      robot.send(message)
      applied += robot.effects.count { if case .apply = $0 { true } else { false } }
      try check(robot, confirmed, "seed \(seed) step \(step)")
      if step.isMultiple(of: 4) {
        try #require(robot.model.view().size == robot.model.shell.size, "seed \(seed) step \(step)")
      }
    }
    // A run in which nothing was agreed to would prove little.
    #expect(applied > 0, "seed \(seed)")
  }

  private func event(_ random: inout Seeded, _ robot: Robot) -> Message {
    if case .review? = robot.model.layers.last, Bool.random(using: &random) {
      let steps: [Key] = [.tab, .backTab, .enter, .pageDown]
      robot.now = robot.now.advanced(by: .milliseconds(300))
      return .input(.key(steps.randomElement(using: &random) ?? .enter))
    }
    if robot.model.layers.isEmpty, Int.random(in: 0..<60, using: &random) == 0 {
      robot.command("user \(TestSessions.userID(1))")
    }
    if robot.model.layers.isEmpty, Int.random(in: 0..<20, using: &random) == 0 {
      robot.send(.input(.key(.character("a"))))
      return .input(.key(.character("r")))
    }
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<80: return .input(.key(Self.keys.randomElement(using: &random) ?? .enter))
    case 80..<84: return .input(.paste("revoke 14\n\u{1B}[2J none yet"))
    case 84..<88:
      let size = Size(
        columns: Int.random(in: 1...200, using: &random),
        rows: Int.random(in: 1...60, using: &random)
      )
      return .input(.resized(size))
    case 88..<91:
      let place = Position(
        row: Int.random(in: 0...30, using: &random),
        column: Int.random(in: 0...90, using: &random)
      )
      return .input(.mouse(MouseEvent(kind: .press, position: place)))
    case 91..<94:
      robot.now = robot.now.advanced(by: .milliseconds(Int.random(in: 0...900, using: &random)))
      return .tick
    case 94..<96:
      robot.stores.rows.shuffle(using: &random)
      return .tick
    case 96:
      let size = Int.random(in: 0...80, using: &random)
      robot.stores.rows = TestSessions.rows(size)
      return .tick
    case 97:
      guard let running = robot.model.jobs.running else { return .tick }
      return .finished(
        ActionReceipt(
          plan: running.plan,
          result: .partial,
          ending: .sessions(
            running.plan.sessions.map { _ in
              Bool.random(using: &random) ? .revoked : .unknown
            },
            observations: []
          ),
          intentSequence: 1,
          outcomeSequence: nil,
          problems: [],
          finishedAt: robot.now
        )
      )
    case 98:
      let endpoint = StoreEndpoint(kind: .redis, address: "r:1")
      robot.stores.redisProblem =
        robot.stores.redisProblem == nil ? .timedOut(endpoint, after: .seconds(4)) : nil
      return .tick
    default:
      return .elevationChanged(.open(until: nil, reason: "trying the demo", ticket: "none yet"))
    }
  }

  /// The plan that one more key could have applied, if every rule is met.
  private func confirmedPlan(_ robot: Robot) -> OperationID? {
    guard case .review(let dialog)? = robot.model.layers.last, dialog.form.focus == .agree,
      dialog.form.blocked(at: robot.now) == nil
    else { return nil }
    return dialog.plan.id
  }

  private func check(_ robot: Robot, _ confirmed: OperationID?, _ place: String) throws {
    for case .apply(let id, _) in robot.effects { try #require(id == confirmed, "\(place)") }
    let sessions = robot.model.sessions
    if let cursor = sessions.cursor {
      let shown = try #require(sessions.listing, "\(place)")
      try #require(cursor.position >= 0 && cursor.position < shown.count, "\(place)")
      try #require(shown.row(cursor.position).id == cursor.id, "\(place)")
    }
  }
}
