import ConsoleSystem
import Glibc
import TerminalHarness
import Testing

/// Stopping and going on under a shell with job control.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct SuspendTests {
  private func withShell(
    _ body: (ConsoleUnderTest) async throws -> Void
  ) async throws {
    let backend = try await SharedBackend.backend()
    try await withConsole(
      ["--norc", "--noprofile", "--noediting", "-i"],
      on: backend,
      environment: ["PS1": "shell> "],
      program: "/bin/bash"
    ) { shell in
      try await shell.see("shell>")
      await shell.press(BuiltProduct.path("holdfast") + "\n")
      try await shell.see("scanned, complete")
      try await body(shell)
      await shell.press("exit\n")
      try await shell.ending()
    }
  }

  private func continues(_ shell: ConsoleUnderTest) async throws {
    try await shell.see("Stopped", "shell>")
    #expect(await shell.isCooked)
    #expect(await !shell.text.contains("scanned"))
    await shell.resize((100, 30))
    await shell.press("fg\n")
    try await shell.see("the new size") { screen in
      screen.contains("scanned, complete") && screen.lines[29].contains("? help")
    }
    #expect(await !shell.isCooked)
    await shell.press("q")
    try await shell.see("shell>")
    await shell.press("echo status=$?\n")
    try await shell.see("status=0")
    #expect(await shell.isCooked)
  }

  @Test func ctrlZGivesTheShellBackAndGoesOn() async throws {
    try await withShell { shell in
      await shell.press(Keys.controlZ)
      try await continues(shell)
    }
  }

  @Test func aStopFromOutsideDoesTheSame() async throws {
    try await withShell { shell in
      let console = try #require(ProcessTable.children(of: shell.processID).first)
      kill(console, SIGTSTP)
      try await continues(shell)
    }
  }

  @Test func stoppedByForceItIsDrawnWholeAfterwards() async throws {
    let backend = try await SharedBackend.backend()
    try await withConsole(on: backend) { console in
      try await console.see("scanned, complete")
      await console.signal(SIGSTOP)
      await console.drain()
      let before = await console.bytesReceived
      await console.signal(SIGCONT)
      // A screen of 24 rows, where a sign of life alone changes a few cells.
      try await console.receive(until: before + 1_000)
    }
  }
}
