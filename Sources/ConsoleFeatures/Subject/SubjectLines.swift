import ConsoleDomain
import ConsoleScreen
import ConsoleText

/// A line of the subject screen, and what the cursor is on when it is there.
struct SubjectLine {
  var spans: [Span]
  var item: SubjectItem.ID?

  init(_ spans: [Span], item: SubjectItem.ID? = nil) {
    self.spans = spans
    self.item = item
  }
}

extension Model {
  /// The whole screen as lines: who it is and what is wrong first, then section by section.
  var subjectLines: [SubjectLine] {
    guard let picture = subject.picture else { return [] }
    let lines = SubjectLines(
      picture: picture,
      register: holds.register,
      glyphs: shell.glyphs,
      now: shell.viewTime,
      columns: layout.list.columns - 2
    )
    return lines.header + lines.warnings + lines.documents + lines.sessions + lines.counters
      + lines.holds + lines.events + lines.unmapped
  }
}

/// Makes the sections of the subject screen.
struct SubjectLines {
  let picture: SubjectPicture
  /// What names holds by their matters; nil while it was not read.
  let register: HoldRegister?
  let glyphs: Glyphs
  let now: Instant
  /// Cells of a line; names give way first.
  let columns: Int

  var header: [SubjectLine] {
    guard let row = picture.records.subject else { return [] }
    var first = [Span(glyphs.safe(row.key.type) + " ", .textDim)]
    first.append(Span(glyphs.safe(row.name ?? "without a name"), .title))
    if !row.flagText.isEmpty { first.append(Span("  " + row.flagText, row.flagRole)) }
    var second = "id \(glyphs.safe(row.key.id.text))"
    if let organization = row.organizationID { second += "  org \(glyphs.safe(organization))" }
    if row.createdAt != nil { second += "  created \(age(row.createdAt)) ago" }
    return [SubjectLine(first), SubjectLine([Span(second, .textDim)])]
  }

  var warnings: [SubjectLine] {
    picture.warnings.flatMap { warning -> [SubjectLine] in
      let role: Role = warning.isCertain ? .severityError : .severityWarning
      return Wrap.lines(glyphs.safe(warning.text), cells: max(20, columns - 3)).enumerated().map {
        SubjectLine([Span(($0.offset == 0 ? glyphs.warning : " ") + " " + $0.element, role)])
      }
    }
  }

  var documents: [SubjectLine] {
    let groups = picture.records.groups
    let found = groups.filter { !$0.rows.isEmpty }
    let count = CountText.noun(picture.records.rows.count, "document")
    var lines = section("DOCUMENTS", "\(count) in \(found.count) of \(groups.count) collections")
    for group in found {
      lines += group.rows.map { SubjectLine(document($0), item: .document($0.key)) }
    }
    let none = groups.filter { $0.rows.isEmpty && $0.incomplete == nil }.map(\.collection)
    if !none.isEmpty { lines += note("none in " + none.joined(separator: ", ")) }
    return lines
  }

  private func document(_ row: EntityRow) -> [Span] {
    let flags = columns < 70 ? 15 : 25
    let width = max(12, columns - 17 - flags - 1 - 7)
    let name = row.name ?? row.key.id.text
    return [
      Span(Truncation.fit(glyphs.safe(row.key.type), to: 17, alphabet: glyphs.alphabet)),
      Span(Truncation.fit(glyphs.safe(name), to: width, alphabet: glyphs.alphabet)),
      Span(
        " " + Truncation.fit(row.flagText, to: flags, alphabet: glyphs.alphabet),
        row.flagRole
      ),
      Span(Truncation.fit(age(row.createdAt), to: 7), .textDim),
    ]
  }

  var sessions: [SubjectLine] {
    guard let rows = picture.sessions.value else {
      return section("SESSIONS", "not read") + problem(picture.sessions.problem)
    }
    let live = rows.count { $0.state(now: now) == .live }
    let others = rows.count - live
    let note = others == 0 ? "\(live) live" : "\(live) live, \(others) expired or unreadable"
    return section("SESSIONS", rows.isEmpty ? "none in the user's own set" : note)
      + rows.map { row in
        SubjectLine(session(row), item: .session(row.id))
      }
  }

  private func session(_ row: SessionRow) -> [Span] {
    let agent = row.agent.map { AgentName.short($0) } ?? ScreenText.unknown
    return [
      Span(Truncation.fit(glyphs.safe(row.id.abbreviated), to: 11)),
      Span(Truncation.fit(glyphs.safe(ScreenText.address(row.ip)), to: 17)),
      Span(Truncation.fit(glyphs.safe(agent), to: 19, alphabet: glyphs.alphabet) + " "),
      Span(Truncation.fit("seen \(age(row.lastSeenAt))", to: 13)),
      Span("ends \(ScreenText.left(row.expiry, at: now))", .textDim),
    ]
  }

  var counters: [SubjectLine] {
    guard let counters = picture.counters.value else {
      return section("LIMITER KEYS", "not read") + problem(picture.counters.problem)
    }
    return section(
      "LIMITER KEYS",
      counters.isEmpty ? "none carries an address or number of the subject" : ""
    )
      + counters.map { counter in
        SubjectLine(
          self.counter(counter),
          item: .counter(limiter: counter.limiter, key: counter.key)
        )
      }
  }

  private func counter(_ counter: SubjectCounter) -> [Span] {
    let hits = counter.hits.map(String.init) ?? ScreenText.unknown
    let limit = counter.limit.map(String.init) ?? ScreenText.unknown
    let blocked = counter.isBlocked == true
    let end = counter.endsAt.map { TimeText.left(now.duration(to: $0)) } ?? "never"
    let width = max(20, columns - 34)
    return [
      Span(
        Truncation.fit(
          Truncation.middle(glyphs.safe(counter.key), to: width, alphabet: glyphs.alphabet),
          to: width
        )
      ),
      Span(
        " " + Truncation.fit("\(hits)/\(limit)", to: 10) + (blocked ? "BLOCKED " : "        "),
        blocked ? .severityError : .text
      ), Span("ends \(end)", .textDim),
    ]
  }

  var holds: [SubjectLine] {
    let held = picture.records.rows.filter { $0.hold == .yes }
    guard !held.isEmpty else { return section("HOLDS", "none") }
    let ids = held.flatMap(\.holdIDs).reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    let without = held.count { $0.holdIDs.isEmpty }
    var parts = ids.sorted { $0.key < $1.key }.map { id, count in
      let name = register?.name(of: id) ?? id
      return "\(glyphs.safe(name)) on \(CountText.noun(count, "document"))"
    }
    if without > 0 {
      parts.append("set by the backend on \(CountText.noun(without, "document"))")
    }
    return section("HOLDS", CountText.noun(held.count, "held document"))
      + parts.map { SubjectLine([Span($0, .hold)]) }
  }

  var events: [SubjectLine] {
    let counts = picture.records.events
    var lines = section("EVENTS", counts.isEmpty ? "none" : "")
    for (title, isAbout) in [("about", true), ("caused", false)] {
      let parts = counts.filter { $0.isAbout == isAbout }.map { count in
        "\(count.label.isEmpty ? "no label" : glyphs.safe(count.label)) "
          + CountText.grouped(count.count) + (count.isCapped ? "+" : "")
      }
      guard !parts.isEmpty else { continue }
      lines += Wrap.lines(parts.joined(separator: ", "), cells: max(20, columns - 9))
        .enumerated().map { index, text in
          SubjectLine([
            Span(Truncation.fit(index == 0 ? title : "", to: 8), .textDim), Span(text),
          ])
        }
    }
    guard let newest = picture.newestEvents.value else {
      return lines + problem(picture.newestEvents.problem)
    }
    return lines
      + newest.map { event in
        SubjectLine(self.event(event), item: .event(event.id))
      }
  }

  private func event(_ event: AuditEvent) -> [Span] {
    let actor: String? =
      switch event {
      case .ours(let record): record.actor
      case .backend(let event): event.actor
      }
    return [
      Span(Truncation.fit(age(event.at), to: 8), .textDim),
      Span(Truncation.fit(glyphs.safe(event.type), to: 30, alphabet: glyphs.alphabet)),
      Span("by " + glyphs.safe(actor ?? ScreenText.unknown), .textDim),
    ]
  }

  /// What a plan over this profile would not cover.
  var unmapped: [SubjectLine] {
    let names = picture.records.unmapped
    guard !names.isEmpty else { return [] }
    return section("NOT COVERED", "collections that the profile does not map")
      + note(names.joined(separator: ", "))
  }

  private func section(_ title: String, _ note: String) -> [SubjectLine] {
    [SubjectLine([]), SubjectLine([Span(title, .tableHeader), Span("  " + note, .textDim)])]
  }

  private func note(_ text: String) -> [SubjectLine] {
    Wrap.lines(glyphs.safe(text), cells: max(20, columns)).map {
      SubjectLine([Span($0, .textDim)])
    }
  }

  private func problem(_ problem: StoreProblem?) -> [SubjectLine] {
    guard let problem else { return [] }
    return [SubjectLine([Span(glyphs.safe(ProblemText(problem).line), .severityWarning)])]
  }

  private func age(_ moment: Instant?) -> String { ScreenText.age(moment, at: now) }
}
