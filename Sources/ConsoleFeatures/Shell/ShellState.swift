package import ConsoleDomain
package import ConsoleScreen

/// What surrounds the screens: size, time, context, messages and where we are.
package struct ShellState: Equatable, Sendable {
  package var context: ConsoleContext
  package var catalog: ShellCatalog
  package var size: Size
  package var glyphs: Glyphs
  /// When the last message was taken from the mailbox.
  package var now: Instant
  /// When any store last answered; the band shows it instead of a running clock.
  package var lastAnswerAt: Instant?
  /// When the display was paused; nil while live.
  package var pausedAt: Instant?
  package var isMouseOn: Bool
  /// Whether lists show every column there is room for, or the short set.
  package var isWide: Bool
  /// When a key was last pressed; an idle elevation is given back.
  package var lastInputAt: Instant?
  /// What is looked for in detail panes, and the line it was found in last.
  package var searched: String?
  var searchedLine: Int?
  package var flash: Flash?
  /// What stands on the flash line whenever nothing else does: the audit trail can't be trusted.
  package var alarm: String?
  /// Newest last; kept until the console ends.
  package var errors: [ErrorEntry]
  package var unreadErrors: Int
  package var navigation: Navigation
  /// Lines run from the palette, newest last.
  package var paletteHistory: [String]

  init(
    context: ConsoleContext,
    catalog: ShellCatalog,
    size: Size,
    glyphs: Glyphs,
    now: Instant
  ) {
    self.context = context
    self.catalog = catalog
    self.size = size
    self.glyphs = glyphs
    self.now = now
    isMouseOn = false
    isWide = false
    errors = []
    unreadErrors = 0
    navigation = Navigation()
    paletteHistory = []
  }

  /// The instant that ages and remaining times are shown for: it stands still while paused.
  var viewTime: Instant { pausedAt ?? now }
  /// Whether the display is paused.
  var isPaused: Bool { pausedAt != nil }
}
