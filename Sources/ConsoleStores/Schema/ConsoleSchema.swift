import ConsoleDomain
import ConsoleMongo

/// The console's own collections with their indexes besides `_id` (compliance.md b.1 and b.7).
enum ConsoleSchema {
  static let retention = AuditRetention.seconds

  static let leases = "leases"

  static let all = [
    OwnCollection(
      name: AuditDocuments.headers,
      need: .chain,
      indexes: [
        OwnIndex(IndexSpecification(name: "eventId", fields: ["eventId"], isUnique: true), .chain)
      ]
    ),
    OwnCollection(
      name: AuditDocuments.bodies,
      need: .chain,
      indexes: [
        // A hold takes a body out of the index and so out of expiry, in one write.
        OwnIndex(
          IndexSpecification(
            name: "retention",
            fields: ["createdAt"],
            expiresAfter: retention,
            onlyWhere: IndexSpecification.Condition(field: "legalHold", value: false)
          ),
          .retention
        )
      ]
    ),
    OwnCollection(
      name: CheckpointDocuments.collection,
      need: .feature("checkpoints"),
      indexes: [
        OwnIndex(
          IndexSpecification(name: "size", fields: ["size"], isUnique: true),
          .feature("checkpoints")
        )
      ]
    ),
    OwnCollection(
      name: MongoEvidenceStore.collection,
      need: .feature("evidence of what a hold protects"),
      indexes: [
        OwnIndex(IndexSpecification(name: "opId", fields: ["opId"]), .feature("finding evidence")),
        OwnIndex(
          IndexSpecification(name: "holdIds", fields: ["holdIds"]),
          .feature("finding evidence")
        ),
      ]
    ),
    OwnCollection(
      name: "ops",
      need: .feature("actions in steps"),
      indexes: [
        OwnIndex(
          IndexSpecification(name: "opId", fields: ["opId"], isUnique: true),
          .feature("actions in steps")
        ),
        OwnIndex(
          IndexSpecification(name: "state", fields: ["state"]),
          .feature("finding actions that wait")
        ),
      ]
    ),
    OwnCollection(
      name: HoldDocuments.register,
      need: .feature("legal holds"),
      indexes: [
        OwnIndex(IndexSpecification(name: "status", fields: ["status"]), .feature("legal holds"))
      ]
    ),
    OwnCollection(
      name: HoldDocuments.members,
      need: .feature("legal holds"),
      indexes: [
        OwnIndex(IndexSpecification(name: "holdId", fields: ["holdId"]), .feature("legal holds")),
        OwnIndex(
          IndexSpecification(name: "entity", fields: ["coll", "entityId", "state"]),
          .feature("finding the holds of a document")
        ),
      ]
    ),
    OwnCollection(
      name: ApprovalDocuments.collection,
      need: .feature("actions that take two people"),
      indexes: [
        OwnIndex(
          IndexSpecification(name: "opId", fields: ["opId"], isUnique: true),
          .feature("actions that take two people")
        ),
        OwnIndex(
          IndexSpecification(name: "expiresAt", fields: ["expiresAt"]),
          .feature("finding requests that wait")
        ),
      ]
    ),
    OwnCollection(
      name: ApprovalDocuments.keys,
      need: .feature("approvals that a key signs"),
      indexes: []
    ),
    OwnCollection(name: leases, need: .feature("`holdfast sweep`"), indexes: []),
  ]
}

/// One collection of ours.
struct OwnCollection: Sendable {
  var name: String
  var need: SchemaFinding.Need
  var indexes: [OwnIndex]

  /// What is not as wanted, given the indexes that the server lists; none at all: no collection.
  func findings(_ found: [MongoDocument]) -> [SchemaFinding] {
    if found.isEmpty {
      return [SchemaFinding(collection: name, index: nil, state: .missing, need: need)]
    }
    let wanted = indexes.compactMap { $0.state(among: found).map { $0.finding(of: name) } }
    return wanted
      + found.filter(deletesUnasked).map { index in
        SchemaFinding(
          collection: name,
          index: index["name"]?.string ?? "",
          state: .harmful("deletes documents that must stay"),
          need: .retention
        )
      }
  }

  /// A TTL index that is none of ours, by key or by name: such a one is reported as different.
  private func deletesUnasked(_ index: MongoDocument) -> Bool {
    guard index["expireAfterSeconds"] != nil else { return false }
    return !indexes.contains {
      $0.specification.hasKey(of: index) || index["name"]?.string == $0.specification.name
    }
  }
}

/// An index with what rests on it.
struct OwnIndex: Sendable {
  var specification: IndexSpecification
  var need: SchemaFinding.Need

  init(_ specification: IndexSpecification, _ need: SchemaFinding.Need) {
    self.specification = specification
    self.need = need
  }

  /// An index and how it is found.
  struct Found {
    var name: String
    var state: SchemaFinding.State
    var need: SchemaFinding.Need

    func finding(of collection: String) -> SchemaFinding {
      SchemaFinding(collection: collection, index: name, state: state, need: need)
    }
  }

  /// nil: there is one with this key and these options, whatever its name.
  func state(among found: [MongoDocument]) -> Found? {
    let near = found.filter {
      specification.hasKey(of: $0) || $0["name"]?.string == specification.name
    }
    if near.isEmpty { return Found(name: specification.name, state: .missing, need: need) }
    for index in near {
      // Two indexes may share a key and differ in their filters: each must be as wanted.
      guard let difference = specification.difference(from: index) else { continue }
      let name = index["name"]?.string ?? specification.name
      return Found(name: name, state: .different(difference), need: need)
    }
    return nil
  }
}
