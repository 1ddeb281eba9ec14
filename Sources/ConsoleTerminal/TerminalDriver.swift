import CNCurses
import CTerminalGuard
package import ConsoleScreen
import ConsoleText
import Glibc

/// The screen: shows frames and answers what was typed.
///
/// The only owner of curses, which has one screen a process and is not made for threads: hence the
/// main actor.
@MainActor
@safe
package final class TerminalDriver {
  private static var isScreenUp = false

  package let capabilities: TerminalCapabilities
  private let options: TerminalOptions
  private let input: Int32
  private let output: Int32
  /// What frames, and nothing else, are written to.
  private let drawing: Int32
  private var handle: CursesScreenHandle?
  private var capture: StandardErrorCapture?
  private var isUp = true
  private var decoder = InputDecoder()
  private var shown: Frame?
  private var synchronized: SynchronizedOutput
  private var styles: RoleStyles?

  /// Takes the terminal over; `stop` gives it back and must be called on every way out.
  ///
  /// Signals are left as they are: curses' own handlers are not installed.
  package init(
    _ options: TerminalOptions,
    input: Int32 = 0,
    output: Int32 = 1
  ) throws(CursesFailure) {
    guard !Self.isScreenUp else {
      throw CursesFailure(.alreadyStarted, "a screen is up already")
    }
    guard isatty(input) == 1, isatty(output) == 1 else {
      throw CursesFailure(.notATerminal, "standard input and output must be a terminal")
    }
    let isUTF8 = TerminalLocale.adopt()
    guard ctguard_arm(input, output) == 0 else {
      throw CursesFailure(.system, "the terminal's settings can't be read", errno: errno)
    }
    guard let handle = CursesScreenHandle(type: options.type, input: input, output: output) else {
      ctguard_disarm()
      let type = SafeText.of(options.type)
      throw CursesFailure(
        .unknownTerminal,
        "the terminal type \"\(type)\" is not known here; set TERM, for example to xterm-256color"
      )
    }
    drawing = handle.drawing
    synchronized = SynchronizedOutput(patience: options.answerPatience)
    self.handle = consume handle
    (self.options, self.input, self.output) = (options, input, output)
    Self.configure(usesMouse: options.usesMouse)
    capabilities = TerminalCapabilities(options, isUTF8: isUTF8)
    capture = StandardErrorCapture(to: options.standardError)
    Self.isScreenUp = true
    TerminalBytes.write(TerminalBytes.enter, to: output)
    if SynchronizedOutput.mayAsk(type: options.type, program: options.program) {
      TerminalBytes.write(SynchronizedOutput.question, to: output)
      synchronized.ask(at: .now)
    }
    _ = resize()
  }

  /// The size as the terminal says it now; call after SIGWINCH, then draw.
  package func resize() -> Size {
    var (rows, columns): (Int32, Int32) = (0, 0)
    if unsafe cncurses_window_size(output, &rows, &columns) == OK {
      if is_term_resized(rows, columns) { resizeterm(rows, columns) }
    } else {
      unsafe (rows, columns) = (getmaxy(cncurses_stdscr()), getmaxx(cncurses_stdscr()))
    }
    let size = Size(columns: Int(columns), rows: Int(rows))
    if shown?.size != size { forceRedraw() }
    return size
  }

  /// Writes the cells that differ from what is shown; nothing when none does.
  package func present(_ frame: Frame, theme: Theme) {
    guard isUp else { return }
    if styles?.theme != theme {
      styles = RoleStyles(theme: theme, depth: capabilities.depth)
      shown = nil
    }
    let diff = FrameDiff(from: shown, to: frame)
    guard !diff.isEmpty, var styles else { return }
    let isBracketed = synchronized.isUsable
    if isBracketed { TerminalBytes.write(SynchronizedOutput.begin, to: drawing) }
    for run in diff.runs { write(run, &styles) }
    self.styles = styles
    place(frame.cursor)
    refresh()
    if isBracketed { TerminalBytes.write(SynchronizedOutput.end, to: drawing) }
    shown = frame
  }

  /// Makes the next `present` write the whole screen: after something else wrote to the terminal.
  package func forceRedraw() {
    shown = nil
    _ = unsafe clearok(cncurses_stdscr(), true)
  }

  /// Everything typed so far, without waiting.
  package func readEvents() -> TerminalReading {
    guard isUp else { return TerminalReading(events: [], isClosed: false) }
    var events: [TerminalEvent] = []
    while true {
      let code = unsafe wgetch(cncurses_stdscr())
      guard code != ERR else { break }
      if code == KEY_MOUSE {
        if let event = MouseReports.next() { events.append(.mouse(event)) }
      } else {
        events += decoder.take(code)
      }
    }
    events += decoder.finish()
    for report in decoder.takeReports() { synchronized.take(report) }
    return TerminalReading(
      events: events,
      isClosed: events.isEmpty && TerminalBytes.isClosed(input)
    )
  }

  /// Turns mouse reports on or off; while they are on, the terminal's own selection needs Shift.
  package func setMouse(_ isOn: Bool) {
    if isOn { MouseReports.enable() } else { MouseReports.disable() }
  }

  /// Whether tmux stands between the console and the terminal.
  package var isInsideTmux: Bool { options.isInsideTmux }

  /// Asks the terminal to put text on the clipboard; false when it is too long for OSC 52.
  package func copy(_ text: String) -> Bool {
    guard
      isUp,
      let bytes = ClipboardSequence.bytes(for: text, isInsideTmux: options.isInsideTmux)
    else { return false }
    TerminalBytes.write(bytes, to: output)
    return true
  }

  /// Gives the terminal back for a while: to the shell at Ctrl-Z, or to an editor.
  package func suspend() {
    guard isUp else { return }
    awaitAnswer()
    isUp = false
    TerminalBytes.write(TerminalBytes.leave, to: output)
    endwin()
  }

  /// Takes the terminal over again and answers its size, which may have changed; then draw.
  package func resume() -> Size {
    guard !isUp, Self.isScreenUp else { return resize() }
    isUp = true
    refresh()
    TerminalBytes.write(TerminalBytes.enter, to: output)
    forceRedraw()
    return resize()
  }

  /// Stops the process as Ctrl-Z does and answers the size once it is continued.
  package func stopProcess() -> Size {
    suspend()
    ctguard_stop_self()
    return resume()
  }

  /// Gives the terminal back for good and prints what went to standard error; safe to call twice.
  ///
  /// With `isHungUp` nothing is written: there is no terminal any more.
  package func stop(isHungUp: Bool = false) {
    guard Self.isScreenUp else { return }
    Self.isScreenUp = false
    if !isHungUp {
      suspend()
      ctguard_disarm()
    }
    isUp = false
    handle = nil
    if let capture = capture.take() { capture.finish() }
  }

  /// Takes the answer that is on its way, so that the shell does not; what is typed meanwhile is lost.
  private func awaitAnswer() {
    while let deadline = synchronized.deadline, deadline > .now {
      let rest = (deadline - .now) / .milliseconds(1)
      guard TerminalBytes.isReadable(input, within: Int32(rest.rounded(.up))) else { continue }
      if readEvents().isClosed { return }
    }
  }

  private static func configure(usesMouse: Bool) {
    // Not `cbreak`: Ctrl-C and Ctrl-Z are keys.
    raw()
    noecho()
    nonl()
    // Else the Escape key waits for a second.
    set_escdelay(25)
    unsafe keypad(cncurses_stdscr(), true)
    unsafe nodelay(cncurses_stdscr(), true)
    if usesMouse { MouseReports.enable() }
    curs_set(0)
  }

  private func write(_ run: FrameDiff.Run, _ styles: inout RoleStyles) {
    var column = Int32(run.column)
    for cell in run.cells where cell.width > 0 {
      let style = styles[cell.role]
      let (scalars, isPadded) = CellText.of(cell, isASCII: capabilities.glyphs.isASCII)
      let text = scalars.map { wchar_t(bitPattern: $0.value) } + [0]
      unsafe cncurses_put(Int32(run.row), column, text, style.attributes, style.pair)
      if isPadded {
        unsafe cncurses_put(Int32(run.row), column + 1, [0x20, 0], style.attributes, style.pair)
      }
      column += Int32(cell.width)
    }
  }

  private func place(_ cursor: Position?) {
    curs_set(cursor == nil ? 0 : 1)
    _ = unsafe leaveok(cncurses_stdscr(), cursor == nil)
    if let cursor { move(Int32(cursor.row), Int32(cursor.column)) }
  }
}
