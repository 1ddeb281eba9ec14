import ConsoleDomain
import ConsoleScreen
import ConsoleText

/// What a review lists below its summary, a line each: warnings that found no room above, what a person
/// should read of the plan, then the targets.
struct ReviewList {
  private let head: [Span]
  private let content: PlanContent
  private let target: (Int) -> [Span]

  init(head: [Span], content: PlanContent, target: @escaping (Int) -> [Span]) {
    self.head = head
    self.content = content
    self.target = target
  }

  /// Lines that stand before the targets.
  var headCount: Int { head.count }

  var count: Int {
    switch content {
    case .sessions(let sessions): head.count + sessions.count
    case .documents(let documents): head.count + documents.samples.count
    case .counters(let counters): head.count + counters.count
    }
  }

  func line(_ index: Int) -> [Span] {
    index < head.count ? [head[index]] : target(index - head.count)
  }
}

extension Model {
  /// Lines that are kept for the list however much there is to say above it.
  private static let leastList = 3
  static let reviewColumns = 100

  private var reviewCells: Int { min(Self.reviewColumns, shell.size.columns - 2) - 4 }

  /// What the review lists, made for the present size.
  func reviewList(of dialog: ReviewDialog) -> ReviewList {
    let plan = dialog.plan
    var head: [Span] = []
    if !hasRoomForWarnings(dialog) {
      head += reviewWarnings(of: plan).map { Span($0, .severityWarning) }
    }
    head += (plan.documents?.facts ?? []).flatMap { fact in
      Wrap.lines(shell.glyphs.safe(fact), cells: max(1, reviewCells)).map { Span($0, .dialog) }
    }
    return ReviewList(head: head, content: plan.content) { index in
      self.spans(ofTarget: index, in: plan.content)
    }
  }

  /// What a person must know, wrapped: it stands above the list, or first in it, but is never left out.
  func reviewWarnings(of plan: ActionPlan) -> [String] {
    let people = plan.needsApproval.map { "A second person has to agree: \($0)." }
    return ([people].compactMap(\.self) + plan.warnings).flatMap { warning in
      Wrap.lines(
        "\(shell.glyphs.warning) \(shell.glyphs.safe(warning))",
        cells: max(1, reviewCells)
      )
    }
  }

  /// Whether all warnings fit above the list.
  func hasRoomForWarnings(_ dialog: ReviewDialog) -> Bool {
    // Counts, servers and places; the places of many collections take more lines than one.
    let places = Wrap.lines(reviewPlaces(of: dialog.plan), cells: max(1, reviewCells)).count
    let form = dialog.isListFull ? 0 : dialog.form.height
    let room = layout.body.rows - 2 - places - form - Self.leastList
    return reviewWarnings(of: dialog.plan).count <= room
  }

  /// The collections with their counts; of a user's sessions where they were looked for.
  func reviewPlaces(of plan: ActionPlan) -> String {
    if case .revokeUser = plan.request, plan.isComplete {
      return "All of the user's sessions: the user's own set and a complete fresh scan."
    }
    return (plan.documents?.groups ?? []).map { group in
      let left = group.blocked > 0 ? " (\(CountText.grouped(group.blocked)) left alone)" : ""
      return "\(shell.glyphs.safe(group.place)) \(CountText.grouped(group.matched))\(left)"
    }
    .joined(separator: ", ")
  }

  private func spans(ofTarget index: Int, in content: PlanContent) -> [Span] {
    switch content {
    case .sessions(let sessions): spans(of: sessions[index])
    case .documents(let documents): spans(of: documents.samples[index])
    case .counters(let counters): spans(of: counters[index])
    }
  }

  private func spans(of counter: PlannedCounter) -> [Span] {
    let glyphs = shell.glyphs
    let limiter = Truncation.fit(
      glyphs.safe(counter.limiter.name),
      to: 14,
      alphabet: glyphs.alphabet
    )
    var spans = [
      Span("  \(limiter)  \(glyphs.safe(counter.shownKey))  ", .dialog),
      Span(glyphs.safe(counter.standingText), .textDim),
    ]
    if let blocked = counter.blocked {
      spans.append(Span("  skipped: \(glyphs.safe(blocked))", .severityWarning))
    }
    return spans
  }

  private func spans(of document: PlannedDocument) -> [Span] {
    let glyphs = shell.glyphs
    let place = Truncation.fit(glyphs.safe(document.place), to: 14, alphabet: glyphs.alphabet)
    var spans = [
      Span("  \(place)  \(glyphs.safe(document.id))  ", .dialog),
      Span(glyphs.safe(document.label ?? ""), .dialog),
    ]
    if let change = document.change { spans.append(Span("  \(glyphs.safe(change))", .textDim)) }
    if let blocked = document.blocked {
      spans.append(Span("  skipped: \(glyphs.safe(blocked))", .severityWarning))
    }
    return spans
  }

  private func spans(of target: PlannedSession) -> [Span] {
    let glyphs = shell.glyphs
    let row = target.row
    let ip = glyphs.safe(ScreenText.address(row.ip))
    var spans = [
      Span("  \(glyphs.safe(row.id.abbreviated))  ", .dialog),
      Span(Truncation.fit(glyphs.safe(target.name), to: 24, alphabet: glyphs.alphabet), .dialog),
      Span(target.isHeld ? "  held" : "      ", .hold),
      Span("  \(Truncation.fit(ip, to: 15, alphabet: glyphs.alphabet))", .dialog),
      Span("  seen \(ScreenText.age(row.lastSeenAt, at: shell.viewTime))", .dialog),
    ]
    if let blocked = target.blocked {
      spans.append(Span("  skipped: \(glyphs.safe(blocked))", .severityWarning))
    }
    return spans
  }
}
