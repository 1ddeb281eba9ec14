import ConsoleSystem
import Glibc
import ServerHarness
import TerminalHarness
import Testing

/// Every way in which the console ends (tui.md c.10): what it leaves of the terminal, and its status.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct EndingTests {
  /// Pasting unmarked, plain text, cursor, main screen.
  private static let restore = ["\u{1B}[?2004l", "\u{1B}[?1049l"]
  private static let crashRestore = restore + ["\u{1B}[0m", "\u{1B}[?25h"]

  private func withOpenConsole(
    environment: [String: String] = [:],
    _ body: (ConsoleUnderTest) async throws -> Void
  ) async throws {
    let backend = try await SharedBackend.backend()
    try await withConsole(on: backend, environment: environment) { console in
      try await console.see("scanned, complete")
      try await body(console)
    }
  }

  private func expectRestored(_ console: ConsoleUnderTest, by sequences: [String]) async {
    let end = await String(decoding: console.output.suffix(400), as: UTF8.self)
    for sequence in sequences {
      #expect(end.contains(sequence), "\(end.debugDescription)")
    }
    #expect(await console.modes == console.modesBefore)
  }

  @Test(arguments: ["q", "\u{1B}[21~", ":quit\r"])
  func leavingGivesTheTerminalBack(_ keys: String) async throws {
    try await withOpenConsole { console in
      await console.press(keys)
      try await console.ends(as: .status(0))
      await expectRestored(console, by: Self.restore)
      #expect(await !console.text.contains("scanned"))
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aRequestToStopGivesTheTerminalBack(_ signal: Int32) async throws {
    try await withOpenConsole { console in
      await console.signal(signal)
      try await console.ends(as: .status(128 + signal))
      await expectRestored(console, by: Self.restore)
    }
  }

  @Test func aHangUpSignalEndsWithoutAByte() async throws {
    try await withOpenConsole { console in
      await console.press("p")
      try await console.see("paused")
      await console.drain()
      let before = await console.output.count
      await console.signal(SIGHUP)
      try await console.ends(as: .status(129))
      #expect(await console.output.count == before)
    }
  }

  @Test func aClosedWindowEndsTheConsole() async throws {
    try await withOpenConsole { console in
      await console.hangUp()
      try await console.ends(as: .status(129))
    }
  }

  @Test(arguments: [SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGTRAP, SIGSYS, SIGQUIT])
  func aFatalSignalLeavesTheTerminalUsable(_ signal: Int32) async throws {
    try await withOpenConsole { console in
      await console.signal(signal)
      try await console.ends(as: .signal(signal))
      await expectRestored(console, by: Self.crashRestore)
      try await expectCrashFile(of: console)
    }
  }

  @Test func aTrapTellsAddressesAndNothingElse() async throws {
    try await withOpenConsole(environment: ["HOLDFAST_CRASH": "trap"]) { console in
      await console.press("/", "email:planted.person@example.com")
      try await console.see("planted.person")
      await console.signal(SIGUSR1)
      guard case .signal = try await console.ending() else {
        Issue.record("it did not crash")
        return
      }
      await expectRestored(console, by: Self.crashRestore)
      try await expectCrashFile(of: console)
      let log = try File("\(console.home.path)/state/holdfast/holdfast.log").read(limit: 1 << 20)
      #expect(!String(decoding: log, as: UTF8.self).contains("planted"))
    }
  }

  @Test(arguments: ["overflow", "overflow-in-task", "overflow-in-queue"])
  func anOverflownStackLeavesTheTerminalUsableWhicheverThreadsItIs(_ way: String) async throws {
    try await withOpenConsole(environment: ["HOLDFAST_CRASH": way]) { console in
      await console.signal(SIGUSR1)
      try await console.ends(as: .signal(SIGSEGV))
      await expectRestored(console, by: Self.crashRestore)
      try await expectCrashFile(of: console)
    }
  }

  @Test func aCrashIsNoMatterForTheNextStart() async throws {
    let backend = try await SharedBackend.backend()
    try await withOpenConsole { console in
      await console.signal(SIGABRT)
      try await console.ends(as: .signal(SIGABRT))
      let state = ["XDG_STATE_HOME": "\(console.home.path)/state"]
      try await withConsole(on: backend, environment: state) { next in
        try await next.see("scanned, complete")
        #expect(await !next.text.contains("crash"))
        await next.press("q")
        try await next.ends(as: .status(0))
      }
    }
  }

  @Test func aFullCrashFileStartsAfresh() async throws {
    let backend = try await SharedBackend.backend()
    let state = try Folder.temporary(prefix: "holdfast-crash", in: "/tmp")
    defer { try? state.removeRecursively() }
    try Folder("\(state.path)/holdfast").create()
    let crash = File("\(state.path)/holdfast/crash")
    try crash.replace(with: repeatElement(UInt8(ascii: "\n"), count: 1 << 20))
    try await withConsole(on: backend, environment: ["XDG_STATE_HOME": state.path]) { console in
      try await console.see("scanned, complete")
      #expect(try crash.attributes().bytes == 0)
      await console.press("q")
      try await console.ends(as: .status(0))
    }
  }

  @Test func aBrokenPipeIsNotFatal() async throws {
    try await withOpenConsole { console in
      await console.signal(SIGPIPE)
      await console.press("?")
      try await console.see("HELP")
    }
  }

  /// Lines of a word and a number, mode 0600.
  private func expectCrashFile(of console: ConsoleUnderTest) async throws {
    let file = File("\(console.home.path)/state/holdfast/crash")
    #expect(try file.attributes().mode & 0o777 == 0o600)
    let lines = try String(decoding: file.read(limit: 1 << 20), as: UTF8.self).split(
      separator: "\n"
    )
    #expect(lines.count > 3)
    #expect(lines.first?.hasPrefix("signal 0x") == true)
    for line in lines {
      #expect(line.wholeMatch(of: /(signal|base|frame) 0x[0-9a-f]{16}/) != nil, "\(line)")
    }
  }
}
