package import ConsoleDomain

/// How much a message matters.
package enum Severity: Hashable, Sendable {
  case ok
  case warning
  case error
}

/// One line above the hints that goes away; errors are kept in the list of errors as well.
package struct Flash: Hashable, Sendable {
  /// How long it stays.
  static let lifetime: Duration = .seconds(6)

  package var severity: Severity
  package var text: String
  package var shownAt: Instant
}

/// An error that stays to be read with `!`.
package struct ErrorEntry: Hashable, Sendable {
  package var at: Instant
  package var title: String
  package var detail: String
}

extension ShellState {
  /// The most errors that are kept.
  static let errorCapacity = 200

  /// Says something on the flash line.
  mutating func say(_ severity: Severity, _ text: String) {
    flash = Flash(severity: severity, text: text, shownAt: now)
  }

  /// Says an error and keeps it; the same one again within ten seconds is not kept twice.
  mutating func complain(_ title: String, _ detail: String) {
    say(.error, title)
    if let last = errors.last, last.title == title, last.at.duration(to: now) < .seconds(10) {
      return
    }
    errors.append(ErrorEntry(at: now, title: title, detail: detail))
    if errors.count > Self.errorCapacity { errors.removeFirst() }
    unreadErrors = min(unreadErrors + 1, Self.errorCapacity)
  }

  /// Takes the flash away when its time is over.
  mutating func expireFlash() {
    if let flash, flash.shownAt.duration(to: now) >= Flash.lifetime { self.flash = nil }
  }
}
