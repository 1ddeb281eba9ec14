import CNCurses
package import ConsoleScreen

/// What the terminal turned out to be able to do.
package struct TerminalCapabilities: Hashable, Sendable {
  package var depth: ColorDepth
  package var glyphs: Glyphs
}

extension TerminalCapabilities {
  /// Asks curses, whose screen must be open, and turns colours on where there are any.
  @MainActor
  init(_ options: TerminalOptions, isUTF8: Bool) {
    depth = Self.colorDepth(options)
    let isASCII = options.forcesASCII || !isUTF8 || SystemCharacterWidth.of("─") != 1
    glyphs = Glyphs(isASCII: isASCII)
  }

  @MainActor
  private static func colorDepth(_ options: TerminalOptions) -> ColorDepth {
    guard options.usesColor, has_colors(), start_color() == OK else { return .mono }
    // Without default colours the terminal's own background is lost.
    guard use_default_colors() == OK else { return .mono }
    switch cncurses_colors() {
    case 256...: return .palette
    case 8...: return .sixteen
    default: return .mono
    }
  }
}
