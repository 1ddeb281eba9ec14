import Glibc
import TerminalHarness
import Testing

/// The driver in a real program on a real pseudo-terminal.
@Suite("Terminal driver", .timeLimit(.minutes(5)))
struct TerminalDriverTests {
  private func probe(
    _ arguments: String...,
    environment: [String: String] = [:],
    rows: Int = 24,
    columns: Int = 80
  ) throws -> PseudoTerminal {
    try PseudoTerminal(
      path: BuiltProduct.path("terminal-probe"),
      arguments: arguments,
      environment: environment,
      rows: rows,
      columns: columns
    )
  }

  private func started(
    _ arguments: String...,
    environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      path: BuiltProduct.path("terminal-probe"),
      arguments: arguments,
      environment: environment
    )
    #expect(terminal.waitUntil { $0.contains("corner") }, "\(terminal.screen.text)")
    return terminal
  }

  @Test func drawsWideTextAndTheLastCell() throws {
    let terminal = try started()
    #expect(terminal.screen.lines[0] == "size 24x80 palette 日本語 e\u{301} │")
    #expect(terminal.screen[23, 79].text == "r")
    #expect(!terminal.isCooked)
  }

  @Test func followsTheSize() throws {
    let terminal = try started()
    for (rows, columns) in [(30, 100), (16, 60), (3, 12), (24, 80)] {
      terminal.resize(rows: rows, columns: columns)
      #expect(
        terminal.waitUntil {
          $0.lines[0].hasPrefix("size \(rows)x\(columns)".prefix(columns))
            && $0[rows - 1, columns - 1].text == "r"
        },
        "\(rows)x\(columns): \(terminal.screen.text)"
      )
    }
  }

  @Test func writesNothingWhenNothingChanged() throws {
    let terminal = try started()
    terminal.drain()
    let before = terminal.bytesReceived
    terminal.send("ddd")
    terminal.drain()
    #expect(terminal.bytesReceived == before)
    terminal.send("r")
    #expect(terminal.waitUntil { $0[1, 70].isBold })
    terminal.drain()
    #expect(terminal.bytesReceived - before < 80)
  }

  @Test func coloursAndAttributesReachTheCell() throws {
    let terminal = try started()
    terminal.send("r")
    #expect(terminal.waitUntil { $0[1, 70].isBold })
    let cell = terminal.screen[1, 70]
    #expect(cell.foreground == 203)
    #expect(cell.background == 17)
  }

  @Test(arguments: [["--no-color"], ["--no-color", "--ascii"]])
  func withoutColourAttributesRemain(_ arguments: [String]) throws {
    let terminal = try PseudoTerminal(
      path: BuiltProduct.path("terminal-probe"),
      arguments: arguments
    )
    terminal.send("r")
    #expect(terminal.waitUntil { $0[1, 70].isReverse })
    #expect(terminal.screen[1, 70].foreground == nil)
    #expect(terminal.screen.lines[0].hasPrefix("size 24x80 mono"))
  }

  @Test func eightColoursShowBrightOnesBold() throws {
    let terminal = try started(environment: ["TERM": "xterm"])
    terminal.send("r")
    #expect(terminal.waitUntil { $0[1, 70].isBold })
    #expect(terminal.screen[1, 70].foreground == 1)
    #expect(terminal.screen[1, 70].background == 4)
  }

  @Test(arguments: [["LC_ALL": "C"], ["LC_ALL": "POSIX"], ["LC_ALL": "nowhere_XX.UTF-8"]])
  func anotherLocaleGetsASCII(_ environment: [String: String]) throws {
    let terminal = try started(environment: environment)
    #expect(terminal.screen.lines[0] == "size 24x80 palette ? ? ?  e |")
  }

  @Test func readsKeysPastesAndTheMouse() throws {
    let terminal = try started("--mouse")
    terminal.send("\u{1B}OA\u{1B}OPé\u{1B}[1;5Z")
    #expect(terminal.waitUntil { $0.contains("key character(\"é\")") }, "\(terminal.screen.text)")
    #expect(terminal.screen.lines[1].hasPrefix("key up "))
    #expect(terminal.screen.lines[2...3] == ["key function(1)", "key character(\"é\")"])
    terminal.send("\u{1B}")
    #expect(terminal.waitUntil { $0.contains("key escape") })
    terminal.send("\u{1B}[200~q\rq\u{1B}[201~")
    #expect(terminal.waitUntil { $0.contains("paste \"q\\rq\"") }, "\(terminal.screen.text)")
    terminal.send("\u{1B}[<0;5;7M\u{1B}[<0;5;7m")
    #expect(terminal.waitUntil { $0.contains("press 6,4") }, "\(terminal.screen.text)")
  }

  @Test func quittingGivesTheTerminalBack() throws {
    let terminal = try started()
    terminal.send("q")
    #expect(terminal.waitForExit() == .status(0))
    #expect(terminal.isCooked)
    #expect(!terminal.screen.contains("corner"))
    #expect(TerminalOutput.ends(terminal.recentOutput, with: ["\u{1B}[?2004l", "\u{1B}[?1049l"]))
  }

  @Test func copiesThroughTheTerminal() throws {
    let terminal = try started()
    terminal.send("y")
    #expect(terminal.waitUntil { $0.contains("copied true") })
    #expect(TerminalOutput.holds(terminal.recentOutput, "\u{1B}]52;c;Y2xpcA==\u{07}"))
  }

  @Test func standardErrorIsReplayedSafelyAfterwards() throws {
    let terminal = try started()
    terminal.send("e")
    #expect(terminal.waitUntil { $0.contains("printed") })
    #expect(!terminal.screen.contains("noise"))
    terminal.send("q")
    #expect(terminal.waitForExit() == .status(0))
    #expect(terminal.screen.contains("␛[31mnoise"), "\(terminal.screen.text)")
  }

  /// In a shell with job control: the kernel stops no process group that nobody could continue.
  @Test func stopsLikeCtrlZAndComesBack() throws {
    let terminal = try PseudoTerminal(
      path: "/bin/bash",
      arguments: ["--norc", "--noprofile", "-i"],
      environment: ["PS1": "shell> "]
    )
    #expect(terminal.waitUntil { $0.contains("shell>") })
    terminal.send("\(BuiltProduct.path("terminal-probe"))\n")
    #expect(terminal.waitUntil { $0.contains("corner") }, "\(terminal.screen.text)")
    terminal.send("z")
    #expect(terminal.waitUntil { $0.contains("Stopped") }, "\(terminal.screen.text)")
    #expect(!terminal.screen.contains("corner"))
    terminal.resize(rows: 20, columns: 72)
    terminal.send("fg\n")
    #expect(
      terminal.waitUntil { $0.lines[0].hasPrefix("size 20x72") && $0.contains("corner") },
      "\(terminal.screen.text)"
    )
    terminal.send("q")
    #expect(terminal.waitUntil { !$0.contains("corner") && $0.contains("shell>") })
    terminal.send("exit\n")
    #expect(terminal.waitForExit() == .status(0))
  }

  @Test func hangingUpEndsIt() throws {
    let terminal = try started()
    terminal.hangUp()
    let exit = terminal.waitForExit()
    #expect(exit == .signal(SIGHUP) || exit == .status(129))
  }

  @Test func anUnknownTerminalIsRefused() throws {
    for type in ["no-such-terminal", ""] {
      let terminal = try probe(environment: ["TERM": type])
      #expect(terminal.waitForExit() == .status(2))
      #expect(terminal.screen.contains("is not known here"), "\(terminal.screen.text)")
      #expect(terminal.isCooked)
    }
  }

  @Test func theCursorShowsWhereTheFrameSays() throws {
    let terminal = try started()
    terminal.send("h")
    terminal.drain()
    #expect(
      TerminalOutput.holds(terminal.recentOutput, "\u{1B}[?25h")
        || TerminalOutput.holds(terminal.recentOutput, "\u{1B}[?12l")
    )
  }
}
