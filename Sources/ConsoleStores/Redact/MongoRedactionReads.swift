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
  private let strips: StripReads
  private let endpoint: StoreEndpoint

  /// Makes a reader; `holds` answers what is held, `strips` the values that documents have.
  package init(
    client: MongoClient,
    consoleDatabase: String,
    profile: Profile,
    holds: HoldReads,
    strips: StripReads
  ) {
    self.client = client
    console = consoleDatabase
    self.profile = profile
    self.holds = holds
    self.strips = strips
    endpoint = StoreEndpoint(client)
  }

  /// The port.
  package var port: RedactionReads {
    RedactionReads(
      values: { user throws(StoreProblem) in try await self.values(of: user) },
      hold: { user throws(StoreProblem) in try await self.hold(on: user) },
      bodies: { search, values throws(StoreProblem) in try await self.bodies(search, values) }
    )
  }

  /// A user who is not there any more is known by the id alone.
  @concurrent private func values(
    of userID: String
  ) async throws(StoreProblem) -> SubjectValues {
    let known = SubjectValues(userIDs: [userID])
    guard let key = key(userID) else { return known }
    do throws(StoreProblem) {
      let records = try await holds.subject(key)
      // What lies in databases of organisations is known by its addresses and numbers alone.
      let rows = records.rows.filter { $0.tenantID == nil }
      var values = try await strips.values(rows.map(\.key), .main)
      values.userIDs = records.identifiers.userIDs.union([userID])
      values.emails.formUnion(records.identifiers.emails)
      values.phones.formUnion(records.identifiers.phones)
      return values
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
    _ search: AuditValueSearch,
    _ values: SubjectValues
  ) async throws(StoreProblem) -> [RedactableBody] {
    let needles = NeedleSet(values)
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
      var page: [(body: AuditBody, paths: [String], isHeld: Bool)] = []
      for document in documents {
        guard let body = AuditDocuments.body(document) else { continue }
        let personal = AuditPersonalTexts.all(in: body).filter { _, texts in
          texts.contains { needles.matches(Array($0.utf8)) }
        }
        let all = Set(search.paths(in: body)).union(personal.map(\.path))
        let paths = body.fields.map(\.path).filter(all.contains)
        if !paths.isEmpty { page.append((body, paths, document["legalHold"]?.bool == true)) }
      }
      let held = try await held(among: page.map(\.body))
      found += page.map { body, paths, isHeld in
        RedactableBody(
          eventID: body.eventID,
          paths: paths,
          isHeld: isHeld || held.contains(body.eventID)
        )
      }
      if Task.isCancelled { throw .cancelled }
    }
  }

  /// Ids of the bodies that name a document which is held or inside the scope of a hold: what is on
  /// record about it is evidence as well (compliance.md, decisions).
  private func held(among bodies: [AuditBody]) async throws(StoreProblem) -> Set<String> {
    let entities = NamedEntities(profile: profile)
    let named = bodies.map { (body: $0, keys: entities.keys(in: $0)) }
    let keys = named.reduce(into: Set<EntityKey>()) { $0.formUnion($1.keys) }
    guard !keys.isEmpty else { return [] }
    let matters = try await holds.holds().filter(\.state.isHolding)
    let rows = try await holds.documents(Array(keys), .main)
    var held = Set(rows.filter { $0.hold == .yes || !$0.holdIDs.isEmpty }.map(\.key))
    let organizations = Dictionary(
      rows.map { ($0.key, $0.organizationID) },
      uniquingKeysWith: { first, _ in first }
    )
    held.formUnion(
      keys.filter { key in
        matters.contains { $0.scope.covers(key, organizationID: organizations[key] ?? nil) }
      }
    )
    return Set(named.filter { !$0.keys.isDisjoint(with: held) }.map(\.body.eventID))
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
