import ConsoleDomain

extension LogEntry {
  /// What a message answers and how that ended; nil for what answers nothing.
  static func answer(_ message: Message) -> (origin: Origin, outcome: Outcome)? {
    switch message {
    case .scanEnded(let generation, let snapshot):
      (.slot(.scan, generation), .done(CountText.noun(snapshot.count, "session")))
    case .subjectFound(let generation, let found):
      (.slot(.subject, generation), .done(CountText.noun(found.rows.count, "session")))
    case .detailLoaded(let generation, let detail):
      (.slot(.detail, generation), found(detail != nil))
    case .auditLoaded(let generation, let slice):
      (.slot(.audit, generation), .done(CountText.noun(slice.events.count, "event")))
    case .coverageExamined(let generation, _): (.slot(.coverage, generation), .done("looked at"))
    case .auditVerified(let generation, let verification):
      (
        .slot(.verification, generation),
        .done(
          "\(CountText.noun(Int(verification.headers), "header")), "
            + CountText.noun(verification.faults.count, "fault")
        )
      )
    case .serversPinged(let generation, let report): (.slot(.ping, generation), health(report))
    case .healthExamined(let generation, let report): (.slot(.health, generation), health(report))
    case .subjectCandidates(let generation, _, let candidates):
      (.slot(.picture, generation), .done("\(candidates.rows.count) found"))
    case .subjectPictured(let generation, _): (.slot(.picture, generation), .done("read"))
    case .entityLoaded(let generation, _, let detail):
      (.slot(.entity, generation), found(detail != nil))
    case .entitiesLoaded(let generation, let page):
      (.slot(.entities, generation), .done(CountText.noun(page.rows.count, "document")))
    case .counterScanEnded(let generation, let snapshot):
      (.slot(.counterScan, generation), .done(CountText.noun(snapshot.count, "counter")))
    case .countersRefreshed(let generation, let ids, _):
      (.slot(.counters, generation), .done(CountText.noun(ids.count, "counter")))
    case .holdsLoaded(let generation, _): (.slot(.holds, generation), .done("read"))
    case .holdCounted(let generation, _): (.slot(.holdCount, generation), .done("counted"))
    case .holdsChecked(let generation, _): (.slot(.holdCheck, generation), .done("compared"))
    case .approvalsLoaded(let generation, _): (.slot(.approvals, generation), .done("read"))
    case .waitingApprovalsLoaded(let generation, let listing):
      (.slot(.waiting, generation), .done(CountText.noun(listing.requests.count, "request")))
    case .retentionRead(let generation, _): (.slot(.retention, generation), .done("read"))
    case .failed(let slot, let generation, let problem):
      (
        .slot(slot, generation),
        problem == .cancelled ? .givenUp : .failed(ProblemText(problem).title)
      )
    case .revealed, .storedRevealed, .eventRevealed, .entityRevealed, .storedEntityRevealed,
      .counterRevealed,
      .columnOpened,
      .columnRead, .planned, .finished, .elevationChanged, .auditInitialised, .decided, .annotated,
      .exported,
      .notExported, .contextSwitched, .refused:
      atGate(message)
    case .input, .tick, .suspending, .resumed, .sessionsPublished, .sessionsArranged,
      .countersPublished, .countersArranged, .refusalsPublished,
      .auditProgressed, .auditSettled, .interruptionsFound, .progressed, .copied, .receiptSaved,
      .themeChanged, .complained, .alarmed:
      nil
    }
  }

  private static func atGate(_ message: Message) -> (origin: Origin, outcome: Outcome)? {
    switch message {
    case .revealed(let generation, _, let revealed):
      (.slot(.reveal, generation), found(revealed != nil))
    case .storedRevealed(let generation, _, let stored):
      (.slot(.reveal, generation), found(stored != nil))
    case .eventRevealed(let generation, _, let revealed):
      (.slot(.reveal, generation), found(revealed != nil))
    case .entityRevealed(let generation, _, let revealed):
      (.slot(.reveal, generation), found(revealed != nil))
    case .counterRevealed(let generation, _): (.slot(.reveal, generation), .done("in clear"))
    case .storedEntityRevealed(let generation, _, let stored):
      (.slot(.reveal, generation), found(stored != nil))
    case .columnOpened(let generation, _, let until):
      (.slot(.reveal, generation), .done("in clear until \(until.timeOfDay)Z"))
    case .columnRead(let generation, _, let asked, _):
      (.slot(.clear, generation), .done(CountText.noun(asked.count, "row")))
    case .planned(let generation, let plan):
      (
        .slot(.plan, generation),
        .done("\(CountText.noun(plan.matched, "target")), nothing changed")
      )
    case .finished(let receipt): (.apply(receipt.plan.id), .done(receipt.counts))
    case .elevationChanged(.open): (.elevation, .done("changes are possible"))
    case .elevationChanged(.readOnly): (.elevation, .done("read-only"))
    case .auditInitialised: (.initialisation, .done("created"))
    case .decided: (.decision, .done("recorded"))
    case .annotated: (.annotation, .done("recorded"))
    case .exported(_, let rows): (.export, .done(CountText.noun(rows, "row")))
    case .notExported: (.export, .failed("the file could not be written"))
    case .contextSwitched: (.context, .done("connected"))
    case .refused(let step, let refusal):
      (Origin(step), .refused(ProblemText(refusal).title))
    default: nil
    }
  }

  private static func found(_ isThere: Bool) -> Outcome { .done(isThere ? "read" : "gone") }

  private static func health(_ report: HealthReport) -> Outcome {
    let silent = [("Redis", report.redis), ("MongoDB", report.mongo)].filter { $0.1.problem != nil }
    return silent.isEmpty
      ? .done("both answer")
      : .failed(silent.map { "\($0.0) does not answer" }.joined(separator: ", "))
  }
}

extension LogEntry.Origin {
  init(_ step: GateStep) {
    self =
      switch step {
      case .plan(let generation): .slot(.plan, generation)
      case .reveal(let generation): .slot(.reveal, generation)
      case .apply(let id): .apply(id)
      case .elevation: .elevation
      case .auditInitialisation: .initialisation
      case .export: .export
      case .annotation: .annotation
      case .decision: .decision
      }
  }
}
