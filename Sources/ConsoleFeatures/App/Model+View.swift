package import ConsoleScreen

extension Model {
  /// The whole screen as it is now; drawn afresh each time, the difference is found elsewhere.
  package func view() -> Frame {
    var frame = Frame(size: shell.size)
    guard !layout.isTooSmall else {
      let size = shell.size
      frame.put(
        "terminal too small (\(size.columns)x\(size.rows)), need "
          + "\(ShellLayout.minimum.columns)x\(ShellLayout.minimum.rows)",
        row: 0,
        column: 0
      )
      return frame
    }
    drawBand(into: &frame)
    drawTabs(into: &frame)
    drawCrumbs(into: &frame)
    drawBody(into: &frame)
    drawStatus(into: &frame)
    drawFlash(into: &frame)
    drawHints(into: &frame)
    for layer in layers { draw(layer, into: &frame) }
    if let top = layers.last, !top.usesFlashLine { drawFlash(into: &frame) }
    return frame
  }

  private func drawBody(into frame: inout Frame) {
    switch shell.navigation.current {
    case .sessions: drawSessions(into: &frame)
    case .limits: drawLimits(into: &frame)
    case .holds: drawHolds(into: &frame)
    case .audit: drawAudit(into: &frame)
    case .health: drawHealth(into: &frame)
    case .subject: drawSubject(into: &frame)
    case .entities: drawEntities(into: &frame)
    case .approvals: drawApprovals(into: &frame)
    case .retention: drawRetention(into: &frame)
    }
  }

  private func draw(_ layer: Layer, into frame: inout Frame) {
    switch layer {
    case .filter(let prompt): draw(prompt, into: &frame)
    case .search(let prompt): draw(prompt, into: &frame)
    case .palette(let palette): draw(palette, into: &frame)
    case .help(let help): draw(help, into: &frame)
    case .menu(let menu): draw(menu, into: &frame)
    case .review(let dialog): draw(dialog, into: &frame)
    case .running: drawRunning(into: &frame)
    case .receipt(let dialog): draw(dialog, into: &frame)
    case .elevation(let dialog): draw(dialog, into: &frame)
    case .reveal(let dialog): draw(dialog, into: &frame)
    case .annotation(let dialog): draw(dialog, into: &frame)
    case .decision(let dialog): draw(dialog, into: &frame)
    case .hold(let dialog): draw(dialog, into: &frame)
    case .confirm(let dialog): draw(dialog, into: &frame)
    case .text(let dialog): draw(dialog, into: &frame)
    case .log(let scroll): drawLog(scroll, into: &frame)
    }
  }
}
