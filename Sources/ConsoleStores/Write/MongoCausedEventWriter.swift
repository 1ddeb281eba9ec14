package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// Takes a subject's values from the events that it merely caused, in the backend's event log.
///
/// The backend writes every event with `legalHold: false`, also one about a held document: so the
/// flags are set first, and then the hold is in the filter of each rewrite.
package struct MongoCausedEventWriter: CausedEventWriter {
  static let deadline: Duration = .seconds(60)
  private static let atOnce = 200

  private let client: MongoClient
  private let profile: Profile
  private let events: CausedEvents

  /// Makes a writer over the backend's database.
  package init(client: MongoClient, database: String, profile: Profile) {
    self.client = client
    self.profile = profile
    events = CausedEvents(client: client, database: database, profile: profile)
  }

  /// Sets the flags of held entities' events, then rewrites the others one by one.
  package func redact(
    _ values: SubjectValues,
    except subjects: Set<String>,
    sparing held: [HeldEntity],
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> CausedEventResult {
    for entity in held { try await flag(entity) }
    let spared = subjects.union(held.map(\.key.id.text))
    let found = try await events.find(values, except: spared)
    var result = CausedEventResult(incomplete: found.incomplete)
    let redaction = EventRedaction(needles: NeedleSet(values))
    do throws(MongoFailure) {
      var statements: [MongoValue] = []
      for event in found.documents {
        let changes = try redaction.changes(of: event)
        guard !changes.isEmpty, let id = event["_id"] else { continue }
        statements.append(.document(try statement(id, changes)))
      }
      for start in stride(from: 0, to: statements.count, by: Self.atOnce) {
        let part = Array(statements[start..<min(start + Self.atOnce, statements.count)])
        result.changed += try await write(part)
      }
      result.left = statements.count - result.changed
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
    return result
  }

  /// The old values are in the filter, and the hold.
  private func statement(
    _ id: MongoValue,
    _ changes: [(name: String, old: MongoValue, new: MongoValue)]
  ) throws(MongoFailure) -> MongoDocument {
    var filter: [(String, MongoValue)] = [("_id", id)]
    filter += changes.map { ($0.name, ["$eq": $0.old]) }
    filter += [("legalHold", ["$ne": true]), ("legalHoldIds.0", ["$exists": false])]
    let sets = try MongoDocument(elements: changes.map { ($0.name, $0.new) })
    return [
      "q": .document(try MongoDocument(elements: filter)),
      "u": ["$set": .document(sets)],
      "multi": false,
    ]
  }

  private func write(_ statements: [MongoValue]) async throws(MongoFailure) -> Int {
    let reply = try await client.command(
      [
        "update": .string(events.namespace.collection), "updates": .array(statements),
        "ordered": false, "writeConcern": ["w": "majority"],
      ],
      on: events.namespace.database,
      deadline: Self.deadline
    )
    if reply["writeConcernError"] != nil { throw MongoFailure(.writeConcern, in: "update") }
    return reply["nModified"]?.int ?? 0
  }

  /// The events get the holds of what they are about, under every label of its type.
  private func flag(_ held: HeldEntity) async throws(StoreProblem) {
    guard let entity = profile.entity(held.key.type), !entity.labels.isEmpty,
      !held.holdIDs.isEmpty
    else { return }
    let labels = MongoValue.array(entity.labels.map(MongoValue.string))
    let ids = MongoValue.array(held.holdIDs.map(MongoValue.string))
    do throws(MongoFailure) {
      _ = try await client.updateMany(
        UpdateRequest(
          events.namespace,
          filter: [
            "entityId": .string(held.key.id.text),
            "$or": [["entity": ["$in": labels]], ["entityType": ["$in": labels]]],
            "legalHold": ["$ne": true],
          ],
          update: .pipeline([
            [
              "$set": [
                "legalHold": true,
                "legalHoldIds": ["$setUnion": [["$ifNull": ["$legalHoldIds", []]], ids]],
              ]
            ]
          ])
        ),
        deadline: Self.deadline
      )
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }
}
