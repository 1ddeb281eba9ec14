import ConsoleDomain
import ConsoleMongo

/// The filters that find a subject's documents in one collection, one for each path that can hold a key.
///
/// Separate queries rather than one `$or`: each then uses its own index, and one without an index is
/// bounded alone.
struct SubjectFilter: Sendable {
  let path: String
  let filter: MongoDocument

  /// None for a type that can't hold any of the subject's keys.
  static func all(
    for identifiers: SubjectIdentifiers,
    in entity: EntityProfile
  ) -> [SubjectFilter] {
    entity.reach.compactMap { reach in
      guard let name = reach.path.filterName else { return nil }
      let values = values(of: reach.key, identifiers, in: entity)
      guard !values.isEmpty else { return nil }
      return SubjectFilter(
        path: name,
        filter: MongoDocument(dictionaryLiteral: (name, ["$in": .array(values)]))
      )
    }
  }

  private static func values(
    of key: EntityProfile.Reach.Key,
    _ identifiers: SubjectIdentifiers,
    in entity: EntityProfile
  ) -> [MongoValue] {
    switch key {
    case .id:
      return identifiers.entities.filter { $0.type == entity.type }.compactMap(\.id.value)
    case .user:
      return identifiers.userIDs.sorted().flatMap { id in
        DocumentID.candidates(id).compactMap(\.value)
      }
    case .email:
      // Some backends keep an address as it was typed; these two spellings cover what ours do.
      return identifiers.emails.sorted().flatMap { address -> [MongoValue] in
        [.string(address), .string(address.uppercased())]
      }
    case .phone: return identifiers.phones.sorted().map(MongoValue.string)
    }
  }
}
