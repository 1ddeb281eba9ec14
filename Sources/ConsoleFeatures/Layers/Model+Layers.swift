import ConsoleScreen

extension Model {
  /// Gives an event to the layer on top, which is at the end of `layers`.
  mutating func take(_ event: TerminalEvent, in layer: Layer) -> [Effect] {
    switch event {
    case .key(.control("l")): return [.redraw]
    case .key(.control("z")): return run("suspend")
    case .mouse, .resized: return []
    case .key(.control("c")) where layer != .running: return take(.key(.escape), in: layer)
    case .key, .paste: break
    }
    switch layer {
    case .filter(let prompt): return take(event, in: prompt)
    case .search(let prompt): return take(event, in: prompt)
    case .palette(let palette): return take(event, in: palette)
    case .help(let help): return take(event, in: help)
    case .menu(let menu): return take(event, in: menu)
    case .review(let dialog): return take(event, in: dialog)
    case .running: return takeInRunning(event)
    case .receipt(let dialog): return take(event, in: dialog)
    case .elevation(let dialog): return take(event, in: dialog)
    case .reveal(let dialog): return take(event, in: dialog)
    case .annotation(let dialog): return take(event, in: dialog)
    case .decision(let dialog): return take(event, in: dialog)
    case .hold(let dialog): return take(event, in: dialog)
    case .confirm(let dialog): return take(event, in: dialog)
    case .text(let dialog): return take(event, in: dialog)
    case .log(let scroll): return take(event, inLog: scroll)
    }
  }

  mutating func push(_ layer: Layer) {
    if layer.isAboutRecords {
      sessions.hasMoved = true
      audit.hasMoved = true
    }
    layers.append(layer)
  }

  /// Takes the top layer away.
  mutating func pop() { _ = layers.popLast() }

  /// Puts a changed layer in place of the top one.
  mutating func replaceTop(with layer: Layer) {
    pop()
    push(layer)
  }
}
