/// A colour as a theme names it.
package enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  /// 0 to 15: the terminal's sixteen.
  case ansi(UInt8)
  /// 0 to 255: the xterm palette.
  case palette(UInt8)
  case rgb(UInt8, UInt8, UInt8)
}

/// Text attributes beside colour.
package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let italic = Attributes(rawValue: 4)
  package static let underline = Attributes(rawValue: 8)
  package static let reverse = Attributes(rawValue: 16)
}

/// How one role looks.
package struct Appearance: Hashable, Sendable {
  package var foreground: Color
  package var background: Color
  package var attributes: Attributes
  /// Foreground and background where the terminal has sixteen colours; nil: the nearest of the above.
  package var sixteen: (Color, Color)? {
    get { sixteenForeground.map { ($0, sixteenBackground ?? .standard) } }
    set { (sixteenForeground, sixteenBackground) = (newValue?.0, newValue?.1) }
  }
  /// Attributes where there is no colour at all.
  package var mono: Attributes
  private var sixteenForeground: Color?
  private var sixteenBackground: Color?

  /// Makes an appearance.
  package init(
    foreground: Color = .standard,
    background: Color = .standard,
    attributes: Attributes = [],
    sixteen: (Color, Color)? = nil,
    mono: Attributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
    self.mono = mono
    sixteenForeground = sixteen?.0
    sixteenBackground = sixteen?.1
  }
}

/// An appearance for every role.
package struct Theme: Hashable, Sendable {
  package var name: String
  package var roles: [Role: Appearance]

  /// Makes a theme; a role that is missing looks like `text`.
  package init(name: String, roles: [Role: Appearance]) {
    self.name = name
    self.roles = roles
  }

  /// How a role looks.
  package subscript(role: Role) -> Appearance {
    roles[role] ?? roles[.text] ?? Appearance()
  }
}
