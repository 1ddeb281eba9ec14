import ConsoleDomain
import ConsoleMongo

/// What a batch of a hold has to know of a document, decoded once.
struct HeldDocument: Sendable {
  let id: MongoValue
  /// The id as events and members write it; nil: neither text nor ObjectId.
  let name: String?
  let isFlagged: Bool
  let holds: [String]
  let organization: String?

  /// nil: a document without an id, which no collection has.
  init?(_ document: MongoDocument, of entity: EntityProfile) {
    guard let id = document["_id"] else { return nil }
    self.id = id
    name = id.idText
    isFlagged = entity.flags.legalHold.map { document[$0]?.bool == true } ?? false
    holds = (document[EntityMapper.holdIDs]?.array ?? []).map { $0.string ?? "" }
    organization = entity.organizationPath?.values(in: document).first?.idText
  }

  /// What is read of a document.
  static func projection(_ entity: EntityProfile) throws(MongoFailure) -> MongoDocument {
    var projection: [(String, MongoValue)] = [("_id", 1), (EntityMapper.holdIDs, 1)]
    if let flag = entity.flags.legalHold { projection.append((flag, 1)) }
    if let root = entity.organizationPath?.root { projection.append((root, 1)) }
    return try MongoDocument(elements: projection)
  }
}
