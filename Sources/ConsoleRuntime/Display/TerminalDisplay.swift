package import ConsoleFeatures
package import ConsoleScreen
package import ConsoleTerminal

/// The terminal as the loop sees it.
@MainActor
package final class TerminalDisplay: Display {
  private let driver: TerminalDriver

  /// Shows frames on a driver that was started; whoever started it also stops it.
  package init(_ driver: TerminalDriver) {
    self.driver = driver
  }

  package func present(_ frame: Frame, theme: Theme) {
    driver.present(frame, theme: theme)
  }

  package func invalidate() {
    driver.forceRedraw()
  }

  package func measure() -> Size {
    driver.resize()
  }

  package func suspend() {
    _ = driver.stopProcess()
  }

  package func setMouse(_ isOn: Bool) {
    driver.setMouse(isOn)
  }

  package var copyRoute: CopyRoute { driver.isInsideTmux ? .tmux : .terminal }

  package func copy(_ text: String) -> Result<Int, CopyRefusal> {
    driver.copy(text)
      ? .success(text.utf8.count)
      : .failure(CopyRefusal(reason: "more than the \(ClipboardSequence.limit) bytes of OSC 52"))
  }
}
