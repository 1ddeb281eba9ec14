import CNCurses
import ConsoleScreen

/// Each role's attributes and colour pair in curses' terms, found once a theme.
///
/// Pairs come from `alloc_pair`, which reuses the least recently used one when all are taken.
@MainActor
struct RoleStyles {
  /// What curses wants to know of a cell.
  struct Style {
    var attributes: attr_t
    var pair: Int32
  }

  let theme: Theme
  private let depth: ColorDepth
  private let colors: Int
  private var styles: [Role: Style] = [:]

  /// Forgets nothing of other themes' pairs: curses does, when it must.
  init(theme: Theme, depth: ColorDepth) {
    self.theme = theme
    self.depth = depth
    colors = Int(cncurses_colors())
  }

  /// The style of a role.
  subscript(role: Role) -> Style {
    mutating get {
      if let style = styles[role] { return style }
      let style = made(theme.style(of: role, depth: depth))
      styles[role] = style
      return style
    }
  }

  private func made(_ resolved: ResolvedStyle) -> Style {
    var attributes = Self.curses(resolved.attributes)
    guard depth != .mono else { return Style(attributes: attributes, pair: 0) }
    if let foreground = resolved.foreground, Int(foreground) >= colors {
      attributes |= cncurses_bold
    }
    let foreground = available(resolved.foreground)
    let background = available(resolved.background)
    guard foreground >= 0 || background >= 0 else { return Style(attributes: attributes, pair: 0) }
    return Style(attributes: attributes, pair: max(0, alloc_pair(foreground, background)))
  }

  /// On eight colours the bright ones are their plain counterparts (and bold, for text).
  private func available(_ index: UInt8?) -> Int32 {
    guard let index else { return -1 }
    return Int32(Int(index) < colors ? index : index & 7)
  }

  private static func curses(_ attributes: Attributes) -> attr_t {
    var bits: attr_t = 0
    if attributes.contains(.bold) { bits |= cncurses_bold }
    if attributes.contains(.dim) { bits |= cncurses_dim }
    if attributes.contains(.italic) { bits |= cncurses_italic }
    if attributes.contains(.underline) { bits |= cncurses_underline }
    if attributes.contains(.reverse) { bits |= cncurses_reverse }
    return bits
  }
}
