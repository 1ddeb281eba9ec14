import ConsoleDomain

/// Plans a strip: every path with its count and a masked sample, and what would be left alone.
struct StripPlanner: Sendable {
  /// Most paths that look like personal data which a plan names.
  private static let suspectLimit = 10

  let ports: StripPorts
  let policy: GatePolicy
  let clock: ActionClock
  let random: RandomSource

  func plan(
    _ request: ActionRequest,
    on servers: ServerIdentity
  ) async throws(GateRefusal) -> ActionPlan {
    let targets = try await EntityTargets.surveyed(for: request, ports)
    let found: EntityTargets.Found
    switch request {
    case .stripSubject(let subject): found = try await targets.everything(of: subject)
    case .strip(let keys): found = targets.exactly(keys)
    default: throw .nothingToDo("this strips nothing")
    }
    let rows = try await targets.rows(found.keys)
    guard !rows.isEmpty else { throw .nothingToDo("no document of a mapped collection was found") }
    let (content, preview) = try await content(
      rows,
      in: targets.places,
      scoped: try await targets.heldByScope(rows)
    )
    guard content.acting > 0 else {
      if let guarded = content.samples.compactMap(\.blocked).first { throw .guarded(guarded) }
      throw .nothingToDo("nothing is left to strip")
    }
    return ActionPlan(
      id: random.operationID(),
      request: request,
      tier: .irreversible,
      content: .documents(content),
      isComplete: found.incomplete == nil && targets.places.unreached.isEmpty,
      warnings: targets.places.warnings + warnings(found, content)
        + Self.warnings(preview.suspects),
      servers: servers,
      places: targets.places,
      hash: PlanHash.hash(
        of: request.auditType,
        // Bound without counts and samples, which change with every sign-in.
        parameters: preview.paths.map { "\($0.place).\($0.path)" },
        targets: rows.map { "\($0.key.type) \($0.key.id.text)" },
        on: servers,
        in: targets.places
      ),
      madeAt: clock.now(),
      phrase: "strip \(content.acting) in \(policy.environment)",
      needsApproval: policy.stripsTakeTwo ? "a strip can't be undone and takes two people" : nil
    )
  }

  private func content(
    _ rows: [EntityRow],
    in places: PlaceSurvey,
    scoped: [EntityKey: String]
  ) async throws(GateRefusal) -> (PlannedDocuments, StripPreview) {
    let preview: StripPreview
    do {
      preview = try await ports.reads.preview(of: rows, in: places)
    } catch {
      throw .store(error)
    }
    var content = PlannedDocuments(groups: [])
    let types = Dictionary(
      places.parts(of: ports.entities).map { ($1.name(of: $0.collection), $0.type) },
      uniquingKeysWith: { first, _ in first }
    )
    let scopedTexts = Dictionary(
      scoped.map { ("\($0.key.type) \($0.key.id.text)", $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
    var documents = preview.documents
    for index in documents.indices where documents[index].blocked == nil {
      let key = "\(types[documents[index].place] ?? "") \(documents[index].id)"
      documents[index].blocked = scopedTexts[key]
    }
    for document in documents {
      content.add(place: document.place, matched: 1, blocked: document.blocked == nil ? 0 : 1)
    }
    content.samples = Array(
      (documents.filter { $0.blocked != nil } + documents.filter { $0.blocked == nil })
        .prefix(PlannedDocuments.sampleLimit)
    )
    content.paths = preview.paths.map {
      PlannedDocuments.Path(place: $0.place, path: $0.path, count: $0.count)
    }
    content.facts = preview.paths.map {
      "\($0.place).\($0.path): \($0.count), such as \($0.sample)"
    }
    return (content, preview)
  }

  /// What no rule covers is told and never guessed at: the profile is where a rule belongs.
  private static func warnings(_ suspects: [PersonalSuspect]) -> [String] {
    let told = suspects.prefix(suspectLimit).map { "No rule covers it: \($0.phrase)." }
    let more = suspects.count - told.count
    return more > 0 ? told + ["\(more) more paths look like personal data."] : told
  }

  private func warnings(
    _ found: EntityTargets.Found,
    _ content: PlannedDocuments
  ) -> [String] {
    var warnings: [String] = []
    if !policy.stripsTakeTwo {
      warnings.append("One person alone strips here: strips_take_two is false in the settings.")
    }
    if let why = found.incomplete { warnings.append("These may not be all: \(why).") }
    let blocked = content.matched - content.acting
    if blocked > 0 { warnings.append("\(blocked) are held and will be left alone.") }
    if !found.userIDs.isEmpty {
      warnings.append(
        "The user is archived with it and all sessions are revoked; seats stay allocated."
      )
    }
    warnings.append(
      "Events about them lose payload and metadata; in events that they caused, and in names of "
        + "limiter keys, their own values go. Backups and logs are out of reach."
    )
    warnings.append(
      "What the console's own records hold of them is redacted before, by `holdfast audit redact`: "
        + "afterwards nobody knows what to look for."
    )
    return warnings
  }
}
