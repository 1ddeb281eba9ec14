import ConsoleFeatures
import ConsoleRuntime
import ConsoleScreen

/// A display that keeps what it was shown.
@MainActor
final class MemoryDisplay: Display {
  private(set) var frames: [Frame] = []
  private(set) var invalidations = 0
  private(set) var suspensions = 0
  private(set) var copied: [String] = []
  let copyRoute = CopyRoute.terminal
  var size = Size(columns: 80, rows: 24)
  var onPresent: (Frame) -> Void = { _ in }

  func present(_ frame: Frame, theme: Theme) {
    frames.append(frame)
    onPresent(frame)
  }

  func invalidate() { invalidations += 1 }
  func measure() -> Size { size }
  func suspend() { suspensions += 1 }
  func setMouse(_ isOn: Bool) {}

  func copy(_ text: String) -> Result<Int, CopyRefusal> {
    copied.append(text)
    return .success(text.utf8.count)
  }
}
