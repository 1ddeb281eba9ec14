import ConsoleActions
import ConsoleDomain
import ConsoleMongo

/// Makes the updates that strip documents: each demands the values that were read and the absence of
/// a hold, by its filter.
struct StripStatements: Sendable {
  /// A document as it was read, and what would become of it.
  struct Planned: Sendable {
    let id: DocumentID
    let document: MongoDocument
    let edit: StripEdit
  }

  let entity: EntityProfile
  let rules: StripRules
  let now: Instant

  /// Whether a document can share an update with others.
  func canShare(_ planned: Planned) -> Bool { rules.roots != nil && planned.edit.unsets.isEmpty }

  /// One update for all of these documents: what MongoDB spends on parsing and planning a filter is
  /// several times what the change itself takes.
  ///
  /// Of each document the filter demands every member that a rule reaches, and `updatedAt`, as they
  /// were; a document is found in the lists by its id, which is among them, for the filter names it.
  func shared(_ planned: [Planned]) throws(MongoFailure) -> MongoDocument {
    let members = (rules.roots ?? []) + ["updatedAt"]
    let ids = MongoValue.array(planned.map { $0.document["_id"] ?? .null })
    var old: [MongoValue] = []
    var new: [MongoValue] = []
    for planned in planned {
      old.append(.array(members.map { planned.document[$0] ?? .null }))
      new.append(.document(try MongoDocument(elements: sets(of: planned))))
    }
    let filter: MongoDocument = [
      "_id": ["$in": ids],
      "$expr": [
        "$eq": [.array(members.map { .string("$\($0)") }), Self.entry(of: old, at: ids)]
      ],
    ]
    return [
      "q": .document(filter.and(HoldGuard.filter(of: entity))),
      "u": [["$replaceWith": ["$mergeObjects": ["$$ROOT", Self.entry(of: new, at: ids)]]]],
      "multi": true,
    ]
  }

  /// An update of one document, its changed members and `updatedAt` demanded as they were.
  func single(_ planned: Planned) throws(MongoFailure) -> MongoDocument {
    let edit = planned.edit
    var filter: [(String, MongoValue)] = [("_id", planned.document["_id"] ?? .null)]
    filter += edit.originals.map { ($0.name, ["$eq": $0.value]) }
    if let updatedAt = planned.document["updatedAt"] {
      filter.append(("updatedAt", ["$eq": updatedAt]))
    }
    let sets = try MongoDocument(elements: sets(of: planned))
    var update: [(String, MongoValue)] = sets.isEmpty ? [] : [("$set", .document(sets))]
    if !edit.unsets.isEmpty {
      let names = try MongoDocument(elements: edit.unsets.map { ($0, "") })
      update.append(("$unset", .document(names)))
    }
    let guarded = try MongoDocument(elements: filter).and(HoldGuard.filter(of: entity))
    return try MongoDocument(elements: [
      ("q", .document(guarded)), ("u", .document(try MongoDocument(elements: update))),
      ("multi", false),
    ])
  }

  /// What the update of a document sets: the replacements, and what says that it was stripped.
  private func sets(of planned: Planned) -> [(String, MongoValue)] {
    let document = planned.document
    var sets = planned.edit.sets.map { ($0.name, $0.value) }
    if let flag = entity.flags.stripped { sets.append((flag, true)) }
    if entity.isArchivedByStrip, let member = entity.flags.archivedAt,
      document[member]?.date == nil
    {
      sets.append((member, .date(now.milliseconds)))
    }
    if document["updatedAt"] != nil { sets.append(("updatedAt", .date(now.milliseconds))) }
    return sets
  }

  /// The entry of a list that stands where the document's id stands in another.
  private static func entry(of list: [MongoValue], at ids: MongoValue) -> MongoValue {
    [
      "$arrayElemAt": [
        ["$literal": .array(list)], ["$indexOfArray": [["$literal": ids], "$_id"]],
      ]
    ]
  }
}
