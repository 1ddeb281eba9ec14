import ConsoleDomain

/// Plans holds and their releases: counts on the server, and says what they mean for people.
struct HoldPlanner: Sendable {
  let ports: HoldPorts
  let policy: GatePolicy
  let clock: ActionClock
  let random: RandomSource

  /// The plan of placing what a draft names.
  func place(
    _ draft: HoldDraft,
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    let scope = try await HoldScoping(ports: ports).scope(of: draft)
    guard !scope.scope.selections.isEmpty else {
      throw .nothingToDo("no document of a mapped collection is in this scope")
    }
    let places = scope.places
    var content = PlannedDocuments(groups: [], facts: scope.facts, scope: scope.scope)
    var users = 0
    var warnings = scope.warnings
    for selection in scope.scope.selections {
      guard let entity = ports.entity(selection.type) else { continue }
      var matched = 0
      for place in places.places(of: selection, in: entity) {
        let counts = try await counts(selection, nil, place)
        guard counts.matched > 0 || place == .main else { continue }
        content.add(place: place.name(of: entity.collection), matched: counts.matched)
        matched += counts.matched
      }
      if entity.collection == ports.userCollection { users += matched }
      if let onHold = entity.onHold, matched > 0 {
        content.facts.append("\(matched) of \(entity.collection) \(onHold)")
      }
    }
    content.samples = Array(scope.samples.prefix(PlannedDocuments.sampleLimit))
    warnings += try await ExpiryWarnings(ports: ports, places: places).placing(scope.scope)
    let namesOrganization = draft.targets.contains {
      if case .organization = $0 { true } else { false }
    }
    let needsCount = users > policy.bulkThreshold || namesOrganization
    return ActionPlan(
      id: random.operationID(),
      request: request,
      tier: needsCount ? .irreversible : .harmful,
      content: .documents(content),
      isComplete: scope.incomplete == nil && places.unreached.isEmpty,
      warnings: (scope.incomplete.map { ["These may not be all: \($0)."] } ?? [])
        + places.warnings + warnings,
      servers: servers,
      places: places,
      hash: hash(
        request,
        parameters: [draft.matter.id, draft.matter.title],
        scope.scope,
        servers,
        places
      ),
      madeAt: clock.now(),
      phrase: needsCount ? "hold \(content.acting) in \(policy.environment)" : nil
    )
  }

  /// The plan of anything that is done to a hold that exists.
  func change(
    _ hold: LegalHold,
    _ request: ActionRequest,
    needsApproval: String?,
    in places: PlaceSurvey,
    facts: [String] = [],
    warnings: [String] = [],
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    var content = PlannedDocuments(groups: [], scope: hold.scope)
    content.holdVersion = hold.version
    for selection in hold.scope.selections {
      guard let entity = ports.entity(selection.type) else { continue }
      for place in places.places(of: selection, in: entity) {
        let counts = try await counts(selection, hold.id, place)
        guard counts.ours > 0 || place == .main else { continue }
        content.add(place: place.name(of: entity.collection), matched: counts.ours)
      }
    }
    content.facts = ["matter \(hold.matter.id): \(hold.matter.title)"] + facts
    let isTwoPeople = needsApproval != nil
    return ActionPlan(
      id: random.operationID(),
      request: request,
      tier: isTwoPeople ? .irreversible : .harmful,
      content: .documents(content),
      isComplete: places.unreached.isEmpty,
      warnings: places.warnings + warnings,
      servers: servers,
      places: places,
      hash: hash(
        request,
        parameters: [hold.id, String(hold.version)],
        hold.scope,
        servers,
        places
      ),
      madeAt: clock.now(),
      phrase: isTwoPeople ? "release \(hold.matter.id) in \(policy.environment)" : nil,
      needsApproval: needsApproval
    )
  }

  /// The plan of writing what these holds hold to files.
  func export(
    _ holds: [LegalHold],
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    var scope = HoldScope([])
    for hold in holds {
      scope.selections += hold.scope.selections.filter { !scope.selections.contains($0) }
      scope.subjects += hold.scope.subjects.filter { !scope.subjects.contains($0) }
    }
    let places: PlaceSurvey
    do {
      places = try await ports.reads.survey(scope.tenantScope(ports.entities))
    } catch {
      throw .store(error)
    }
    let elsewhere =
      places.tenants.map(\.organizationID) + places.unreached.map { $0.organizationID ?? "unknown" }
    var content = PlannedDocuments(groups: [], scope: scope)
    for selection in scope.selections {
      guard let entity = ports.entity(selection.type) else { continue }
      content.add(
        place: entity.collection,
        matched: try await counts(selection, nil, .main).matched
      )
    }
    content.facts = holds.map { "\($0.id): matter \($0.matter.id), \($0.matter.title)" }
    content.facts += [
      "the events about them and the copies of sessions go along",
      "personal data is in clear; credentials are left out and counted",
    ]
    return ActionPlan(
      id: random.operationID(),
      request: request,
      tier: .irreversible,
      content: .documents(content),
      isComplete: true,
      warnings: elsewhere.map {
        "The database that organisation \($0) has to itself is not in the export."
      },
      servers: servers,
      hash: hash(request, parameters: holds.map(\.id).sorted(), scope, servers, places),
      madeAt: clock.now(),
      phrase: "export \(content.acting) from \(policy.environment)",
      needsApproval: "an export of held material is in clear and takes two people"
    )
  }

  /// The hold with this id, as the register has it now.
  func hold(_ id: String) async throws(GateRefusal) -> LegalHold {
    do {
      if let hold = try await ports.reads.holds().first(where: { $0.id == id }) { return hold }
    } catch {
      throw .store(error)
    }
    throw .nothingToDo("there is no hold \(id)")
  }

  /// The databases in which the documents of a hold lie.
  func places(of hold: LegalHold) async throws(GateRefusal) -> PlaceSurvey {
    do {
      return try await ports.reads.survey(hold.scope.tenantScope(ports.entities))
    } catch {
      throw .store(error)
    }
  }

  private func counts(
    _ selection: HoldSelection,
    _ holdID: String?,
    _ place: DocumentPlace
  ) async throws(GateRefusal) -> HoldCounts {
    do {
      return try await ports.reads.counts(selection, holdID, place)
    } catch {
      throw .store(error)
    }
  }

  private func hash(
    _ request: ActionRequest,
    parameters: [String],
    _ scope: HoldScope,
    _ servers: ServerIdentity,
    _ places: PlaceSurvey
  ) -> String {
    PlanHash.hash(
      of: request.auditType,
      parameters: parameters,
      targets: scope.selections.flatMap(\.hashed)
        + scope.subjects.map { "all of \($0.type) \($0.id.text)" },
      on: servers,
      in: places
    )
  }
}

extension HoldPorts {
  /// The selections of a scope, each with its type; one whose type the profile has lost is left out.
  func parts(of scope: HoldScope) -> [(HoldSelection, EntityProfile)] {
    scope.selections.compactMap { selection in entity(selection.type).map { (selection, $0) } }
  }

  func entity(_ type: String) -> EntityProfile? {
    entities.first { $0.type == type }
  }
}

extension HoldSelection {
  /// The selection as texts for a plan's hash: ids for what is frozen, the organisation for what grows.
  var hashed: [String] {
    switch documents {
    case .ids(let ids): ids.map { "\(type) \($0.text)" }
    case .organization(let id): ["\(type) of organization \(id)"]
    }
  }
}

extension PlannedDocuments {
  /// Counts documents of a collection, together with those counted there before.
  mutating func add(place: String, matched: Int, blocked: Int = 0) {
    guard let index = groups.firstIndex(where: { $0.place == place }) else {
      groups.append(Group(place: place, matched: matched, blocked: blocked))
      return
    }
    groups[index].matched += matched
    groups[index].blocked += blocked
  }
}
