/// How many colours the terminal has.
package enum ColorDepth: Hashable, Sendable, CaseIterable {
  /// None, or none wanted (`NO_COLOR`).
  case mono
  case sixteen
  case palette
}

/// How a role looks on a terminal of one depth.
package struct ResolvedStyle: Hashable, Sendable {
  /// A palette index; nil is the terminal's own colour.
  package var foreground: UInt8?
  package var background: UInt8?
  package var attributes: Attributes

  /// Makes a style; without colours unless given.
  package init(foreground: UInt8? = nil, background: UInt8? = nil, attributes: Attributes) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

extension Theme {
  /// How a role looks at a depth; colours the terminal lacks become their nearest neighbours.
  package func style(of role: Role, depth: ColorDepth) -> ResolvedStyle {
    let appearance = self[role]
    switch depth {
    case .mono:
      return ResolvedStyle(attributes: appearance.mono)
    case .sixteen:
      let (foreground, background) =
        appearance.sixteen ?? (appearance.foreground, appearance.background)
      return ResolvedStyle(
        foreground: foreground.ofSixteen,
        background: background.ofSixteen,
        attributes: appearance.attributes
      )
    case .palette:
      return ResolvedStyle(
        foreground: appearance.foreground.ofPalette,
        background: appearance.background.ofPalette,
        attributes: appearance.attributes
      )
    }
  }

  /// The contrast of a role's text, given what the terminal's own two colours look like.
  package func contrast(of role: Role, foreground: RGB, background: RGB) -> Double {
    let appearance = self[role]
    let text = appearance.foreground.rgb ?? foreground
    let ground = appearance.background.rgb ?? background
    return text.contrast(to: ground)
  }
}

extension Color {
  /// What it looks like; nil for the terminal's own.
  package var rgb: RGB? {
    switch self {
    case .standard: nil
    case .ansi(let index): XtermPalette.rgb(index & 15)
    case .palette(let index): XtermPalette.rgb(index)
    case .rgb(let red, let green, let blue): RGB(red, green, blue)
    }
  }

  fileprivate var ofPalette: UInt8? {
    switch self {
    case .standard: nil
    case .ansi(let index): index & 15
    case .palette(let index): index
    case .rgb(let red, let green, let blue): XtermPalette.nearest(RGB(red, green, blue))
    }
  }

  fileprivate var ofSixteen: UInt8? {
    switch self {
    case .standard: nil
    case .ansi(let index): index & 15
    case .palette(let index) where index < 16: index
    case .palette, .rgb: rgb.map { XtermPalette.nearestOfSixteen($0) }
    }
  }
}
