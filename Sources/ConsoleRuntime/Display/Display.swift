package import ConsoleFeatures
package import ConsoleScreen

/// Where frames are shown; the terminal, or memory in tests.
@MainActor
package protocol Display: AnyObject {
  /// Shows a frame, writing no more than what changed.
  func present(_ frame: Frame, theme: Theme)
  /// Forgets what is on the screen, so that the next frame is drawn as a whole.
  func invalidate()
  /// The size of now, after the terminal said that it changed.
  func measure() -> Size
  /// Gives the terminal back to the shell, stops the process and takes the terminal again.
  func suspend()
  /// Turns mouse reports on or off.
  func setMouse(_ isOn: Bool)
  /// Which way text takes to the clipboard.
  var copyRoute: CopyRoute { get }
  /// Hands text to the clipboard and answers its length in bytes.
  func copy(_ text: String) -> Result<Int, CopyRefusal>
}

/// Why text did not reach the clipboard.
package struct CopyRefusal: Error, Hashable, Sendable {
  package var reason: String

  /// Makes a refusal.
  package init(reason: String) { self.reason = reason }
}
