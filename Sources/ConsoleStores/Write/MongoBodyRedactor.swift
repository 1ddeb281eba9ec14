package import ConsoleActions
import ConsoleCrypto
package import ConsoleDomain
package import ConsoleMongo

/// Takes salts and values out of stored audit bodies; the digests take their place in one update.
package struct MongoBodyRedactor: BodyRedactor {
  private static let deadline: Duration = .seconds(10)

  private let client: MongoClient
  private let namespace: MongoNamespace
  private let endpoint: StoreEndpoint

  /// Makes a redactor in the console's own database.
  package init(client: MongoClient, consoleDatabase: String) {
    self.client = client
    namespace = MongoNamespace(consoleDatabase, AuditDocuments.bodies)
    endpoint = StoreEndpoint(client)
  }

  /// Reads, moves the fields, and reads back: the root must be the same and the fields gone.
  package func redact(
    _ target: RedactableBody,
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> RedactionOutcome {
    do throws(MongoFailure) {
      guard let before = try await body(target.eventID) else {
        return .left("not there any more")
      }
      let paths = Set(target.paths)
      let moving = before.fields.filter { field in
        guard case .disclosed = field.content else { return false }
        return paths.contains(field.path)
      }
      if moving.isEmpty { return .unchanged }
      let digests = moving.map { field -> MongoValue in
        ["path": .string(field.path), "digest": .string(Hex.encode(field.digest))]
      }
      let names = MongoValue.array(moving.map { .string($0.path) })
      let isKept: MongoValue = ["$not": [["$in": ["$$field.path", names]]]]
      let result = try await client.updateOne(
        UpdateRequest(
          namespace,
          // A held body is never altered, whoever has held it since it was read.
          filter: [
            "_id": .string(target.eventID), "legalHold": ["$ne": true],
            "legalHoldIds.0": ["$exists": false], "disclosed.path": ["$all": names],
          ],
          update: .pipeline([
            [
              "$set": [
                "disclosed": [
                  "$filter": ["input": "$disclosed", "as": "field", "cond": isKept]
                ],
                "redacted": ["$concatArrays": ["$redacted", ["$literal": .array(digests)]]],
              ]
            ]
          ])
        ),
        deadline: Self.deadline
      )
      guard result.matched == 1 else { return .left("legal_hold, or changed meanwhile") }
      return try await isProved(target, before) ? .redacted : .left("it does not read back")
    } catch {
      throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
    }
  }

  private func isProved(
    _ target: RedactableBody,
    _ before: AuditBody
  ) async throws(MongoFailure) -> Bool {
    guard let after = try await body(target.eventID), after.root == before.root else {
      return false
    }
    return target.paths.allSatisfy { path in
      after.fields.contains { field in
        if case .redacted = field.content { field.path == path } else { false }
      }
    }
  }

  private func body(_ eventID: String) async throws(MongoFailure) -> AuditBody? {
    let documents = try await client.find(
      FindRequest(
        namespace,
        filter: ["_id": .string(eventID)],
        limit: 1,
        readPreference: .primary,
        readConcern: .majority
      ),
      deadline: Self.deadline
    )
    return documents.first.flatMap(AuditDocuments.body)
  }
}
