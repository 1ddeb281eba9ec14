/// The databases that an action reaches, found when it was planned: a plan acts in these and no others.
package struct PlaceSurvey: Hashable, Sendable {
  /// Databases of organisations that answered, by organisation.
  package var tenants: [TenantDatabase]
  /// Those that did not, which leaves whatever is done there undone.
  package var unreached: [UnreachedTenant]
  /// Collections of all these databases that the profile does not name: `seats`, `drafts@ORGANISATION`.
  package var unmapped: [String]

  /// Makes a survey.
  package init(
    tenants: [TenantDatabase] = [],
    unreached: [UnreachedTenant] = [],
    unmapped: [String] = []
  ) {
    self.tenants = tenants
    self.unreached = unreached
    self.unmapped = unmapped
  }

  /// Every database, the backend's own first.
  package var all: [DocumentPlace] { [.main] + tenants.map(DocumentPlace.tenant) }

  /// Where documents of a type lie, the backend's own database first.
  package func places(of entity: EntityProfile) -> [DocumentPlace] {
    entity.isTenant ? all : [.main]
  }

  /// Each type with each place of its documents, the backend's own database first for every type.
  package func parts(of entities: [EntityProfile]) -> [(EntityProfile, DocumentPlace)] {
    entities.flatMap { entity in places(of: entity).map { (entity, $0) } }
  }

  /// Where documents of a selection lie: those of an organisation in no other's database.
  package func places(of selection: HoldSelection, in entity: EntityProfile) -> [DocumentPlace] {
    guard case .organization(let id) = selection.documents else { return places(of: entity) }
    return places(of: entity).filter { $0.tenantID == nil || $0.tenantID == id }
  }

  /// Everything that a plan must say of its reach.
  package var warnings: [String] {
    var warnings = unreached.map {
      "Not reached, and left out of all this: the own database of \($0.text)."
    }
    if !unmapped.isEmpty {
      warnings.append("Not covered by any mapping: \(unmapped.joined(separator: ", ")).")
    }
    return warnings
  }
}

extension HoldScope {
  /// Whose own databases have to be visited for these documents.
  package func tenantScope(_ entities: [EntityProfile]) -> TenantScope {
    // What a subject's picture reaches later may lie in any of them.
    guard subjects.isEmpty else { return .all }
    let types = Set(entities.lazy.filter(\.isTenant).map(\.type))
    var organizations: Set<String> = []
    for selection in selections where types.contains(selection.type) {
      guard case .organization(let id) = selection.documents else { return .all }
      organizations.insert(id)
    }
    return .only(organizations)
  }
}

extension TenantScope {
  /// Whose own databases may hold one of these documents: where an id lies is not known from it.
  package static func holding(_ keys: [EntityKey], _ entities: [EntityProfile]) -> TenantScope {
    let types = Set(entities.lazy.filter(\.isTenant).map(\.type))
    return keys.contains { types.contains($0.type) } ? .all : .only([])
  }
}
