import CPseudoTerminal
import Glibc

/// A program on a real pseudo-terminal with an emulated screen; ended when the test lets go of it.
///
/// Output is read only inside `waitUntil`, `drain` and `waitForExit`.
package final class PseudoTerminal {
  /// How a program ended.
  package enum Exit: Hashable, Sendable {
    case status(Int32)
    case signal(Int32)
  }

  /// Generous: for a machine that runs everything at once.
  package static let patience = Duration.seconds(60)

  private static let outputLimit = 1 << 20

  package let processID: Int32
  package let screen: EmulatedScreen
  /// Bytes the program has written so far, as far as they were read.
  package private(set) var bytesReceived = 0
  /// The last of the program's output, at most 1 MB.
  package private(set) var recentOutput: [UInt8] = []
  /// Whether the emulator answers what the program asks the terminal; the test may do so instead.
  package var answersQuestions = true
  private var primary: Int32
  private var exit: Exit?

  /// Starts a program; throws when there is no pseudo-terminal left.
  package init(
    path: String,
    arguments: [String] = [],
    environment: [String: String] = [:],
    rows: Int = 24,
    columns: Int = 80
  ) throws {
    let given = ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
    let argv = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    let envp = unsafe given.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
    defer {
      let strings = unsafe argv + envp
      for index in unsafe strings.indices { unsafe free(strings[index]) }
    }
    var descriptor: Int32 = -1
    processID = unsafe cpty_spawn(path, argv, envp, UInt16(rows), UInt16(columns), &descriptor)
    primary = descriptor
    screen = EmulatedScreen(rows: rows, columns: columns)
    guard processID > 0 else { throw SpawnFailure(errno: errno) }
  }

  deinit {
    if primary >= 0 { close(primary) }
    guard exit == nil else { return }
    kill(processID, SIGKILL)
    _ = waitpid(processID, nil, 0)
  }

  /// Types text.
  package func send(_ text: String) { send(bytes: Array(text.utf8)) }

  /// Types bytes.
  package func send(bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(primary, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Changes the terminal's size.
  package func resize(rows: Int, columns: Int) {
    screen.resize(rows: rows, columns: columns)
    cpty_resize(primary, UInt16(rows), UInt16(columns))
  }

  /// Reads output until the condition holds; false when the time is spent first.
  package func waitUntil(
    within time: Duration = patience,
    _ condition: (EmulatedScreen) -> Bool
  ) -> Bool {
    let deadline = ContinuousClock.now + time
    while !condition(screen) {
      guard ContinuousClock.now < deadline, read(within: 50) != .closed else {
        return condition(screen)
      }
    }
    return true
  }

  /// Reads until nothing has come for a while.
  package func drain(quietFor milliseconds: Int32 = 300) {
    while read(within: milliseconds) == .some {}
  }

  /// Reads for as long as told and answers how many bytes came.
  package func bytes(within time: Duration) -> Int {
    let before = bytesReceived
    let deadline = ContinuousClock.now + time
    while ContinuousClock.now < deadline, read(within: 50) != .closed {}
    return bytesReceived - before
  }

  /// Reads output until the program ends; nil when the time is spent first.
  package func waitForExit(within time: Duration = patience) -> Exit? {
    let deadline = ContinuousClock.now + time
    while exit == nil, ContinuousClock.now < deadline {
      let reading = read(within: 20)
      reap()
      // Without a terminal there is nothing to wait on but the process.
      if reading == .closed, exit == nil { _ = poll(nil, 0, 20) }
    }
    while read(within: 0) == .some {}
    return exit
  }

  /// Closes our end: the program gets SIGHUP and the end of its input.
  package func hangUp() {
    close(primary)
    primary = -1
  }

  /// Sends a signal to the program.
  package func signal(_ number: Int32) { kill(processID, number) }

  /// Whether the terminal is in the shell's mode: lines, echo and signal keys on.
  package var isCooked: Bool {
    guard let modes else { return false }
    let flags = tcflag_t(ICANON | ECHO | ISIG)
    return modes.local & flags == flags
  }

  /// The terminal's flags of now; nil when it is gone.
  package var modes: TerminalModes? {
    var settings = termios()
    guard unsafe tcgetattr(primary, &settings) == 0 else { return nil }
    return TerminalModes(
      input: settings.c_iflag,
      output: settings.c_oflag,
      control: settings.c_cflag,
      local: settings.c_lflag
    )
  }

  private enum Reading { case some, nothing, closed }

  private func read(within milliseconds: Int32) -> Reading {
    guard primary >= 0 else { return .closed }
    var request = pollfd(fd: primary, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&request, 1, milliseconds) > 0 else { return .nothing }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe Glibc.read(primary, &buffer, buffer.count)
    guard count > 0 else { return .closed }
    let bytes = Array(buffer.prefix(count))
    bytesReceived += count
    recentOutput += bytes
    if recentOutput.count > Self.outputLimit {
      recentOutput.removeFirst(recentOutput.count - Self.outputLimit)
    }
    let reply = screen.take(bytes)
    if answersQuestions, !reply.isEmpty { send(bytes: reply) }
    return .some
  }

  private func reap() {
    var status: Int32 = 0
    guard unsafe waitpid(processID, &status, WNOHANG) == processID else { return }
    let signal = status & 0x7F
    exit = signal == 0 ? .status(status >> 8 & 0xFF) : .signal(signal)
  }
}

/// No pseudo-terminal or process could be had.
package struct SpawnFailure: Error {
  package var errno: Int32
}
