import Glibc
import TerminalHarness
import Testing

@Suite("Crash guard", .timeLimit(.minutes(5)))
struct CrashGuardTests {
  private func started(_ arguments: String...) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      path: BuiltProduct.path("terminal-probe"),
      arguments: arguments
    )
    #expect(terminal.waitUntil { $0.contains("corner") }, "\(terminal.screen.text)")
    return terminal
  }

  @Test(arguments: [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGQUIT])
  func aFatalSignalLeavesTheTerminalUsable(_ signal: Int32) throws {
    let terminal = try started()
    terminal.signal(signal)
    #expect(terminal.waitForExit() == .signal(signal))
    #expect(terminal.isCooked)
    #expect(!terminal.screen.contains("corner"))
    #expect(
      TerminalOutput.ends(
        terminal.recentOutput,
        with: ["\u{1B}[?2004l", "\u{1B}[0m", "\u{1B}[?25h", "\u{1B}[?1049l"]
      )
    )
  }

  @Test func aTrapLeavesAddressesAndNothingElse() throws {
    let path = "/tmp/holdfast-crash-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    defer { _ = unsafe unlink(path) }
    let terminal = try started(path)
    terminal.send("t")
    let exit = terminal.waitForExit()
    #expect(exit == .signal(SIGILL) || exit == .signal(SIGTRAP))
    #expect(!terminal.screen.contains("secret"), "\(terminal.screen.text)")
    let report = TerminalOutput.file(path).split(separator: "\n")
    #expect(report.first?.hasPrefix("signal 0x") == true)
    #expect(report.dropFirst().first?.hasPrefix("base 0x") == true)
    #expect(report.count > 4)
    #expect(report.dropFirst(2).allSatisfy { $0.hasPrefix("frame 0x") })
  }
}
