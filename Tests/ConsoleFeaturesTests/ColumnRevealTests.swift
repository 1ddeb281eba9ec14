import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Clear values as the stores would answer them.
enum TestReveal {
  static func values(of cells: [MaskedCell]) -> [MaskedCell: String] {
    Dictionary(
      uniqueKeysWithValues: cells.map { cell in
        switch cell {
        case .user(let id): (cell, "clear-\(id.suffix(4))@example.com")
        case .document(let key): (cell, "Clear \(key.id.text)")
        }
      }
    )
  }
}

/// `X`: a masked column in clear for ten minutes, for one reason and one record.
@Suite struct ColumnRevealTests {
  @discardableResult
  private func opened(_ robot: Robot = Robot()) -> Robot {
    robot.press("X").type("checking with the customer").press("Enter")
    return robot.wait(.seconds(1)).press("Enter")
  }

  private func asked(_ robot: Robot) -> [Effect] {
    robot.effects.filter { if case .revealColumn = $0 { true } else { false } }
  }

  private func read(_ robot: Robot) -> [[MaskedCell]] {
    robot.effects.compactMap { effect in
      guard case .readColumn(_, _, let cells) = effect else { return nil }
      return cells
    }
  }

  @Test func showsEveryValueOfTheColumnForOneReason() {
    let robot = opened()
    #expect(
      asked(robot) == [
        .revealColumn(generation: 1, .sessionUsers, reason: "checking with the customer")
      ]
    )
    #expect(robot.screen.contains("clear-0001@"))
    #expect(robot.screen.contains("clear-0003@"))
    #expect(!robot.screen.contains("u•••@example.com"))
  }

  @Test func readsNothingBeforeTheRevealIsOnRecord() {
    let robot = Robot()
    robot.stores.isAnswering = false
    opened(robot)
    robot.press("j", "PgDn")
    #expect(asked(robot).count == 1)
    #expect(read(robot) == [])
    robot.send(.refused(.reveal(generation: 1), .auditNotInitialised)).press("j")
    #expect(read(robot) == [])
    #expect(robot.model.clearColumns.ends.isEmpty)
  }

  @Test func readsTheRowsAroundTheScreenAloneAndWhatScrollsIn() {
    let robot = Robot()
    robot.stores.rows = TestSessions.rows(3_000).enumerated().map { number, row in
      var row = row
      if row.userID != nil { row.userID = "user\(number)" }
      return row
    }
    robot.press("r")
    opened(robot)
    let page = robot.model.layout.pageRows
    #expect(read(robot).allSatisfy { $0.count <= 3 * page })
    robot.press("G")
    let last = robot.model.sessions.listing.map { $0.row($0.count - 1).userID ?? "" } ?? ""
    #expect(robot.screen.contains("clear-\(last.suffix(4))@"))
    #expect(robot.model.clearColumns.missing(of: [.user("user0")]).count == 1)
    #expect(asked(robot).count == 1)
  }

  @Test func rowsThatAScanBringsAreInClearToo() {
    let robot = opened()
    robot.stores.rows[0].userID = "new0042"
    robot.press("r", "g")
    #expect(robot.screen.contains("clear-0042@"))
    #expect(asked(robot).count == 1)
  }

  @Test func saysOnEveryScreenThatAColumnIsInClearAndUntilWhen() {
    let robot = opened(Robot(size: .large))
    let end = robot.now.advanced(by: MaskedColumn.lifetime).timeOfDay
    #expect(robot.screen.contains("USER in clear until \(end)Z"))
    robot.press("8")
    #expect(robot.screen.contains("CLEAR until \(end.prefix(5))Z"))
  }

  @Test(arguments: [Size.small, .usual])
  func saysSoOnANarrowScreen(size: Size) {
    let robot = opened(Robot(size: size)).wait(.seconds(10))
    #expect(robot.screen.contains("CLEAR until"))
    #expect(robot.screen.contains("USER in clear until"))
  }

  @Test func endsByTime() {
    let robot = opened()
    robot.wait(.seconds(599))
    #expect(robot.screen.contains("clear-0001@"))
    robot.wait(.seconds(1))
    #expect(!robot.screen.contains("clear-"))
    #expect(robot.effects.contains(.closeColumn(.sessionUsers)))
    #expect(robot.model.clearColumns == ClearColumns())
  }

  @Test func endsByTheSameKey() {
    let robot = opened()
    robot.press("X")
    #expect(!robot.screen.contains("clear-"))
    #expect(robot.effects.last == .closeColumn(.sessionUsers))
    robot.press("X")
    #expect(robot.model.layers.count == 1)
  }

  @Test func endsBySuspendingAndWithTheContext() {
    let suspended = opened()
    suspended.press("Ctrl-Z")
    #expect(!suspended.screen.contains("clear-"))
    let left = opened()
    left.send(.contextSwitched(.staging))
    #expect(!left.screen.contains("clear-"))
    #expect(left.model.clearColumns.ends.isEmpty)
  }

  @Test func copiesAndExportsStayMasked() {
    let robot = opened()
    robot.press("y", "j", "e")
    let copied = robot.effects.compactMap { effect in
      if case .copy(let text) = effect { text } else { nil }
    }
    #expect(copied.count == 1 && copied.allSatisfy { !$0.contains("clear-") })
    guard case .exportSessions(let listing, let format, _)? = robot.effects.last else {
      Issue.record("nothing was exported")
      return
    }
    #expect(!listing.exportLine(0, as: format, at: testNow).contains("clear-"))
  }

  @Test func aFailedReadStaysMaskedAndIsTriedAgain() {
    let robot = Robot()
    robot.stores.mongoProblem = nil
    robot.press("X").type("checking with the customer").press("Enter")
    robot.wait(.seconds(1))
    robot.stores.mongoProblem = .unreachable(
      StoreEndpoint(kind: .mongo, address: "127.0.0.1:27017"),
      reason: "refused"
    )
    robot.press("Enter").press("j").press("k")
    #expect(read(robot).count == 1)
    #expect(robot.screen.contains("u•••@example.com"))
    robot.stores.mongoProblem = nil
    robot.wait(.seconds(6)).wait(.seconds(6))
    #expect(robot.screen.contains("clear-0001@"))
  }

  @Test func namesOfDocumentsOpenAlikeAndForTheirTypeAlone() {
    let robot = Robot()
    robot.command("entities contact")
    opened(robot)
    #expect(asked(robot).count == 1)
    #expect(robot.screen.contains("Clear "))
    robot.command("entities user")
    #expect(!robot.screen.contains("Clear "))
    robot.command("entities contact")
    #expect(robot.screen.contains("Clear "))
    #expect(asked(robot).count == 1)
  }

  @Test func aPausedScreenIsDrawnOnceMoreAtTheEnd() {
    let robot = opened()
    robot.wait(.seconds(10)).press("p")
    #expect(robot.model.tickDelay.map { $0 > .seconds(500) } == true)
  }
}
