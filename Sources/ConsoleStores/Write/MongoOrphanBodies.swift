package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// Bodies of the audit trail whose header never came.
package struct MongoOrphanBodies: OrphanBodyRemover {
  private static let deadline: Duration = .seconds(30)
  private static let bodiesAtOnce = 1000

  private let client: MongoClient
  private let bodies: MongoNamespace
  private let headers: MongoNamespace

  /// Makes a view of the console's own database.
  package init(client: MongoClient, consoleDatabase: String) {
    self.client = client
    bodies = MongoNamespace(consoleDatabase, AuditDocuments.bodies)
    headers = MongoNamespace(consoleDatabase, AuditDocuments.headers)
  }

  /// The port that finds them.
  package var reader: OrphanBodyReader {
    OrphanBodyReader { after, before throws(StoreProblem) in
      try await self.find(after: after, before: before)
    }
  }

  /// One page in the order of event ids, which is that of time.
  private func find(
    after: String?,
    before: String
  ) async throws(StoreProblem) -> OrphanPage {
    do throws(MongoFailure) {
      let request = FindRequest(
        bodies,
        filter: ["_id": ["$lt": .string(before)]],
        projection: ["_id": 1],
        limit: Self.bodiesAtOnce,
        readPreference: .primary,
        readConcern: .majority
      )
      let page = try await client.find(
        request.page(after: after.map(MongoValue.string)),
        deadline: Self.deadline
      )
      let ids = page.compactMap { $0["_id"]?.string }
      let linked = try await linked(ids)
      return OrphanPage(
        orphans: ids.filter { !linked.contains($0) },
        seen: page.count,
        last: page.count == Self.bodiesAtOnce ? ids.last : nil
      )
    } catch {
      throw problem(error)
    }
  }

  /// Removes one after the other, and puts back each whose header came in between.
  ///
  /// Whoever appends an old body's header stores the body again after it, so that one of the two
  /// always sees the other.
  package func remove(
    _ eventIDs: [String],
    permit: borrowing MutationPermit
  ) async throws(StoreProblem) -> Int {
    var removed = 0
    for id in eventIDs {
      do throws(MongoFailure) {
        if try await remove(id) { removed += 1 }
      } catch {
        throw problem(error)
      }
    }
    return removed
  }

  private func remove(_ id: String) async throws(MongoFailure) -> Bool {
    let request = FindRequest(
      bodies,
      filter: ["_id": .string(id)],
      limit: 1,
      readPreference: .primary,
      readConcern: .majority
    )
    guard let body = try await client.find(request, deadline: Self.deadline).first,
      try await linked([id]).isEmpty
    else { return false }
    let result = try await client.deleteOne(
      from: bodies,
      filter: ["_id": .string(id), "legalHold": ["$ne": true]],
      deadline: Self.deadline
    )
    guard result.deleted == 1 else { return false }
    if try await linked([id]).isEmpty { return true }
    do throws(MongoFailure) {
      _ = try await client.insertOne(body, into: bodies, deadline: Self.deadline)
    } catch {
      // The appender was faster.
      if error.code != .duplicateKey { throw error }
    }
    return false
  }

  private func linked(_ ids: [String]) async throws(MongoFailure) -> Set<String> {
    guard !ids.isEmpty else { return [] }
    let documents = try await client.find(
      FindRequest(
        headers,
        filter: ["eventId": ["$in": .array(ids.map(MongoValue.string))]],
        projection: ["eventId": 1],
        limit: ids.count,
        readPreference: .primary
      ),
      deadline: Self.deadline
    )
    return Set(documents.compactMap { $0["eventId"]?.string })
  }

  private func problem(_ failure: MongoFailure) -> StoreProblem {
    StoreProblem(failure, at: StoreEndpoint(client), deadline: Self.deadline)
  }
}
