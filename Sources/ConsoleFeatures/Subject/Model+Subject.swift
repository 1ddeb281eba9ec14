import ConsoleDomain
import ConsoleScreen
import ConsoleText

extension Model {
  /// Most candidates that are offered; whoever sees more has to say more.
  private static let candidateLimit = 30

  /// Shows everything of whoever is named, or of what the cursor is on.
  mutating func showSubject(_ arguments: CommandArguments) -> [Effect] {
    let text = arguments.text.trimmingBlanks
    guard let named = text.isEmpty ? subjectUnderCursor : text else {
      if text.isEmpty, subject.key != nil { return visit(.subject) }
      shell.say(.warning, "subject wants an id, e-mail, phone, name or type:id")
      return []
    }
    guard let selector = shell.context.subject(named) else {
      shell.say(.warning, "subject wants an id, e-mail, phone, name or type:id")
      return []
    }
    shell.say(.ok, "looking the subject up")
    return [.findSubjects(generation: slots.begin(.picture), selector)]
  }

  /// Whom the record under the cursor is about.
  private var subjectUnderCursor: String? {
    switch shell.navigation.current {
    case .sessions: sessions.cursorRow?.userID ?? sessions.subject?.found.user.id
    case .limits: counterUser
    case .audit: audit.cursorEvent.flatMap(AuditJump.person.target)
    case .entities: entities.cursor.map { "\($0.type):\($0.id.text)" }
    case .subject: cursorEntity.map { "\($0.type):\($0.id.text)" }
    case .holds, .approvals, .health, .retention: nil
    }
  }

  var subjectAvailability: Availability {
    health.isLost(.mongo) ? .disabled(reason: "MongoDB does not answer") : .available
  }

  /// Opens the one that is meant, or offers those who may be.
  mutating func take(
    _ candidates: SubjectCandidates,
    for selector: SubjectSelector
  ) -> [Effect] {
    shell.flash = nil
    if let only = candidates.only(for: selector, userType: shell.context.userType) {
      return open(only.key)
    }
    guard !candidates.rows.isEmpty else {
      let limits = candidates.incomplete.map { "; \($0)" } ?? ""
      shell.say(.warning, "nobody found\(limits)")
      return []
    }
    let keys = Array("123456789abcdefghimnoprstuvwxyz")
    let items = zip(keys, candidates.rows).prefix(Self.candidateLimit).map { key, row in
      Menu.Item(
        key: key,
        title: row.candidateText(shell.glyphs),
        choice: .run("subject", "\(row.key.type):\(row.key.id.text)")
      )
    }
    let more = candidates.rows.count - items.count
    push(
      .menu(
        Menu(
          title: more > 0 ? "Who is meant? \(more) more: say more" : "Who is meant?",
          items: Array(items)
        )
      )
    )
    if let incomplete = candidates.incomplete {
      shell.say(.warning, "there may be others: \(incomplete)")
    }
    return []
  }

  private mutating func open(_ key: EntityKey) -> [Effect] {
    if subject.key != key {
      subject = SubjectState()
      subject.key = key
    }
    shell.navigation.visit(.subject)
    return loadSubject()
  }

  mutating func loadSubject() -> [Effect] {
    guard let key = subject.key else { return [] }
    return [.loadSubject(generation: slots.begin(.picture), key)]
  }

  mutating func take(_ picture: SubjectPicture) -> [Effect] {
    guard picture.key == subject.key else { return [] }
    let before = subject.cursor
    subject.picture = picture
    subject.problem = nil
    if subject.position == nil { subject.cursor = subject.items.first?.id }
    placeSubject()
    guard layout.isSplit, shell.navigation.current == .subject else { return [] }
    return before == subject.cursor && subject.detail != nil ? [] : loadEntity()
  }

  mutating func moveSubject(_ step: ListMove) -> [Effect] {
    if subject.pane == .detail {
      scrollEntity(step)
      return []
    }
    guard
      let place = step.position(
        from: subject.position,
        count: subject.items.count,
        page: layout.pageRows / 2
      )
    else { return [] }
    return moveSubject(to: subject.items[place].id)
  }

  /// Puts the cursor on an item and loads what the detail pane then shows.
  mutating func moveSubject(to id: SubjectItem.ID) -> [Effect] {
    guard subject.cursor != id else { return [] }
    subject.cursor = id
    placeSubject()
    return layout.isSplit ? loadEntity() : []
  }

  /// Puts the cursor on what was clicked.
  mutating func selectSubject(at place: Position, in list: Rect) -> [Effect] {
    let line = subject.top + place.row - list.row
    let lines = subjectLines
    guard place.row >= list.row, place.row < list.endRow, place.column < list.endColumn,
      lines.indices.contains(line), let item = lines[line].item
    else { return [] }
    subject.pane = .list
    return moveSubject(to: item)
  }

  /// Scrolls so that the cursor is seen; on the first item all that is above it, too.
  mutating func placeSubject() {
    let lines = subjectLines
    let rows = layout.body.rows
    let line = lines.firstIndex { $0.item == subject.cursor && $0.item != nil }
    subject.top = scrollTop(subject.top, keeping: line, count: lines.count, page: rows)
    if subject.position == 0, let line, line < rows { subject.top = 0 }
    if let position = subject.position, position == subject.items.count - 1 {
      subject.top = max(0, lines.count - rows)
    }
  }

  /// Opens a document here; a session and an event on their own screens.
  mutating func openSubjectItem() -> [Effect] {
    switch subject.cursorItem {
    case .document?:
      subject.isDetailOpen = true
      subject.pane = .detail
      return loadEntity()
    case .session(let row)?: return showSession(row.id.hash)
    case .event(let event)?: return showEvent(event)
    case .counter?:
      shell.say(.ok, "a counter holds nothing but its number")
      return []
    case nil: return []
    }
  }

  /// Shows the event among its neighbours: the events of the same entity, the cursor on it.
  private mutating func showEvent(_ event: AuditEvent) -> [Effect] {
    guard let key = subject.key else { return [] }
    let effects = showEvents("entity:\(key.id.text)")
    audit.cursor = event.id
    audit.hasMoved = true
    return effects
  }
}

extension EntityRow {
  /// The document in a list of candidates.
  func candidateText(_ glyphs: Glyphs) -> String {
    let id = Truncation.middle(glyphs.safe(key.id.text), to: 13, alphabet: glyphs.alphabet)
    let name = Truncation.fit(
      name.map { glyphs.safe($0) } ?? "without a name",
      to: 26,
      alphabet: glyphs.alphabet
    )
    // Two people may have the same mask: their ids tell them apart.
    return Truncation.fit(key.type, to: 17) + name + " " + id
      + (flagText.isEmpty ? "" : " " + flagText)
  }
}

extension ConsoleContext {
  /// Reads whom a person means; events and records name a type by its label or its collection.
  func subject(_ text: String) -> SubjectSelector? {
    if let slash = text.firstIndex(of: "/"), slash != text.startIndex {
      let name = String(text[..<slash])
      let id = String(text[text.index(after: slash)...])
      if let type = type(named: name), let first = DocumentID.candidates(id).first, !id.isEmpty {
        return .entity(EntityKey(type: type, id: first))
      }
    }
    return SubjectSelector(text: text, types: entities.map(\.type))
  }

  /// The type with this name, label or collection.
  private func type(named name: String) -> String? {
    entities.first { entity in
      ([entity.type, entity.collection] + entity.labels).contains {
        $0 == name || EntityLabel.isSame($0, name)
      }
    }?.type
  }
}
