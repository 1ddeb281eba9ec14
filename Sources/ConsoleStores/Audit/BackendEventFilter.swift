import ConsoleDomain
import ConsoleMongo

/// What of a query the server can test by itself: everything that matches the query matches this too.
///
/// The rest, and everything that is negated or masked, is held against the rows that come back.
struct BackendEventFilter {
  /// Holds for every event that can match; empty when nothing can be asked of the server.
  let document: MongoDocument
  /// A part of it that is one equality on a field the backend has an index on.
  let indexed: (field: String, condition: MongoDocument)?

  init(_ query: Query) {
    var conditions: [MongoDocument] = []
    var indexed: (field: String, condition: MongoDocument)?
    for clause in query.clauses where !clause.isNegated {
      if case .anywhere(let pattern) = clause.term, let condition = Self.anywhere(pattern) {
        conditions.append(condition)
      }
      guard case .text(let field, let pattern) = clause.term else { continue }
      if let (name, condition) = Self.equality(field, pattern) {
        conditions.append(condition)
        // An id narrows further than a type.
        if indexed == nil || name == "entityId" { indexed = (name, condition) }
      } else if let condition = Self.condition(field, pattern) {
        conditions.append(condition)
      }
    }
    self.indexed = indexed
    switch conditions.count {
    case 0: document = [:]
    case 1: document = conditions[0]
    default: document = ["$and": .array(conditions.map { .document($0) })]
    }
  }

  /// Values that must be met exactly: an ObjectId anywhere in it can only be the whole id.
  private static func equality(
    _ field: String,
    _ pattern: TextPattern
  ) -> (field: String, condition: MongoDocument)? {
    guard let literal = pattern.literal else { return nil }
    switch field {
    case "entity":
      let id = literal.split(separator: "/").last.map(String.init) ?? literal
      guard isObjectID(id) else { return nil }
      return ("entityId", equals("entityId", id))
    case "actor" where pattern.isAddress || isObjectID(literal):
      return ("actor", equals("actor", literal))
    case "org" where isObjectID(literal): return ("orgId", equals("orgId", literal))
    case "action" where pattern.isWhole && literal.contains("."):
      return ("eventType", ["eventType": .string(literal)])
    default: return nil
    }
  }

  /// The spelling that was typed, and the one that the backend writes.
  private static func equals(_ field: String, _ text: String) -> MongoDocument {
    let lower = text.lowercased()
    return [field: lower == text ? .string(text) : ["$in": [.string(text), .string(lower)]]]
  }

  private static func condition(_ field: String, _ pattern: TextPattern) -> MongoDocument? {
    switch field {
    case "action": return anyOf(["eventType", "action"], expression(pattern))
    case "actor": return anyOf(["actor", "userId"], expression(pattern))
    case "entity":
      guard let literal = pattern.literal else { return nil }
      if literal.utf8.count == 64, literal.utf8.allSatisfy(\.isHexDigit) {
        return [
          "$or": [
            ["metadata.idHash": .string(literal.lowercased())],
            ["metadata.sessionId": ["$exists": true]],
          ]
        ]
      }
      return nil
    default: return nil
    }
  }

  /// A bare word: in every field that the list shows; masks exist here alone.
  private static func anywhere(_ pattern: TextPattern) -> MongoDocument? {
    guard let literal = pattern.literal, literal.allSatisfy(\.isASCII) else { return nil }
    let names = [
      "eventType", "action", "actor", "userId", "entity", "entityType", "entityId", "orgId",
    ]
    var conditions: [MongoValue] = names.map { [$0: expression(pattern)] }
    if let id = MongoObjectID(literal) { conditions.append(["_id": .objectID(id)]) }
    return ["$or": .array(conditions)]
  }

  private static func anyOf(_ fields: [String], _ value: MongoValue) -> MongoDocument {
    ["$or": .array(fields.map { [$0: value] })]
  }

  /// The pattern as a regular expression without regard to case.
  private static func expression(_ pattern: TextPattern) -> MongoValue {
    let body = pattern.pieces.map { piece in
      switch piece {
      case .anything: ".*"
      case .literal(let text): escaped(text)
      }
    }.joined()
    let isAnchored = pattern.isWhole || pattern.pieces.contains(.anything)
    return .regex(pattern: isAnchored ? "^\(body)$" : body, options: "is")
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if character.isASCII, !character.isLetter, !character.isNumber { result.append("\\") }
      result.append(character)
    }
  }

  private static func isObjectID(_ text: String) -> Bool { MongoObjectID(text) != nil }
}
