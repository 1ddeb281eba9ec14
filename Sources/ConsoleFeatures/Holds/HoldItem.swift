package import ConsoleDomain

/// A line of the Holds screen: a hold of the register, or what a check found beside it.
package enum HoldItem: Hashable, Sendable {
  case hold(LegalHold)
  case finding(HoldFinding)

  /// What names it across refreshes.
  package enum ID: Hashable, Sendable {
    case hold(String)
    /// One kind may be found twice of a hold and a place; then their first documents differ.
    case finding(HoldFinding.Kind, hold: String?, place: String, first: String?)
  }

  /// What names it across refreshes.
  package var id: ID {
    switch self {
    case .hold(let hold): .hold(hold.id)
    case .finding(let finding):
      .finding(
        finding.kind,
        hold: finding.hold,
        place: finding.place,
        first: finding.ids.first
      )
    }
  }

  /// The hold that it is about; nil for the backend's own.
  package var holdID: String? {
    switch self {
    case .hold(let hold): hold.id
    case .finding(let finding): finding.hold
    }
  }

  /// How soon somebody has to look at it, the first first.
  var urgency: Int {
    switch self {
    case .finding(let finding): finding.isFault ? 0 : 4
    case .hold(let hold):
      switch hold.state {
      case .placing, .partial, .ending: 1
      case .releasing: 2
      case .active: 3
      case .released, .withdrawn: 5
      }
    }
  }
}

/// How the Holds screen is sorted.
struct HoldOrder: Equatable {
  /// What it can be sorted by; the raw value is the word that `:sort` takes.
  enum Column: String, CaseIterable {
    /// What has to be looked at first.
    case state
    case matter
    case title
    case placed
    case review
  }

  var column = Column.state
  var isReversed = false

  /// The items in order; the same ones in the same order each time.
  func sorted(_ items: [HoldItem]) -> [HoldItem] {
    let sorted = items.enumerated().sorted { left, right in
      if let order = precedes(left.element, right.element) { return order }
      return left.offset < right.offset
    }
    let ordered = sorted.map(\.element)
    return isReversed ? ordered.reversed() : ordered
  }

  /// nil: neither comes first.
  private func precedes(_ left: HoldItem, _ right: HoldItem) -> Bool? {
    guard case .hold(let one) = left, case .hold(let other) = right, column != .state else {
      return left.urgency == right.urgency ? nil : left.urgency < right.urgency
    }
    return switch column {
    case .state: nil
    case .matter: order(one.matter.id, other.matter.id)
    case .title: order(one.matter.title.lowercased(), other.matter.title.lowercased())
    // The newest first; what is not recorded last.
    case .placed: order(other.placedAt?.milliseconds ?? .min, one.placedAt?.milliseconds ?? .min)
    case .review: order(one.reviewAt?.milliseconds ?? .max, other.reviewAt?.milliseconds ?? .max)
    }
  }

  private func order<Value: Comparable>(_ left: Value, _ right: Value) -> Bool? {
    left == right ? nil : left < right
  }
}
