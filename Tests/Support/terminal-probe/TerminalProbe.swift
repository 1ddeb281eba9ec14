import ConsoleScreen
import ConsoleTerminal
import Glibc

/// A small program for the tests of the driver: shows its size, a sample and the last events.
///
/// Keys: `q` quits, `y` copies, `z` stops like Ctrl-Z, `e` prints to standard error, `s` and `t`
/// crash, `r` reds a cell, `h` shows the cursor, `d` draws again without a change.
@main
@MainActor
struct TerminalProbe {
  private let driver: TerminalDriver
  private let theme: Theme
  private var size: Size
  private var log: [String] = []
  private var isHighlighted = false
  private var isCursorShown = false

  static func main() {
    CrashGuard.install()
    let arguments = CommandLine.arguments
    if let path = arguments.dropFirst().first(where: { $0.hasPrefix("/") }) {
      unsafe CrashGuard.report(to: open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600))
    }
    // Only so that `poll` is interrupted.
    signal(SIGWINCH) { _ in }
    do {
      var probe = try TerminalProbe(arguments)
      exit(probe.run())
    } catch {
      print(error.message)
      exit(2)
    }
  }

  private init(_ arguments: [String]) throws(CursesFailure) {
    let environment = { (name: String) in
      unsafe getenv(name).map { unsafe String(cString: $0) } ?? ""
    }
    driver = try TerminalDriver(
      TerminalOptions(
        type: environment("TERM"),
        program: environment("TERM_PROGRAM"),
        usesColor: !arguments.contains("--no-color"),
        forcesASCII: arguments.contains("--ascii"),
        usesMouse: arguments.contains("--mouse"),
        isInsideTmux: arguments.contains("--tmux"),
        answerPatience: arguments.contains("--patient") ? .seconds(60) : .milliseconds(500)
      )
    )
    size = driver.resize()
    theme = Theme(
      name: "probe",
      roles: [
        .severityError: Appearance(
          foreground: .palette(203),
          background: .rgb(0, 0, 95),
          attributes: .bold,
          sixteen: (.ansi(9), .ansi(4)),
          mono: .reverse
        )
      ]
    )
  }

  private mutating func run() -> Int32 {
    while true {
      driver.present(frame(), theme: theme)
      var request = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      // A signal that comes between drawing and waiting interrupts nothing: the size is looked at again.
      if unsafe poll(&request, 1, 200) <= 0 { size = driver.resize() }
      let reading = driver.readEvents()
      if reading.isClosed {
        driver.stop(isHungUp: true)
        return 129
      }
      for event in reading.events where !take(event) {
        driver.stop()
        driver.stop()
        return 0
      }
    }
  }

  private mutating func take(_ event: TerminalEvent) -> Bool {
    switch event {
    case .key(.character("q")): return false
    case .key(.character("d")): return true
    case .key(.character("y")): log.append("copied \(driver.copy("clip"))")
    case .key(.character("z")): size = driver.stopProcess()
    case .key(.character("e")):
      unsafe perror("\u{1B}[31mnoise")
      log.append("printed")
    case .key(.character("s")): kill(getpid(), SIGSEGV)
    case .key(.character("t")): fatalError("secret in a message")
    case .key(.character("r")): isHighlighted.toggle()
    case .key(.character("h")): isCursorShown.toggle()
    case .key(let key): log.append("key \(key)")
    case .paste(let text): log.append("paste \(text.debugDescription)")
    case .mouse(let event):
      log.append("\(event.kind) \(event.position.row),\(event.position.column)")
    case .resized: break
    }
    return true
  }

  private func frame() -> Frame {
    var frame = Frame(size: size)
    let depth = driver.capabilities.depth
    frame.put("size \(size.rows)x\(size.columns) \(depth) 日本語 e\u{301} │", row: 0, column: 0)
    for (row, line) in log.suffix(max(0, size.rows - 3)).enumerated() {
      frame.put(line, row: row + 1, column: 0)
    }
    frame.put("E", row: 1, column: 70, role: isHighlighted ? .severityError : .text)
    frame.put("corner", row: size.rows - 1, column: size.columns - 6)
    if isCursorShown { frame.cursor = Position(row: 1, column: 3) }
    return frame
  }
}
