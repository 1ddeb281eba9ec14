import ConsoleDomain

/// Documents that an action means, type by type, with what keeps some of them from it.
struct EntityTargets: Sendable {
  let ports: StripPorts
  /// The databases in which documents are looked for.
  let places: PlaceSurvey

  /// What was found.
  struct Found {
    var keys: [EntityKey] = []
    /// Users among the subjects, whose sessions go with the data.
    var userIDs: Set<String> = []
    var emails: Set<String> = []
    var incomplete: String?
  }

  /// Targets in the databases that an action on this request reaches now.
  static func surveyed(
    for request: ActionRequest,
    _ ports: StripPorts
  ) async throws(GateRefusal) -> EntityTargets {
    let scope: TenantScope
    switch request {
    case .stripSubject: scope = .all
    case .strip(let keys), .archive(let keys, _): scope = .holding(keys, ports.entities)
    default: scope = .only([])
    }
    do {
      return EntityTargets(ports: ports, places: try await ports.holds.survey(scope))
    } catch {
      throw .store(error)
    }
  }

  /// Everything of a subject.
  func everything(of subject: EntityKey) async throws(GateRefusal) -> Found {
    do {
      let records = try await ports.holds.subject(subject)
      var found = Found(keys: records.rows.map(\.key))
      found.userIDs = records.identifiers.userIDs
      found.emails = records.identifiers.emails
      found.incomplete = records.incomplete
      return found
    } catch {
      throw .store(error)
    }
  }

  /// These documents and no others; the sessions of users among them go with them.
  func exactly(_ keys: [EntityKey]) -> Found {
    var found = Found(keys: keys)
    let users = keys.filter { ports.entity($0.type)?.collection == ports.userCollection }
    found.userIDs = Set(users.map(\.id.text))
    return found
  }

  /// Documents inside the scope of a hold, even where their flag is missing: the matter they are in.
  ///
  /// A new document of a held subject has no flag before the next sweep finds it, so that the picture
  /// of each held subject decides, too.
  func heldByScope(
    _ rows: [EntityRow]
  ) async throws(GateRefusal) -> [EntityKey: String] {
    do {
      let holds = try await ports.holds.holds().filter(\.state.isHolding)
      let subjects = Set(holds.flatMap(\.scope.subjects))
      let unnamed = rows.filter { row in
        !holds.contains { $0.scope.covers(row.key, organizationID: row.organizationID) }
      }
      let reached = try await reached(from: subjects, unnamed)
      var held: [EntityKey: String] = [:]
      for row in rows {
        let hold = holds.first {
          $0.scope.covers(row.key, organizationID: row.organizationID)
            || !(reached[row.key] ?? []).isDisjoint(with: $0.scope.subjects)
        }
        if let hold { held[row.key] = "inside the scope of matter \(hold.matter.id)" }
      }
      return held
    } catch {
      throw .store(error)
    }
  }

  /// What the pictures of these subjects reach of these documents, wherever they lie.
  private func reached(
    from subjects: Set<EntityKey>,
    _ rows: [EntityRow]
  ) async throws(StoreProblem) -> [EntityKey: Set<EntityKey>] {
    var reached: [EntityKey: Set<EntityKey>] = [:]
    guard !subjects.isEmpty else { return reached }
    for place in places.all {
      let keys = rows.filter { $0.tenantID == place.tenantID }.map(\.key)
      guard !keys.isEmpty else { continue }
      reached.merge(try await ports.holds.reached(subjects, keys, place)) { $0.union($1) }
    }
    return reached
  }

  /// The documents as they are now.
  func rows(_ keys: [EntityKey]) async throws(GateRefusal) -> [EntityRow] {
    do {
      return try await ports.holds.documents(keys, in: places, of: ports.entities)
    } catch {
      throw .store(error)
    }
  }

  /// Which of these documents lie at a place; those that are nowhere any more count as the backend's.
  func ids(
    of entity: EntityProfile,
    _ keys: [EntityKey],
    at place: DocumentPlace,
    _ rows: [EntityRow]
  ) -> [EntityKey] {
    let there = Set(rows.lazy.filter { $0.tenantID == place.tenantID }.map(\.key))
    let elsewhere = Set(rows.lazy.filter { $0.tenantID != nil }.map(\.key))
    return keys.filter {
      $0.type == entity.type
        && (there.contains($0) || (place == .main && !elsewhere.contains($0)))
    }
  }
}

extension StripPorts {
  func entity(_ type: String) -> EntityProfile? {
    entities.first { $0.type == type }
  }

  /// The user of a backend's own type.
  func userKey(_ id: String) -> EntityKey? {
    guard let type = entities.first(where: { $0.collection == userCollection })?.type,
      let documentID = DocumentID.candidates(id).first
    else { return nil }
    return EntityKey(type: type, id: documentID)
  }
}
