import ConsoleDomain

/// Freezes what a draft names to selections of documents.
struct HoldScoping: Sendable {
  /// Most documents that a query may look through.
  private static let examined = 200_000

  let ports: HoldPorts

  /// A frozen scope, and what a person must know of it.
  struct Frozen {
    var scope = HoldScope([])
    var samples: [PlannedDocument] = []
    var facts: [String] = []
    var warnings: [String] = []
    /// Why there may be more than what was found.
    var incomplete: String?
    /// The databases in which it was looked for.
    var places = PlaceSurvey()
  }

  func scope(of draft: HoldDraft) async throws(GateRefusal) -> Frozen {
    var frozen = Frozen()
    frozen.places = try await places(of: draft)
    var ids: [String: Set<DocumentID>] = [:]
    for target in draft.targets {
      switch target {
      case .entity(let key): ids[key.type, default: []].insert(key.id)
      case .query(let query): try await add(query, &ids, &frozen)
      case .subject(let key): try await add(subject: key, &ids, &frozen)
      case .organization(let id): try await add(organization: id, draft, &ids, &frozen)
      }
    }
    try await addFrozen(ids, &frozen)
    return frozen
  }

  private func add(
    subject: EntityKey,
    _ ids: inout [String: Set<DocumentID>],
    _ frozen: inout Frozen
  ) async throws(GateRefusal) {
    let records: SubjectRecords
    do {
      records = try await ports.reads.subject(subject)
    } catch {
      throw .store(error)
    }
    for row in records.rows where canHold(row.key.type) {
      ids[row.key.type, default: []].insert(row.key.id)
    }
    frozen.scope.subjects.append(subject)
    frozen.incomplete = frozen.incomplete ?? records.incomplete
  }

  /// Whose own databases have to be visited: a subject's documents may lie in any, an organisation's in
  /// its own alone.
  private func places(of draft: HoldDraft) async throws(GateRefusal) -> PlaceSurvey {
    var organizations: Set<String> = []
    var isAny = false
    for target in draft.targets {
      switch target {
      case .organization(let id): organizations.insert(id)
      case .subject: isAny = true
      case .entity(let key): isAny = isAny || ports.entity(key.type)?.isTenant == true
      case .query(let query): isAny = isAny || ports.entity(query.type)?.isTenant == true
      }
    }
    do {
      return try await ports.reads.survey(isAny ? .all : .only(organizations))
    } catch {
      throw .store(error)
    }
  }

  /// What the query finds now; refused where that is too much to keep or to look through, since a hold
  /// of the first part would look like a hold of all.
  private func add(
    _ query: HoldQuery,
    _ ids: inout [String: Set<DocumentID>],
    _ frozen: inout Frozen
  ) async throws(GateRefusal) {
    guard let entity = ports.entity(query.type) else {
      throw .invalid(field: "query", wanted: "a type of the profile")
    }
    var search = QuerySearch(query)
    for place in frozen.places.places(of: entity) { try await find(&search, at: place) }
    ids[query.type, default: []].formUnion(search.found)
    frozen.facts.append(
      "`\(query.text)` is frozen to \(CountText.noun(search.found.count, "document"))"
    )
  }

  /// What a query has found so far, in whatever database.
  private struct QuerySearch {
    let query: HoldQuery
    let matcher: EntityMatcher
    var found: Set<DocumentID> = []
    var seen = 0

    init(_ query: HoldQuery) {
      self.query = query
      matcher = EntityMatcher(query.query)
    }
  }

  private func find(
    _ search: inout QuerySearch,
    at place: DocumentPlace
  ) async throws(GateRefusal) {
    var after: DocumentID?
    var hasMore = true
    while hasMore {
      let page: EntityPage
      do {
        page = try await ports.reads.page(
          EntityPageRequest(
            type: search.query.type,
            query: search.query.query,
            place: place,
            after: after,
            limit: 1_000
          )
        )
      } catch {
        throw .store(error)
      }
      search.found.formUnion(page.rows.filter(search.matcher.matches).map(\.key.id))
      search.seen += page.rows.count
      after = page.rows.last?.key.id
      hasMore = page.hasMore && after != nil
      if search.found.count > HoldQuery.limit || (hasMore && search.seen >= Self.examined) {
        throw .invalid(
          field: "query",
          wanted: "one that finds at most \(CountText.grouped(HoldQuery.limit)) documents among"
            + " \(CountText.grouped(Self.examined)); for more hold the organisation"
        )
      }
    }
  }

  /// The organisation itself and everything whose organisation it is, new documents included.
  private func add(
    organization id: String,
    _ draft: HoldDraft,
    _ ids: inout [String: Set<DocumentID>],
    _ frozen: inout Frozen
  ) async throws(GateRefusal) {
    guard let type = ports.entities.first(where: { $0.type == "organization" }),
      let documentID = DocumentID.candidates(id).first
    else { throw .nothingToDo("the profile names no type `organization`") }
    let key = EntityKey(type: type.type, id: documentID)
    let rows = try await rows([key], frozen.places)
    guard let row = rows.first else { throw .nothingToDo("there is no organisation \(id)") }
    if row.hold == .yes, row.holdIDs.isEmpty, !draft.confirmedOrganizations.contains(id) {
      throw .invalid(
        field: "organisation",
        wanted: "the id \(id) once more: the backend holds it already, and writes no event for a"
          + " second hold of its own, so that one placed later can't be told apart"
      )
    }
    ids[key.type, default: []].insert(key.id)
    for entity in ports.entities where entity.organizationPath != nil && canHold(entity.type) {
      frozen.scope.selections.append(
        HoldSelection(type: entity.type, documents: .organization(id))
      )
    }
  }

  /// Ids become selections in the profile's order; what is not there any more is named.
  private func addFrozen(
    _ ids: [String: Set<DocumentID>],
    _ frozen: inout Frozen
  ) async throws(GateRefusal) {
    for entity in ports.entities {
      guard let wanted = ids[entity.type], !wanted.isEmpty else { continue }
      guard canHold(entity.type) else {
        frozen.warnings.append("\(entity.collection) has no flag for a hold and can't be held.")
        continue
      }
      let rows = try await rows(
        wanted.map { EntityKey(type: entity.type, id: $0) },
        frozen.places
      )
      let there = Set(rows.map(\.key.id))
      let missing = wanted.count - there.count
      if missing > 0 {
        frozen.warnings.append("\(missing) of \(entity.collection) are not there any more.")
      }
      guard !rows.isEmpty else { continue }
      let sorted = there.sorted { $0.text < $1.text }
      frozen.scope.selections.append(
        HoldSelection(type: entity.type, documents: .ids(sorted))
      )
      frozen.samples += rows.map { row in
        PlannedDocument(
          place: DocumentPlace.name(of: entity.collection, tenant: row.tenantID),
          id: row.key.id.text,
          label: row.name,
          change: row.hold == .yes ? "held already" : nil
        )
      }
    }
  }

  private func canHold(_ type: String) -> Bool {
    ports.entity(type)?.flags.legalHold != nil
  }

  private func rows(
    _ keys: [EntityKey],
    _ places: PlaceSurvey
  ) async throws(GateRefusal) -> [EntityRow] {
    do {
      return try await ports.reads.documents(keys, in: places, of: ports.entities)
    } catch {
      throw .store(error)
    }
  }
}
