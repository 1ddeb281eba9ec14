import ConsoleDomain
import ConsoleMongo

/// The atomic updates that put a hold on a document and take it off (compliance.md b.2).
///
/// Holds overlap: a document keeps the set of their ids, and its flag follows from the set. One that
/// is flagged without an id, or with an empty set, was held by the backend: it gets the id `external`,
/// which nothing here takes off.
enum HoldPipeline {
  /// Where members that an index would delete by are kept while a document is held.
  static let suspended = "heldExpiry"

  private static let ids: MongoValue = ["$ifNull": ["$legalHoldIds", []]]

  /// Documents that do not have a hold, or have it without the flag since somebody else lifted that.
  ///
  /// Those that have both stay as they are: repeating a batch changes nothing.
  static func lacking(_ hold: String, flag: String) -> MongoDocument {
    [
      "$or": [
        ["legalHoldIds": ["$ne": .string(hold)]],
        .document(MongoDocument(dictionaryLiteral: (flag, ["$ne": true]))),
      ]
    ]
  }

  /// Puts a hold on; a document that has it already stays as it is.
  static func place(_ hold: String, flag: String, suspending members: [String]) -> MongoUpdate {
    let isExternal: MongoValue = [
      "$and": [
        ["$eq": [.string("$\(flag)"), true]],
        ["$eq": [["$size": ids], 0]],
      ]
    ]
    let known: MongoValue = ["$cond": [isExternal, .array([.string(LegalHold.external)]), ids]]
    var first: [(String, MongoValue)] = [
      (EntityMapper.holdIDs, ["$setUnion": [known, .array([.string(hold)])]])
    ]
    for member in members {
      // What was kept by an earlier hold is older, and so the true one.
      first.append(
        (
          "\(suspended).\(member)",
          ["$ifNull": [.string("$\(suspended).\(member)"), .string("$\(member)"), "$$REMOVE"]]
        )
      )
    }
    var stages: [MongoDocument] = [
      set(first), set([(flag, true)]),
    ]
    if !members.isEmpty {
      stages.append(["$unset": .array(members.map(MongoValue.string))])
    }
    return .pipeline(stages)
  }

  /// Takes a hold off; the flag falls with the last id, and what was kept aside comes back then, but
  /// not before `restoredAt`, so that nothing is deleted at once.
  static func letGo(
    _ hold: String,
    flag: String,
    restoring members: [String],
    notBefore restoredAt: Instant,
    isExternal: Bool
  ) -> MongoUpdate {
    let left: MongoValue = ["$setDifference": [ids, .array([.string(hold)])]]
    let after: MongoValue =
      isExternal ? ["$setUnion": [left, .array([.string(LegalHold.external)])]] : left
    let isFree: MongoValue = ["$eq": [["$size": .string("$\(EntityMapper.holdIDs)")], 0]]
    var second: [(String, MongoValue)] = [(flag, ["$not": .array([isFree])])]
    for member in members {
      let kept: MongoValue = .string("$\(suspended).\(member)")
      let hasKept: MongoValue = ["$eq": [["$type": kept], "date"]]
      second.append(
        (
          member,
          [
            "$cond": [
              ["$and": [isFree, hasKept]],
              ["$max": [kept, .date(restoredAt.milliseconds)]],
              ["$ifNull": [.string("$\(member)"), "$$REMOVE"]],
            ]
          ]
        )
      )
    }
    if !members.isEmpty {
      second.append((suspended, ["$cond": [isFree, "$$REMOVE", .string("$\(suspended)")]]))
    }
    return .pipeline([set([(EntityMapper.holdIDs, after)]), set(second)])
  }

  /// The names are ours or a profile's, which were checked when it was read.
  private static func set(_ elements: [(String, MongoValue)]) -> MongoDocument {
    guard let fields = try? MongoDocument(elements: elements) else { return ["$set": [:]] }
    return ["$set": .document(fields)]
  }
}
