/// A screen that a digit key opens; the digits leave room for the screens of DESIGN.md.
package enum ScreenID: String, Hashable, Sendable, CaseIterable {
  case sessions
  case audit
  case health

  /// The key that opens it.
  package var digit: Character {
    switch self {
    case .sessions: "2"
    case .audit: "6"
    case .health: "8"
    }
  }

  /// The name on its tab.
  package var title: String {
    switch self {
    case .sessions: "Sessions"
    case .audit: "Audit"
    case .health: "Health"
    }
  }
}
