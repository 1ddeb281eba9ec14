package import ConsoleDomain

/// Compares what documents say of holds with the register; changes nothing.
package struct HoldExamination: Sendable {
  package let reads: HoldReads
  private let drift: HoldDriftReads
  private let entities: [EntityProfile]

  /// Names what is read; `entities` are the types that can be held.
  package init(reads: HoldReads, drift: HoldDriftReads, entities: [EntityProfile]) {
    self.reads = reads
    self.drift = drift
    self.entities = entities
  }

  /// All holds with the server's clock, which may be unknown.
  package func register(readAt: Instant) async throws(StoreProblem) -> HoldRegister {
    let holds = try await reads.holds()
    let serverNow = try? await reads.serverNow()
    return HoldRegister(holds: holds, serverNow: serverNow ?? nil, readAt: readAt)
  }

  /// How much of each selection of a hold is held.
  package func coverage(of hold: LegalHold) async throws(StoreProblem) -> [HoldCoverage] {
    var coverage: [HoldCoverage] = []
    let places = try await reads.survey(hold.scope.tenantScope(entities))
    for selection in hold.scope.selections {
      let counts = try await counts(selection, of: hold, in: places)
      coverage.append(
        HoldCoverage(
          place: place(of: selection.type),
          inScope: selection.frozen?.count ?? counts.matched,
          matched: counts.matched,
          ours: min(counts.ours, counts.flagged)
        )
      )
    }
    return coverage
  }

  /// What a selection counts in all databases in which its documents lie.
  private func counts(
    _ selection: HoldSelection,
    of hold: LegalHold,
    in survey: PlaceSurvey
  ) async throws(StoreProblem) -> HoldCounts {
    var sum = HoldCounts(matched: 0, flagged: 0, ours: 0)
    for place in places(of: selection, in: survey) {
      let counts = try await reads.counts(selection, hold.id, place)
      sum.matched += counts.matched
      sum.flagged += counts.flagged
      sum.ours += counts.ours
    }
    return sum
  }

  private func places(of selection: HoldSelection, in survey: PlaceSurvey) -> [DocumentPlace] {
    entities.first { $0.type == selection.type }.map { survey.places(of: selection, in: $0) } ?? []
  }

  /// Everything that is not as the register says, and the backend's own holds.
  ///
  /// A collection that can't be read becomes a finding and hides no other.
  package func findings(
    at now: Instant,
    progress: (String) -> Void
  ) async throws(StoreProblem) -> [HoldFinding] {
    let holds = try await reads.holds()
    let survey = try await reads.survey(.all)
    var findings = survey.unreached.map { tenant in
      HoldFinding(
        kind: .unread,
        hold: nil,
        place: tenant.organizationID.map { "organisation \($0)" } ?? "organisations",
        count: nil,
        problem: tenant.reason
      )
    }
    for hold in holds where hold.state.isHolding {
      progress("hold \(hold.id)")
      findings += await self.findings(of: hold, in: survey, at: now)
    }
    let living = Set(holds.filter(\.state.isHolding).map(\.id))
    for entity in entities where entity.flags.legalHold != nil {
      for place in survey.places(of: entity) {
        let name = place.name(of: entity.collection)
        progress(name)
        do {
          findings += try await drift.marks(entity.type, place).compactMap { mark in
            finding(of: mark, at: name, living)
          }
        } catch {
          findings.append(unread(name, nil, error))
        }
      }
    }
    return findings
  }

  private func findings(
    of hold: LegalHold,
    in survey: PlaceSurvey,
    at now: Instant
  ) async -> [HoldFinding] {
    var findings: [HoldFinding] = []
    if hold.isReviewDue(at: now) {
      findings.append(HoldFinding(kind: .reviewDue, hold: hold.id, place: "", count: nil))
    }
    switch hold.state {
    case .placing, .partial, .ending:
      findings.append(HoldFinding(kind: .unfinished, hold: hold.id, place: "", count: nil))
    case .active, .releasing, .released, .withdrawn: break
    }
    // Documents of a hold that ends are let go one after the other.
    guard hold.state != .ending else { return findings }
    findings += await growth(of: hold)
    for selection in hold.scope.selections {
      let place = place(of: selection.type)
      do {
        let counts = try await counts(selection, of: hold, in: survey)
        let gone = (selection.frozen?.count ?? counts.matched) - counts.matched
        if gone > 0 {
          findings.append(HoldFinding(kind: .gone, hold: hold.id, place: place, count: gone))
        }
        var ids: [DocumentID] = []
        for place in places(of: selection, in: survey) where ids.count < HoldFinding.idLimit {
          let limit = HoldFinding.idLimit - ids.count
          ids += try await drift.without(selection, hold.id, limit, place)
        }
        guard !ids.isEmpty else { continue }
        let count = max(ids.count, counts.matched - min(counts.ours, counts.flagged))
        findings.append(
          HoldFinding(
            kind: .unheld,
            hold: hold.id,
            place: place,
            count: count,
            ids: ids.map(\.text)
          )
        )
      } catch {
        findings.append(unread(place, hold.id, error))
      }
    }
    return findings
  }

  /// What the pictures of its subjects reach and nobody has held yet.
  private func growth(of hold: LegalHold) async -> [HoldFinding] {
    do {
      let found = try await ScopeGrowth(reads: reads, entities: entities).found(beyond: hold.scope)
      let types = entities.map(\.type).filter { type in found.keys.contains { $0.type == type } }
      var findings = types.map { type in
        let ids = found.keys.filter { $0.type == type }.map(\.id.text)
        return HoldFinding(
          kind: .unheld,
          hold: hold.id,
          place: place(of: type),
          count: ids.count,
          ids: Array(ids.prefix(HoldFinding.idLimit))
        )
      }
      findings += found.goneSubjects.map { subject in
        HoldFinding(
          kind: .gone,
          hold: hold.id,
          place: place(of: subject.type),
          count: 1,
          ids: [subject.id.text]
        )
      }
      if let problem = found.incomplete {
        findings.append(
          HoldFinding(kind: .unread, hold: hold.id, place: "", count: nil, problem: problem)
        )
      }
      return findings
    } catch {
      return [unread("", hold.id, error)]
    }
  }

  private func finding(
    of mark: HoldMark,
    at place: String,
    _ living: Set<String>
  ) -> HoldFinding? {
    guard !living.contains(mark.hold) else { return nil }
    let isExternal = mark.hold == LegalHold.external
    return HoldFinding(
      kind: isExternal ? .external : .leftOver,
      hold: isExternal ? nil : mark.hold,
      place: place,
      count: mark.count
    )
  }

  private func unread(_ place: String, _ hold: String?, _ problem: StoreProblem) -> HoldFinding {
    HoldFinding(
      kind: .unread,
      hold: hold,
      place: place,
      count: nil,
      problem: ProblemText(problem).line
    )
  }

  private func place(of type: String) -> String {
    entities.first { $0.type == type }?.collection ?? type
  }
}
