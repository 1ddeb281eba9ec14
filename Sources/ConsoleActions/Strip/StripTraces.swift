import ConsoleDomain

/// What a strip does beside the documents: the subject's traces in events of others and in names of
/// keys, and at last the search for whatever is left.
struct StripTraces: Sendable {
  let ports: StripPorts
  let places: PlaceSurvey
  /// What was known of the subject before anything was taken away.
  let values: SubjectValues
  /// Values that a held document has, too: they must stay.
  let kept: Int
  let subjects: Set<String>
  /// The documents that are stripped.
  private let free: [EntityRow]

  /// Reads the values of the documents that will be stripped, less those that held ones keep.
  init(
    of free: [EntityRow],
    held: [EntityRow],
    userIDs: Set<String>,
    ports: StripPorts,
    places: PlaceSurvey
  ) async throws(StoreProblem) {
    self.ports = ports
    self.places = places
    self.free = free
    var values = try await ports.reads.values(of: free, in: places)
    let known = values.count
    values.subtract(try await ports.reads.values(of: held, in: places))
    kept = known - values.count
    values.userIDs = userIDs
    self.values = values
    subjects = Set((free + held).map(\.key.id.text))
  }

  /// Takes the values from events and keys; each that fails is said and keeps no other from being done.
  func remove(
    of plan: ActionPlan,
    _ run: inout EntityRun,
    permit: borrowing MutationPermit
  ) async {
    do throws(GateRefusal) {
      let events = try await redactEvents(permit: permit)
      run.causedEvents += events.changed
      if events.left > 0 {
        run.incomplete.append("\(events.left) events caused by them were held or changed meanwhile")
      }
      if let why = events.incomplete { run.incomplete.append("events caused by them: \(why)") }
    } catch {
      run.problems.append("Events caused by them: \(ProblemText(error).line).")
    }
    guard let server = plan.servers.redis, !values.emails.isEmpty else { return }
    do {
      run.limiterKeys += try await ports.limiterKeys.remove(
        namedBy: values.emails,
        on: server,
        permit: permit
      )
    } catch {
      run.problems.append("Limiter keys with their address: \(error.sentence).")
    }
  }

  /// Searches for what is left, last of all; stopping ends the search, and the result says so.
  func search(_ run: inout EntityRun, until stop: StopSignal) async {
    await suspect(&run)
    if kept > 0 {
      run.notes.append("\(kept) values stand in held documents, too; they were not searched for")
    }
    guard !values.isEmpty else {
      run.notes.append("no value was known that could be searched for afterwards")
      return
    }
    let report = await ports.reads.residue(values, places) { stop.isRaised }
    run.residue = report
    run.notes.append("residue: \(report.coverage)")
    if report.found > 0 {
      run.incomplete.append(
        report.found == 1 ? "a value stands in 1 place" : "values stand in \(report.found) places"
      )
    }
    run.incomplete += report.areas.compactMap { area in
      area.incomplete.map { "\(area.name): \($0)" }
    }
    run.failures += report.places.map {
      PlannedDocument(
        place: $0.area,
        id: $0.id,
        change: $0.path.isEmpty ? nil : $0.path,
        blocked: $0.path.isEmpty ? "a value is left" : "a value is left in \($0.path)"
      )
    }
    guard report.places.contains(where: { $0.area.hasSuffix(".audit_bodies") }) else { return }
    let user = values.userIDs.sorted().first ?? "ID"
    run.notes.append("of the console's own records: holdfast audit redact --user \(user)")
  }

  /// Whatever in the stripped documents still looks like personal data, be it the subject's or not:
  /// told apart from the subject's own values, and just as much a reason to look.
  private func suspect(_ run: inout EntityRun) async {
    do {
      let suspects = try await ports.reads.preview(of: free, in: places).suspects
      run.suspects = suspects
      guard !suspects.isEmpty else { return }
      let count = suspects.count
      run.incomplete.append(
        "\(count == 1 ? "1 path" : "\(count) paths") of stripped documents may hold personal data"
      )
      run.failures += suspects.map {
        PlannedDocument(
          place: $0.place,
          id: $0.ids.first ?? "",
          change: $0.path,
          blocked: "possibly personal: \($0.phrase)"
        )
      }
    } catch {
      run.incomplete.append("the stripped documents could not be looked through afterwards")
    }
  }

  private func redactEvents(
    permit: borrowing MutationPermit
  ) async throws(GateRefusal) -> CausedEventResult {
    let held = try await heldEntities()
    do {
      return try await ports.events.redact(
        values,
        except: subjects,
        sparing: held,
        permit: permit
      )
    } catch {
      throw .store(error)
    }
  }

  private func heldEntities() async throws(GateRefusal) -> [HeldEntity] {
    let keys: Set<EntityKey>
    do {
      keys = try await ports.reads.causedEntities(values, subjects)
    } catch {
      throw .store(error)
    }
    let targets = EntityTargets(ports: ports, places: places)
    let rows = try await targets.rows(Array(keys))
    let scoped = try await targets.heldByScope(rows)
    return rows.compactMap { row in
      if !row.holdIDs.isEmpty { return HeldEntity(key: row.key, holdIDs: row.holdIDs) }
      if row.hold == .yes { return HeldEntity(key: row.key, holdIDs: [LegalHold.external]) }
      return scoped[row.key] == nil ? nil : HeldEntity(key: row.key, holdIDs: [])
    }
  }
}
