import ConsoleDomain

extension HoldRegister {
  /// A hold with its matter; the id alone where the register does not know it.
  func name(of id: String) -> String {
    hold(id).map { "\(id) \($0.matter.id): \($0.matter.title)" } ?? id
  }
}

extension Model {
  /// How long the register is believed not to have a hold that a document carries.
  private static let patience: Duration = .seconds(60)

  /// Reads the register where it has to name a hold that it does not know yet.
  ///
  /// A register that can't be read leaves the ids as they are.
  mutating func nameHolds(of rows: [EntityRow]) -> [Effect] {
    guard holds.problem == nil, !slots.isRunning(.holds) else { return [] }
    let isUnknown = rows.flatMap(\.holdIDs).contains { id in
      id != LegalHold.external && holds.register?.hold(id) == nil
    }
    guard isUnknown else { return [] }
    if let readAt = holds.register?.readAt, readAt.duration(to: shell.now) < Self.patience {
      return []
    }
    return loadHolds()
  }
}
