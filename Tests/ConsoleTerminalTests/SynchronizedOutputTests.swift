import Glibc
import TerminalHarness
import Testing

@testable import ConsoleTerminal

/// Frames in brackets where the terminal said that it knows them, and no answer taken for keys.
@Suite("Synchronized output", .timeLimit(.minutes(5)))
struct SynchronizedOutputTests {
  private static let question = "\u{1B}[?2026$p"
  private static let begin = "\u{1B}[?2026h"
  private static let end = "\u{1B}[?2026l"

  /// A probe whose terminal answers only what the test types.
  private func silent(
    _ arguments: String...,
    environment: [String: String] = [:]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      path: BuiltProduct.path("terminal-probe"),
      arguments: arguments,
      environment: environment
    )
    terminal.answersQuestions = false
    #expect(terminal.waitUntil { $0.contains("corner") }, "\(terminal.screen.text)")
    return terminal
  }

  /// What comes after the probe has taken the answer, from a key on that changes the screen.
  private func output(after answer: String, of terminal: PseudoTerminal) -> String {
    terminal.send(answer)
    terminal.drain()
    let before = terminal.recentOutput.count
    terminal.send("r")
    #expect(terminal.waitUntil { $0[1, 70].isBold })
    terminal.drain()
    return String(decoding: terminal.recentOutput[before...], as: UTF8.self)
  }

  @Test(arguments: [1, 2])
  func framesAreBracketedWhereTheTerminalKnowsTheMode(_ setting: Int) throws {
    let terminal = try silent()
    let frame = output(after: "\u{1B}[?2026;\(setting)$y", of: terminal)
    #expect(frame.hasPrefix(Self.begin) && frame.hasSuffix(Self.end), "\(frame.debugDescription)")
    #expect(frame.ranges(of: Self.begin).count == 1)
    let before = terminal.bytesReceived
    terminal.send("ddd")
    terminal.drain()
    #expect(terminal.bytesReceived == before)
  }

  @Test(arguments: [
    "", "\u{1B}[?2026;0$y", "\u{1B}[?2026;3$y", "\u{1B}[?2026;4$y", "\u{1B}[?2004;2$y",
  ])
  func otherTerminalsGetNoBrackets(_ answer: String) throws {
    let terminal = try silent()
    #expect(!output(after: answer, of: terminal).contains("2026"))
  }

  @Test func aLateAnswerInPiecesTypesNothing() throws {
    let terminal = try silent()
    for piece in ["\u{1B}[?2", "026;", "2$", "y"] {
      terminal.send(piece)
      terminal.drain(quietFor: 100)
    }
    #expect(output(after: "", of: terminal).hasPrefix(Self.begin))
    #expect(!terminal.screen.contains("key"), "\(terminal.screen.text)")
  }

  @Test func itIsAskedOnTheAlternateScreenBeforeTheFirstFrame() throws {
    let terminal = try silent()
    let output = String(decoding: terminal.recentOutput, as: UTF8.self)
    let question = try #require(output.firstRange(of: Self.question))
    #expect(output[..<question.lowerBound].contains("\u{1B}[?1049h"))
    #expect(!output[..<question.lowerBound].contains("corner"))
    #expect(output[question.upperBound...].contains("\u{1B}[2J"))
    #expect(output.ranges(of: Self.question).count == 1)
  }

  @Test(arguments: [
    ["TERM": "linux"], ["TERM_PROGRAM": "Apple_Terminal"],
  ])
  func terminalsThatWouldPrintItAreNotAsked(_ environment: [String: String]) throws {
    let terminal = try silent(environment: environment)
    #expect(!TerminalOutput.holds(terminal.recentOutput, "2026"))
  }

  @Test func whoMayBeAskedIsKnownByTypeAndProgram() {
    for type in ["dumb", "eterm-color", "cons25", "linux-16color"] {
      #expect(!SynchronizedOutput.mayAsk(type: type, program: ""))
    }
    for type in ["xterm-256color", "tmux-256color", "screen", "foot"] {
      #expect(SynchronizedOutput.mayAsk(type: type, program: "tmux"))
    }
  }

  @Test func anAnswerToNoQuestionSaysNothing() throws {
    let terminal = try silent(environment: ["TERM_PROGRAM": "Apple_Terminal"])
    #expect(!output(after: "\u{1B}[?2026;2$y", of: terminal).contains("2026"))
  }

  /// A shell behind the probe would show what the probe left to be read.
  @Test func leavingBeforeTheAnswerLeavesNoneToTheShell() throws {
    let terminal = try PseudoTerminal(
      path: "/bin/bash",
      arguments: ["--norc", "--noprofile", "--noediting", "-i"],
      environment: ["PS1": "shell> "]
    )
    terminal.answersQuestions = false
    terminal.send("\(BuiltProduct.path("terminal-probe")) --patient\n")
    #expect(terminal.waitUntil { $0.contains("corner") }, "\(terminal.screen.text)")
    terminal.send("q")
    terminal.drain()
    #expect(terminal.screen.contains("corner"))
    terminal.send("\u{1B}[?2026;2$y")
    #expect(terminal.waitUntil { !$0.contains("corner") && $0.contains("shell>") })
    terminal.send("echo left=$(( 40 + 2 ))\n")
    #expect(terminal.waitUntil { $0.contains("left=42") }, "\(terminal.screen.text)")
    #expect(!terminal.screen.contains("2026"), "\(terminal.screen.text)")
    terminal.send("exit\n")
    #expect(terminal.waitForExit() == .status(0))
  }

  @Test func leavingWithoutAnAnswerWaitsNoLongerThanItsPatience() throws {
    let terminal = try silent()
    terminal.send("q")
    #expect(terminal.waitForExit() == .status(0))
    #expect(terminal.isCooked)
  }

  @Test(arguments: ["q", "s", "t"])
  func everyEndingClosesTheBracket(_ key: String) throws {
    let terminal = try silent()
    _ = output(after: "\u{1B}[?2026;2$y", of: terminal)
    terminal.send(key)
    #expect(terminal.waitForExit() != nil)
    #expect(terminal.isCooked)
    let output = String(decoding: terminal.recentOutput, as: UTF8.self)
    let begin = try #require(output.ranges(of: Self.begin).last)
    let end = try #require(output.ranges(of: Self.end).last)
    #expect(end.lowerBound > begin.lowerBound)
  }
}
