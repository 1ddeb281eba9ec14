import ConsoleDomain
import ConsoleMongo

extension HoldSelection {
  /// The filter of the whole selection in its collection; nil where the type can't be selected so.
  func filter(in entity: EntityProfile) -> MongoDocument? {
    switch documents {
    case .ids(let ids): return ["_id": ["$in": .array(ids.compactMap(\.value))]]
    case .organization(let id):
      guard let path = entity.organizationPath?.filterName else { return nil }
      let values = DocumentID.candidates(id).compactMap(\.value)
      return MongoDocument(dictionaryLiteral: (path, ["$in": .array(values)]))
    }
  }
}

extension MongoDocument {
  /// Both filters at once.
  func and(_ other: MongoDocument) -> MongoDocument {
    if isEmpty { return other }
    return ["$and": [.document(self), .document(other)]]
  }
}
