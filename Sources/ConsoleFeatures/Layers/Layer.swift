import ConsoleDomain
package import ConsoleScreen

/// A prompt or dialog over the screen.
package enum Layer: Equatable, Sendable {
  case filter(FilterPrompt)
  case search(SearchPrompt)
  case palette(Palette)
  case help(HelpLayer)
  case menu(Menu)
  case review(ReviewDialog)
  /// The action that runs; its state is in `JobsState`.
  case running
  case receipt(ReceiptDialog)
  case elevation(ElevationDialog)
  case reveal(RevealDialog)
  case annotation(AnnotationDialog)
  case decision(DecisionDialog)
  case hold(HoldDialog)
  case confirm(ConfirmDialog)
  case text(TextDialog)
  /// What was asked of the servers; its entries are in `CommandLog`.
  case log(ScrollState)
}

extension Layer {
  /// Whether the list behind must stand still: what is agreed to must not move meanwhile.
  var holdsList: Bool {
    switch self {
    case .review, .reveal, .annotation, .decision, .hold: true
    case .filter, .search, .palette, .help, .menu, .running, .receipt, .elevation, .confirm, .text,
      .log:
      false
    }
  }

  /// Whether it draws on the line that messages appear on.
  var usesFlashLine: Bool {
    switch self {
    case .filter, .search, .palette, .review: true
    case .help, .menu, .running, .receipt, .elevation, .reveal, .annotation, .decision, .hold,
      .confirm,
      .text, .log:
      false
    }
  }

  /// Whether a record of the list is being acted on.
  var isAboutRecords: Bool {
    switch self {
    case .review, .reveal, .annotation, .decision, .hold, .menu: true
    case .filter, .search, .palette, .help, .running, .receipt, .elevation, .confirm, .text, .log:
      false
    }
  }

  /// Whether a button is about to become usable.
  func isArming(at now: Instant) -> Bool {
    switch self {
    case .review(let dialog): !dialog.form.isArmed(at: now)
    case .elevation(let dialog): !dialog.form.isArmed(at: now)
    case .reveal(let dialog): !dialog.form.isArmed(at: now)
    case .annotation(let dialog): !dialog.form.isArmed(at: now)
    case .decision(let dialog): !dialog.form.isArmed(at: now)
    case .hold(let dialog): !dialog.form.isArmed(at: now)
    case .confirm(let dialog): !dialog.form.isArmed(at: now)
    case .filter, .search, .palette, .help, .menu, .running, .receipt, .text, .log: false
    }
  }
}
