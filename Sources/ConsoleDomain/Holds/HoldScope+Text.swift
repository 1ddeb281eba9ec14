extension HoldScope {
  /// What it covers in one line: `12 user, 3 contact, office of 64f0…`.
  package var text: String { selections.map(\.text).joined(separator: ", ") }
}

extension HoldSelection {
  /// What it covers: how many frozen documents, or whose.
  package var text: String {
    switch documents {
    case .ids(let ids): "\(CountText.grouped(ids.count)) \(type)"
    case .organization(let id): "\(type) of \(id)"
    }
  }
}
