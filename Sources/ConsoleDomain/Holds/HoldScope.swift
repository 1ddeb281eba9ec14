/// What a hold covers, frozen when it was placed; a scope only ever grows.
package struct HoldScope: Hashable, Sendable {
  package var selections: [HoldSelection]
  /// Subjects whose everything is held: what their pictures reach later belongs to the scope, too,
  /// and is added to the selections as it is found.
  package var subjects: [EntityKey]

  /// Makes a scope.
  package init(_ selections: [HoldSelection], subjects: [EntityKey] = []) {
    self.selections = selections
    self.subjects = subjects
  }

  /// Whether a document is named, by its id or by its organisation.
  ///
  /// What a picture of a subject reaches and nobody has added yet is not named.
  package func covers(_ key: EntityKey, organizationID: String?) -> Bool {
    selections.contains { $0.covers(key, organizationID: organizationID) }
  }

  /// Adds documents to the frozen ids of their types, in the order given.
  package mutating func add(_ keys: [EntityKey]) {
    var types: [String] = []
    for key in keys where !types.contains(key.type) { types.append(key.type) }
    for type in types {
      let ids = keys.filter { $0.type == type }.map(\.id)
      if let index = selections.firstIndex(where: { $0.type == type && $0.frozen != nil }) {
        var known = Set(selections[index].frozen ?? [])
        let new = ids.filter { known.insert($0).inserted }
        selections[index].documents = .ids((selections[index].frozen ?? []) + new)
      } else {
        selections.append(HoldSelection(type: type, documents: .ids(ids)))
      }
    }
  }
}

/// Documents of one type that a hold covers.
package struct HoldSelection: Hashable, Sendable {
  package var type: String
  package var documents: Documents

  /// Which documents of the type.
  package enum Documents: Hashable, Sendable {
    case ids([DocumentID])
    /// Everything of an organisation, new documents included once a sweep finds them.
    case organization(String)
  }

  /// Makes a selection.
  package init(type: String, documents: Documents) {
    self.type = type
    self.documents = documents
  }

  /// The ids of a selection that names documents; nil where it names an organisation.
  package var frozen: [DocumentID]? {
    if case .ids(let ids) = documents { ids } else { nil }
  }

  func covers(_ key: EntityKey, organizationID: String?) -> Bool {
    guard key.type == type else { return false }
    switch documents {
    case .ids(let ids): return ids.contains(key.id)
    case .organization(let id): return organizationID == id
    }
  }
}
