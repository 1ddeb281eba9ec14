import ConsoleActions
package import ConsoleConcurrency
package import ConsoleDomain
package import ConsoleFeatures
package import ConsoleScreen
import ConsoleSystem

/// The one place where messages become effects and the model becomes a frame.
///
/// Everything that waits in the mailbox is folded into the model before one frame is drawn, and
/// frames come at most thirty times a second. Nothing here blocks.
@MainActor
package final class ConsoleLoop {
  /// How the loop ended.
  package struct Ending: Hashable, Sendable {
    /// 0, or 128 and the number of the signal that ended it.
    package var status: Int32
    /// The terminal is gone: not a byte may be written to it.
    package var isTerminalGone: Bool

    /// What the record of the console's end says.
    var onRecord: ConsoleEnding {
      if isTerminalGone { return .terminalGone }
      return status > 128 ? .signal(status - 128) : .quit
    }
  }

  /// The shortest time between two frames.
  static let frameInterval: Duration = .milliseconds(33)

  package private(set) var model: Model
  private let display: any Display
  private let mailbox: Mailbox<LoopEvent>
  private let surroundings: Surroundings
  private var runner: EffectRunner
  private var themes: [String: Theme]
  private var theme: Theme
  private var lastFrame: Duration?
  /// When the next tick comes; nil: none is set.
  private var nextTick: Duration?
  private var lastTouch: Duration?
  private var isFrameDue = false
  private var alarm: Alarm
  private var ending: Ending?

  /// What the loop needs of the machine; tests give it a clock of their own.
  package struct Surroundings: Sendable {
    /// Wall time.
    package var now: @Sendable () -> Instant
    /// Time that never jumps.
    package var monotonic: @Sendable () -> Duration
    /// Opens another context's connections.
    package var prepare: @Sendable (String) async -> Result<PreparedContext, ContextProblem>

    /// Makes the surroundings.
    package init(
      now: @escaping @Sendable () -> Instant,
      monotonic: @escaping @Sendable () -> Duration,
      prepare: @escaping @Sendable (String) async -> Result<PreparedContext, ContextProblem>
    ) {
      self.now = now
      self.monotonic = monotonic
      self.prepare = prepare
    }
  }

  /// Makes a loop that has not started.
  package init(
    model: Model,
    display: any Display,
    mailbox: Mailbox<LoopEvent>,
    ports: ConsolePorts,
    themes: [String: Theme],
    surroundings: Surroundings
  ) {
    self.model = model
    self.display = display
    self.mailbox = mailbox
    self.surroundings = surroundings
    self.themes = themes
    theme = themes[model.shell.catalog.theme] ?? Theme(name: "plain", roles: [:])
    runner = EffectRunner(ports: ports) { mailbox.post(.message($0)) }
    alarm = Alarm { mailbox.post(.due) }
  }

  /// Runs until the person quits or a signal ends it; every effect has ended when this returns.
  package func run() async -> Ending {
    runner.begin()
    perform(model.start())
    draw()
    while ending == nil, let batch = await mailbox.next() {
      for event in batch where ending == nil { await take(event) }
      if ending == nil { await settle() }
    }
    alarm.cancel()
    let ending = ending ?? Ending(status: 0, isTerminalGone: true)
    await runner.finish(ending.onRecord)
    return ending
  }

  private func take(_ event: LoopEvent) async {
    isFrameDue = true
    switch event {
    case .message(let message):
      if case .input = message { touch() }
      tell(message)
    case .signal(let signal): await take(signal)
    case .inputClosed: end(.hangUp, isTerminalGone: true)
    case .due:
      nextTick = nil
      tell(.tick)
    case .contextReady(.success(let prepared)): await enter(prepared)
    case .contextReady(.failure(let problem)): tell(.complained(problem.text))
    }
  }

  private func take(_ signal: WatchedSignal) async {
    switch signal {
    case .hangUp: end(signal, isTerminalGone: true)
    case .interrupt, .terminate: end(signal, isTerminalGone: false)
    case .resized: tell(.input(.resized(display.measure())))
    case .suspend: tell(.suspending)
    case .resume:
      display.invalidate()
      tell(.input(.resized(display.measure())))
      tell(.resumed)
    }
  }

  /// Ends the loop, and with it, after its current target, what changes data.
  private func end(_ signal: WatchedSignal, isTerminalGone: Bool) {
    ending = Ending(status: signal.exitStatus, isTerminalGone: isTerminalGone)
  }

  /// Tells the gate that somebody is there, at most once in ten seconds and while it matters.
  private func touch() {
    guard case .open = model.elevation else { return }
    let now = surroundings.monotonic()
    if let lastTouch, now - lastTouch < .seconds(10) { return }
    lastTouch = now
    runner.touch()
  }

  private func enter(_ prepared: PreparedContext) async {
    let former = runner
    runner = EffectRunner(ports: prepared.ports) { [mailbox] in mailbox.post(.message($0)) }
    await former.finish(.contextSwitched)
    runner.begin()
    tell(.contextSwitched(prepared.context))
  }

  private func tell(_ message: Message) {
    perform(model.update(message, at: surroundings.now()))
  }

  private func perform(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .quit(let status): ending = Ending(status: status, isTerminalGone: false)
      case .redraw: display.invalidate()
      case .suspend: suspend()
      case .setMouse(let isOn): display.setMouse(isOn)
      case .setTheme(let name): setTheme(name)
      case .copy(let text): copy(text)
      case .switchContext(let name): prepare(name)
      default: runner.run(effect)
      }
    }
  }

  /// Returns once the process was continued; SIGCONT itself then asks for a whole new screen.
  private func suspend() {
    display.suspend()
    tell(.resumed)
  }

  private func setTheme(_ name: String) {
    guard let chosen = themes[name] else { return tell(.complained("no theme \(name)")) }
    theme = chosen
    display.invalidate()
    tell(.themeChanged(name))
  }

  private func copy(_ text: String) {
    switch display.copy(text) {
    case .success(let bytes): tell(.copied(bytes: bytes, display.copyRoute))
    case .failure(let refusal): tell(.complained("not copied: \(refusal.reason)"))
    }
  }

  private func prepare(_ name: String) {
    let (mailbox, prepare) = (mailbox, surroundings.prepare)
    Task { mailbox.post(.contextReady(await prepare(name))) }
  }

  /// Draws now or, within a frame's time of the last one, soon; then sets the alarm for what is next.
  private func settle() async {
    let now = surroundings.monotonic()
    if isFrameDue, lastFrame.map({ now - $0 >= Self.frameInterval }) ?? true { draw() }
    if isFrameDue, let lastFrame {
      alarm.set(in: Self.frameInterval - (now - lastFrame))
    } else if let delay = model.tickDelay {
      // Messages may come faster than ticks: none of them puts off the one that was set.
      let due = min(nextTick ?? now + delay, now + delay)
      nextTick = due
      alarm.set(in: due - now)
    } else {
      nextTick = nil
      alarm.cancel()
    }
  }

  private func draw() {
    isFrameDue = false
    lastFrame = surroundings.monotonic()
    display.present(model.view(), theme: theme)
  }
}
