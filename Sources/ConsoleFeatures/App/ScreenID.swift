/// A screen; the digits leave room for those of DESIGN.md.
package enum ScreenID: String, Hashable, Sendable, CaseIterable {
  case sessions
  /// Rate-limit counters and what was refused.
  case limits
  /// Legal holds, and documents that are not as their register says.
  case holds
  case audit
  case health
  /// Everything of one person or entity; opened by name.
  case subject
  /// The documents of one mapped type; opened by name.
  case entities
  /// What waits for a second person; opened by name.
  case approvals
  /// What deletes by age; opened by name.
  case retention

  /// The key that opens it; nil: a command opens it, since it shows what was asked for.
  package var digit: Character? {
    switch self {
    case .sessions: "2"
    case .limits: "3"
    case .holds: "4"
    case .audit: "6"
    case .health: "8"
    case .subject, .entities, .approvals, .retention: nil
    }
  }

  /// The name on its tab.
  package var title: String {
    switch self {
    case .sessions: "Sessions"
    case .limits: "Limits"
    case .holds: "Holds"
    case .audit: "Audit"
    case .health: "Health"
    case .subject: "Subject"
    case .entities: "Entities"
    case .approvals: "Approvals"
    case .retention: "Retention"
    }
  }
}
