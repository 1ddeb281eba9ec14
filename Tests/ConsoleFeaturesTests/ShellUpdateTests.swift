import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

@Suite struct ShellUpdateTests {
  @Test func digitsOpenScreensAndTheHistoryLeadsBack() {
    let robot = Robot()
    robot.press("6", "8")
    #expect(robot.model.shell.navigation.current == .health)
    robot.press("[")
    #expect(robot.model.shell.navigation.current == .audit)
    robot.press("]")
    #expect(robot.model.shell.navigation.current == .health)
    robot.press("-", "-")
    #expect(robot.model.shell.navigation.current == .health)
    robot.press("q", "q", "q", "q", "q")
    #expect(robot.effects.last == .quit(status: 0))
  }

  @Test func aPausedDisplayAsksTheServersOnlyWhileAnOutcomeIsOwed() {
    let robot = Robot()
    let pings = { robot.effects.count { if case .pingServers = $0 { true } else { false } } }
    robot.press("p")
    let before = pings()
    robot.wait(.seconds(60))
    #expect(pings() == before)
    robot.send(.auditSettled(stored: 0, problem: "outcomes wait in the journal"))
    robot.wait(.seconds(60))
    #expect(pings() > before)
    #expect(robot.model.shell.isPaused)
    #expect(robot.screen.contains("outcome not stored"))
  }

  @Test func anUnknownCommandOffersTheNearest() {
    let robot = Robot()
    robot.command("revok")
    #expect(robot.model.shell.flash?.text.contains("did you mean :revoke?") == true)
  }

  @Test func thePaletteCompletesNamesAndValues() {
    let robot = Robot()
    robot.press(":").type("them").press("Tab").type(" li").press("Tab", "Enter")
    #expect(robot.effects.contains(.setTheme("light")))
    robot.press(":", "Up")
    guard case .palette(let palette)? = robot.model.layers.last else {
      Issue.record("the palette is closed")
      return
    }
    #expect(palette.input.text == "theme light")
  }

  @Test func helpNarrowsAndRuns() {
    let robot = Robot()
    robot.press("?").type("health").press("Enter")
    #expect(robot.model.shell.navigation.current == .health)
  }

  @Test func aCommandThatCanNotBeUsedSaysWhy() {
    let robot = Robot()
    robot.press("U")
    #expect(robot.model.shell.flash?.text == "unmark all: nothing is marked")
  }

  @Test func aFlashGoesAwayAndAnErrorStays() {
    let robot = Robot()
    robot.send(.complained("the theme file could not be read"))
    robot.wait(.seconds(7))
    #expect(robot.model.shell.flash == nil)
    #expect(robot.screen.contains("1 error (!)"))
    robot.press("!")
    #expect(robot.screen.contains("the theme file could not be read"))
    #expect(robot.model.shell.unreadErrors == 0)
  }

  @Test func quittingAsksWhileAnActionRuns() {
    let robot = Robot(
      elevation: .open(until: nil, reason: "Incident 4711, laptop", ticket: "none yet")
    )
    robot.command("revoke").wait(.seconds(1)).press("S-Tab", "Enter", "Esc", "F10")
    #expect(!robot.effects.contains(.quit(status: 0)))
    robot.press("Esc").press("F10")
    robot.wait(.seconds(1)).press("Tab", "Enter")
    #expect(robot.effects.last == .quit(status: 0))
  }

  @Test func anotherContextKeepsNoRowNoMarkAndNoRight() {
    let robot = Robot(elevation: .open(until: nil, reason: "Incident 4711", ticket: "none yet"))
    robot.press("Space").command("ctx prod")
    #expect(robot.effects.contains(.switchContext("prod")))
    robot.stores.isAnswering = false
    robot.send(.contextSwitched(.staging))
    #expect(robot.model.sessions.marks.isEmpty)
    #expect(robot.model.sessions.listing == nil)
    #expect(robot.model.elevation == .readOnly(reason: nil))
  }

  @Test func controlCStopsTheScan() {
    let robot = Robot(answering: false)
    robot.press("Ctrl-C")
    #expect(robot.effects.contains(.cancel(.scan)))
    robot.send(.scanEnded(generation: 1, TestSessions.snapshot(TestSessions.rows(3))))
    #expect(robot.model.sessions.latest == nil)
  }

  @Test func pastingOutsideAPromptPressesNoKey() {
    let robot = Robot()
    robot.paste("q\nq\n:quit\n")
    #expect(!robot.effects.contains(.quit(status: 0)))
  }

  @Test func aHostileNameReachesNoCell() {
    let robot = Robot()
    robot.stores.rows[0].agent = "curl\u{1B}]52;c;aGk=\u{07}\u{202E}"
    robot.stores.rows[0].ip = "10.0.0.1\u{1B}[2J\n"
    robot.press("r", "w")
    for row in 0..<robot.model.shell.size.rows {
      for cell in robot.model.view().row(row) {
        for scalar in cell.character.unicodeScalars {
          #expect(scalar.value >= 0x20 && scalar.value != 0x7F && scalar.value != 0x202E)
        }
      }
    }
  }

  @Test func theStatusLineDropsItsLeastImportantPartsFirst() {
    let parts = [
      StatusPart("row 1/9"), StatusPart("scan 4s old", priority: 2),
      StatusPart("H held", .hold, priority: 1), StatusPart("masked", priority: 5),
    ]
    let texts = [40, 35, 20, 3].map { parts.fitting($0).map(\.text).joined() }
    #expect(
      texts == [
        "row 1/9  scan 4s old  H held  masked", "row 1/9  scan 4s old  H held",
        "row 1/9  H held", "row 1/9",
      ]
    )
  }

  @Test func aPaneThatIsTooSmallSaysHowMuchMoreThereIs() {
    let robot = Robot(size: .small)
    robot.press("Enter")
    #expect(robot.screen.contains("more lines (j, PgDn)"))
    robot.press("G")
    #expect(!robot.screen.contains("more line"))
  }

  @Test func theWideSetTakesTheWholeWidthAndGivesItBack() {
    let robot = Robot(size: .large)
    #expect(robot.model.layout.isSplit)
    robot.press("w")
    #expect(!robot.model.layout.isSplit)
    robot.press("w")
    #expect(robot.model.layout.isSplit)
  }

  @Test func aClickOnATabOpensItsScreen() {
    let robot = Robot()
    let tab = ScreenTab.all[1]
    robot.send(
      .input(
        .mouse(
          MouseEvent(kind: .press, position: Position(row: 1, column: tab.columns.lowerBound + 1))
        )
      )
    )
    #expect(robot.model.shell.navigation.current == tab.screen)
  }

  @Test func filtersThatWereKeptComeBackInThePrompt() {
    let robot = Robot()
    robot.press("/").type("ip:10.2.0.1").press("Enter")
    robot.press("/", "Ctrl-U").type("role:member").press("Enter")
    robot.press("/", "Ctrl-U", "Up", "Up").press("Enter")
    #expect(robot.model.sessions.filter == "ip:10.2.0.1")
    robot.press("/", "Up", "Down").press("Enter")
    #expect(robot.model.sessions.filter.isEmpty)
  }

  @Test func aLongErrorIsReadableToItsEnd() {
    let robot = Robot()
    robot.send(.complained(String(repeating: "long ", count: 40) + "the end"))
    robot.press("!")
    #expect(robot.screen.contains("the end"))
  }

  @Test func theHelpShowsTheWholeSummaryOfTheChosenCommand() {
    let robot = Robot()
    robot.press("?").type("mark range")
    #expect(robot.screen.contains("the second time, mark everything in between."))
  }

  @Test func aMenuLongerThanTheScreenFollowsItsChoice() {
    let robot = Robot(size: .small)
    robot.press("s")
    #expect(!robot.screen.contains("b  bytes"))
    for _ in SessionOrder.Column.allCases { robot.press("Down") }
    #expect(robot.screen.contains("b  bytes"))
  }
}
