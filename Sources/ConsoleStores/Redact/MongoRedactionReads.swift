package import ConsoleActions
package import ConsoleDomain
package import ConsoleMongo

/// What a redaction of audit bodies reads: the `RedactionReads` port.
package struct MongoRedactionReads: Sendable {
  private static let deadline: Duration = .seconds(60)
  private static let atOnce = 200

  private let client: MongoClient
  private let console: String
  private let profile: Profile
  private let holds: HoldReads
  private let endpoint: StoreEndpoint

  /// Makes a reader; `holds` answers whether the user is held.
  package init(client: MongoClient, consoleDatabase: String, profile: Profile, holds: HoldReads) {
    self.client = client
    console = consoleDatabase
    self.profile = profile
    self.holds = holds
    endpoint = StoreEndpoint(client)
  }

  /// The port.
  package var port: RedactionReads {
    RedactionReads(
      values: { user throws(StoreProblem) in try await self.values(of: user) },
      hold: { user throws(StoreProblem) in try await self.hold(on: user) },
      bodies: { search throws(StoreProblem) in try await self.bodies(search) }
    )
  }

  /// A user who is not there any more is known by the id alone.
  @concurrent private func values(
    of userID: String
  ) async throws(StoreProblem) -> SubjectIdentifiers {
    let known = SubjectIdentifiers(userIDs: [userID])
    guard let key = key(userID) else { return known }
    do throws(StoreProblem) {
      var found = try await holds.subject(key).identifiers
      found.userIDs.insert(userID)
      return found
    } catch {
      guard case .notFound = error else { throw error }
      return known
    }
  }

  @concurrent private func hold(on userID: String) async throws(StoreProblem) -> String? {
    guard let key = key(userID) else { return nil }
    let row = try await holds.documents([key], .main).first
    if row?.hold == .yes || row?.holdIDs.isEmpty == false { return "a legal hold is on the user" }
    let hold = try await holds.holds().first {
      $0.state.isHolding && $0.scope.covers(key, organizationID: row?.organizationID)
    }
    return hold.map { "inside the scope of matter \($0.matter.id)" }
  }

  @concurrent private func bodies(
    _ search: AuditValueSearch
  ) async throws(StoreProblem) -> [RedactableBody] {
    var found: [RedactableBody] = []
    var last: MongoValue?
    while true {
      let request = FindRequest(
        MongoNamespace(console, AuditDocuments.bodies),
        limit: Self.atOnce,
        readConcern: .majority
      )
      let documents: [MongoDocument]
      do throws(MongoFailure) {
        documents = try await client.find(request.page(after: last), deadline: Self.deadline)
      } catch {
        throw StoreProblem(error, at: endpoint, deadline: Self.deadline)
      }
      guard let id = documents.last?["_id"] else { return found }
      last = id
      for document in documents {
        guard let body = AuditDocuments.body(document) else { continue }
        let paths = search.paths(in: body)
        guard !paths.isEmpty else { continue }
        found.append(
          RedactableBody(
            eventID: body.eventID,
            paths: paths,
            isHeld: document["legalHold"]?.bool == true
          )
        )
      }
      if Task.isCancelled { throw .cancelled }
    }
  }

  private func key(_ userID: String) -> EntityKey? {
    guard
      let type = profile.entities.first(where: { $0.collection == profile.collections.users })?
        .type,
      let id = DocumentID.candidates(userID).first
    else { return nil }
    return EntityKey(type: type, id: id)
  }
}
