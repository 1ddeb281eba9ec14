package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// Flags and ids of holds on audit bodies; what a body says is not touched.
package struct MongoBodyHolds: BodyHoldWriter {
  private static let deadline: Duration = .seconds(30)
  private static let atOnce = 500

  private let client: MongoClient
  private let namespace: MongoNamespace
  private let profile: Profile

  /// Makes a view of the console's own database.
  package init(client: MongoClient, consoleDatabase: String, profile: Profile) {
    self.client = client
    namespace = MongoNamespace(consoleDatabase, AuditDocuments.bodies)
    self.profile = profile
  }

  /// The port that reads them.
  package var reader: BodyHoldReader {
    BodyHoldReader { after throws(StoreProblem) in try await self.page(after: after) }
  }

  @concurrent private func page(after: String?) async throws(StoreProblem) -> BodyHoldPage {
    let request = FindRequest(
      namespace,
      limit: Self.atOnce,
      readPreference: .primary,
      readConcern: .majority
    )
    do throws(MongoFailure) {
      let found = try await client.find(
        request.page(after: after.map(MongoValue.string)),
        deadline: Self.deadline
      )
      let entities = NamedEntities(profile: profile)
      return BodyHoldPage(
        bodies: found.compactMap { document in
          guard let body = AuditDocuments.body(document) else { return nil }
          return BodyHoldPage.Body(
            eventID: body.eventID,
            keys: entities.keys(in: body),
            holds: (document["legalHoldIds"]?.array ?? []).compactMap(\.string),
            isHeld: document["legalHold"]?.bool == true
          )
        },
        seen: found.count,
        last: found.count == Self.atOnce ? found.last?["_id"]?.string : nil
      )
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }

  /// One update: flag and ids agree at every moment.
  package func hold(
    _ eventIDs: [String],
    by holds: [String],
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> Int {
    do throws(MongoFailure) {
      return try await client.updateMany(
        UpdateRequest(
          namespace,
          filter: ["_id": ["$in": .array(eventIDs.map(MongoValue.string))]],
          update: .operators([
            "$set": [
              "legalHold": .bool(!holds.isEmpty),
              "legalHoldIds": .array(holds.map(MongoValue.string)),
            ]
          ])
        ),
        deadline: Self.deadline
      ).modified
    } catch {
      throw StoreProblem(error, at: StoreEndpoint(client), deadline: Self.deadline)
    }
  }
}
