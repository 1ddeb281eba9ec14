import ConsoleDomain
import ConsoleScreen

/// What `:set` can change.
enum DisplayOption: String, CaseIterable {
  case anonymous
  case wide
  case mouse
  case pause

  /// Everything that can be typed after `:set`.
  static var assignments: [String] {
    allCases.flatMap { ["\($0.rawValue)=on", "\($0.rawValue)=off"] }
  }
}

extension Model {
  /// Whether the lists stand still: paused, or a dialog is open that acts on them.
  var isFrozen: Bool { shell.isPaused || isListHeld }

  /// Whether an open dialog holds the list still, so that not even an order moves it.
  var isListHeld: Bool { layers.contains(where: \.holdsList) }

  mutating func togglePause() -> [Effect] {
    if shell.isPaused {
      shell.pausedAt = nil
      return [watchRefusals()] + tick()
    }
    shell.pausedAt = shell.now
    shell.flash = nil
    slots.abandon(.refusals)
    return [.cancel(.refusals)]
  }

  mutating func setMouse(_ isOn: Bool) -> [Effect] {
    shell.isMouseOn = isOn
    shell.say(.ok, isOn ? "mouse on; Shift-drag selects text" : "mouse off")
    return [.setMouse(isOn)]
  }

  mutating func setOption(_ text: String) -> [Effect] {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let option = DisplayOption(rawValue: String(parts[0])),
      let isOn = ["on": true, "off": false][parts[1]]
    else {
      let names = DisplayOption.allCases.map(\.rawValue).joined(separator: ", ")
      shell.say(.warning, "set wants option=on or option=off; options: \(names)")
      return []
    }
    switch option {
    case .anonymous:
      sessions.showsAnonymous = isOn
      return arrangeSessions()
    case .wide:
      shell.isWide = isOn
      return resized()
    case .mouse: return setMouse(isOn)
    case .pause: return isOn == shell.isPaused ? [] : togglePause()
    }
  }

  mutating func chooseTheme(_ name: String) -> [Effect] {
    guard shell.catalog.themes.contains(name) else {
      let names = shell.catalog.themes.joined(separator: ", ")
      shell.say(.warning, "no theme of this name; there are: \(names)")
      return []
    }
    return [.setTheme(name)]
  }

  mutating func switchContext(_ name: String) -> [Effect] {
    guard shell.catalog.contexts.contains(name) else {
      let names = shell.catalog.contexts.joined(separator: ", ")
      shell.say(.warning, "no context of this name; there are: \(names)")
      return []
    }
    return [.dropElevation, .switchContext(name)]
  }

  mutating func suspend() -> [Effect] {
    hideAllRevealed() + [.dropElevation, .suspend]
  }

  mutating func leave() -> [Effect] {
    if sessions.pane == .detail || limits.pane == .detail || audit.pane == .detail
      || sessions.subject != nil
    {
      return goBack()
    }
    return shell.navigation.goBack() ? entered() : quit()
  }

  mutating func quit() -> [Effect] {
    guard jobs.running != nil else { return [.quit(status: 0)] }
    confirmQuit()
    return []
  }

  /// Ctrl-C: stop the running action after its target, else the reads under way.
  mutating func cancelUnderWay() -> [Effect] {
    if let running = jobs.running {
      jobs.running?.isCancelling = true
      shell.say(.warning, "stopping after the current target")
      return [.cancelAction(running.plan.id)]
    }
    let background: Set<Slot> = [.ping, .arrangement, .counterOrder, .counters, .refusals, .clear]
    let reads = slots.underWay.filter { !background.contains($0) }
    guard !reads.isEmpty else {
      shell.say(.ok, "nothing is under way; q quits")
      return []
    }
    for slot in reads { abandon(slot) }
    shell.say(.warning, "stopped")
    return reads.map(Effect.cancel)
  }

  /// Forgets a read and notes what that leaves incomplete.
  private mutating func abandon(_ slot: Slot) {
    slots.abandon(slot)
    if slot == .counterScan { limits.isScanStopped = true }
    if slot == .scan { sessions.isScanStopped = true }
    if slot == .verification { audit.checked = nil }
    if slot == .audit { audit.giveUpReading() }
    if slot == .entities { entities.giveUpReading() }
  }

  mutating func takeLocal(_ message: Message) -> [Effect] {
    switch message {
    case .copied(let bytes, let route):
      switch route {
      case .tmux:
        shell.say(
          .warning,
          "\(bytes) bytes given to tmux; nothing arrives unless its set-clipboard is on"
        )
      case .terminal, .native:
        shell.say(.ok, "copied \(bytes) bytes to the clipboard (\(route.rawValue))")
      }
    case .exported(let path, let rows):
      shell.say(.ok, "\(rows) rows written to \(path)")
    case .receiptSaved(let path):
      shell.say(.ok, "receipt written to \(path)")
    case .themeChanged(let name):
      shell.catalog.theme = name
      shell.say(.ok, "theme \(name)")
    case .contextSwitched(let context):
      return restart(with: context)
    case .complained(let text), .notExported(let text):
      shell.complain(text, text)
    case .alarmed(let text):
      shell.alarm = text
      shell.complain(text, text)
    default: break
    }
    return []
  }

  /// Begins anew on another context: no mark, no row, no right of the old one is left.
  private mutating func restart(with context: ConsoleContext) -> [Effect] {
    var fresh = Model(
      context: context,
      size: shell.size,
      glyphs: shell.glyphs,
      now: shell.now,
      keyMap: keyMap,
      catalog: shell.catalog
    )
    fresh.shell.isMouseOn = shell.isMouseOn
    fresh.shell.paletteHistory = shell.paletteHistory
    fresh.slots = slots.restarted()
    fresh.log = log
    self = fresh
    shell.say(.ok, "connected to \(context.title)")
    return start()
  }
}
