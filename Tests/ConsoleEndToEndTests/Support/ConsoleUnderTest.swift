import ConsoleConcurrency
import ConsoleSystem
import Glibc
import TerminalHarness

/// The built program on a pseudo-terminal, and the person before it.
///
/// Waiting for the screen blocks, so it happens on a queue of its own and never on the pool's threads.
actor ConsoleUnderTest {
  typealias Size = (columns: Int, rows: Int)

  /// Generous: for a machine that runs everything at once.
  static let patience = Duration.seconds(60)

  nonisolated let processID: Int32
  /// A folder of its own for settings, state and whatever the test writes; gone afterwards.
  nonisolated let home: Folder
  /// The terminal's flags before the program took it.
  nonisolated let modesBefore: TerminalModes?
  private let executor = QueueExecutor(label: "console under test")
  private let terminal: PseudoTerminal

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  /// Starts a program; `environment` is all that it gets beside its own folders.
  init(
    _ program: String,
    _ arguments: [String],
    environment: [String: String],
    size: Size,
    home: Folder
  ) throws {
    let own = [
      "HOME": home.path, "XDG_STATE_HOME": "\(home.path)/state",
      "XDG_CONFIG_HOME": "\(home.path)/config", "TMPDIR": home.path, "PATH": "/usr/bin:/bin",
    ]
    self.home = home
    terminal = try PseudoTerminal(
      path: program,
      arguments: arguments,
      environment: own.merging(environment) { $1 },
      rows: size.rows,
      columns: size.columns
    )
    processID = terminal.processID
    modesBefore = terminal.modes
  }

  /// What is on the screen.
  var text: String { terminal.screen.text }
  var lines: [String] { terminal.screen.lines }
  /// All that the program has written, at most the last megabyte.
  var output: [UInt8] { terminal.recentOutput }
  /// The terminal's flags of now.
  var modes: TerminalModes? { terminal.modes }
  /// Whether the shell could use the terminal.
  var isCooked: Bool { terminal.isCooked }

  /// Types.
  func press(_ keys: String...) {
    for key in keys { terminal.send(key) }
  }

  /// Waits until all texts are on the screen; a test can't go on without.
  func see(_ texts: String..., within time: Duration = patience) throws {
    try see("\(texts)", within: time) { screen in texts.allSatisfy(screen.contains) }
  }

  /// Waits until a text is no longer on the screen.
  func miss(_ text: String) throws {
    try see("the end of \(text)") { !$0.contains(text) }
  }

  /// Waits until the screen is as described.
  func see(
    _ description: String,
    within time: Duration = patience,
    where isShown: @Sendable (EmulatedScreen) -> Bool
  ) throws {
    guard terminal.waitUntil(within: time, isShown) else {
      throw NotSeen(what: description, screen: terminal.screen.text)
    }
  }

  /// Waits until a dialog's agreeing button is no longer inert and types what presses it.
  func agree(_ verb: String, with keys: String...) throws {
    try see("[ \(verb) ] in use") { screen in
      screen.contains("[ \(verb) ]")
        && !["one moment", "reason:", "ticket:"].contains(where: screen.contains)
    }
    for key in keys { terminal.send(key) }
  }

  /// The first row that holds a text; nil when none does.
  func row(of text: String) -> Int? {
    terminal.screen.lines.firstIndex { $0.contains(text) }
  }

  func cell(row: Int, column: Int) -> ScreenCell { terminal.screen[row, column] }

  func resize(_ size: Size) {
    terminal.resize(rows: size.rows, columns: size.columns)
  }

  /// Reads until the program has been silent for a while.
  func drain() { terminal.drain() }

  /// Bytes that come while looking on for some time.
  func bytes(within time: Duration) -> Int { terminal.bytes(within: time) }

  /// Bytes that the program has written in all.
  var bytesReceived: Int { terminal.bytesReceived }

  /// Waits until the program has written so many bytes in all.
  func receive(until count: Int) throws {
    guard terminal.waitUntil(within: Self.patience, { _ in terminal.bytesReceived >= count }) else {
      throw NotSeen(what: "\(count) bytes", screen: terminal.screen.text)
    }
  }

  func signal(_ number: Int32) { terminal.signal(number) }

  /// Takes the terminal away, as a closed window does.
  func hangUp() { terminal.hangUp() }

  /// How the program ended; throws when it does not.
  @discardableResult
  func ending() throws -> PseudoTerminal.Exit {
    guard let exit = terminal.waitForExit(within: Self.patience) else {
      throw NotSeen(what: "the program's end", screen: terminal.screen.text)
    }
    return exit
  }

  /// Waits for the program's end and throws when it is another than expected.
  func ends(as expected: PseudoTerminal.Exit) throws {
    let exit = try ending()
    guard exit == expected else {
      throw NotSeen(what: "\(expected), but \(exit)", screen: terminal.screen.text)
    }
  }

  /// Ends the program if it still runs.
  fileprivate func end() {
    guard terminal.waitForExit(within: .zero) == nil else { return }
    terminal.signal(SIGKILL)
    _ = terminal.waitForExit()
  }
}

/// What a person waited for in vain, and what they saw instead.
struct NotSeen: Error, CustomStringConvertible {
  var what: String
  var screen: String

  var description: String { "not seen: \(what); on the screen:\n\(screen)" }
}

/// Opens a console for one test and ends it whatever happens.
func withConsole<Result>(
  _ arguments: [String] = [],
  on backend: DemoBackend? = nil,
  size: ConsoleUnderTest.Size = (80, 24),
  environment: [String: String] = [:],
  program: String = BuiltProduct.path("holdfast"),
  _ body: (ConsoleUnderTest) async throws -> Result
) async throws -> Result {
  let home = try Folder.temporary(prefix: "holdfast-e2e", in: "/tmp")
  let console = try ConsoleUnderTest(
    program,
    arguments,
    environment: (backend?.environment ?? [:]).merging(environment) { $1 },
    size: size,
    home: home
  )
  do {
    let result = try await body(console)
    await console.end()
    try home.removeRecursively()
    return result
  } catch {
    await console.end()
    try? home.removeRecursively()
    throw error
  }
}
