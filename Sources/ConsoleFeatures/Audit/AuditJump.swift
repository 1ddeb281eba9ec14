import ConsoleDomain

/// What an event can lead to, the command that shows it, and what that command is given.
///
/// A kind whose command the table does not have yet is offered greyed, with the reason.
enum AuditJump: CaseIterable {
  case session
  case subject
  case person
  case entity
  case hold
  case organization

  var key: Character {
    switch self {
    case .session: "s"
    case .subject: "u"
    case .person: "p"
    case .entity: "e"
    case .hold: "h"
    case .organization: "o"
    }
  }

  var title: String {
    switch self {
    case .session: "its session"
    case .subject: "the user's sessions"
    case .person: "everything of its user"
    case .entity: "everything of its entity"
    case .hold: "its legal hold"
    case .organization: "events of its organisation"
    }
  }

  /// The command that shows the target.
  var command: CommandID {
    switch self {
    case .session: "session"
    case .subject: "user"
    case .person: "subject"
    case .entity: "entity"
    case .hold: "hold"
    case .organization: "filter"
    }
  }

  /// What the command is given; nil when the event names no such thing.
  func target(of event: AuditEvent) -> String? {
    switch event {
    case .ours(let record): target(of: record)
    case .backend(let event): target(of: event)
    }
  }

  private func target(of record: AuditRecord) -> String? {
    switch self {
    case .session: return record.text("entity.idHash") ?? record.firstSessionHash
    case .subject, .person: return record.text("subject.user")
    case .entity:
      guard let collection = record.text("entity.coll"), let id = record.text("entity.id") else {
        return record.firstEntity
      }
      return "\(collection)/\(id)"
    case .hold: return record.text("entity.holdId") ?? record.text("hold.id")
    case .organization: return nil
    }
  }

  private func target(of event: BackendEvent) -> String? {
    switch self {
    case .session: return event.sessionHash
    case .subject, .person:
      if let id = event.entityID, event.entity.map({ EntityLabel.isSame($0, "user") }) == true {
        return id
      }
      return event.actor.flatMap { EventKey(hex: $0) == nil ? nil : $0 }
    case .entity:
      guard let label = event.entity, let id = event.entityID else { return nil }
      return "\(label)/\(id)"
    // What the backend holds itself is in no register of ours.
    case .hold: return event.holdIDs.first { $0 != LegalHold.external }
    case .organization: return event.organizationID.map { "org=\($0)" }
    }
  }
}

extension AuditRecord {
  /// Of a batch, the document named first.
  fileprivate var firstEntity: String? {
    body?.fields.lazy.filter { $0.path.hasPrefix("entities.") }.compactMap { field in
      guard case .disclosed(_, .document(let members)) = field.content,
        case .string(let type)? = members["type"], case .string(let id)? = members["id"]
      else { return nil }
      return "\(type)/\(id)"
    }.first
  }

  /// Of a batch, the session named first.
  fileprivate var firstSessionHash: String? {
    body?.fields.lazy.filter { $0.path.hasPrefix("sessions.") }.compactMap { field in
      guard case .disclosed(_, .document(let members)) = field.content,
        case .string(let hash)? = members["idHash"]
      else { return nil }
      return hash
    }.first
  }
}

extension Model {
  /// Lists where the event under the cursor leads.
  mutating func openJumps() {
    switch shell.navigation.current {
    case .audit: break
    case .limits: return openCounterJumps()
    case .sessions: return openSessionJumps()
    default: return openEntityJumps()
    }
    guard let event = audit.cursorEvent else { return }
    let items = AuditJump.allCases.map { jump in
      let target = jump.target(of: event)
      return Menu.Item(
        key: jump.key,
        title: jump.title,
        choice: .run(jump.command, target ?? ""),
        disabled: target == nil
          ? "the event names none"
          : CommandTable.entry(jump.command) == nil ? "it has no screen in this version" : nil
      )
    }
    push(.menu(Menu(title: "Go to", items: items)))
  }

  /// Shows the session with this id hash in the list.
  mutating func showSession(_ hash: String) -> [Effect] {
    let hash = hash.trimmingBlanks
    guard hash.utf8.count == 64, let query = try? SessionQuery.parse("id:\(hash)") else {
      shell.say(.warning, "session wants an id hash: 64 hex digits")
      return []
    }
    shell.navigation.visit(.sessions)
    let closing = sessions.subject == nil ? [] : closeSubject()
    sessions.filterState.remember()
    sessions.closeDetail()
    return closing + applyFilter(query, text: "id:\(hash)")
  }

  /// Shows the events of the session under the cursor, in both logs.
  mutating func showEventsOfSession() -> [Effect] {
    guard let hash = sessions.cursor?.id.hash else { return [] }
    return showEvents("entity:\(hash)")
  }

  /// Shows the events that match a filter, which is known to be one.
  mutating func showEvents(_ text: String) -> [Effect] {
    guard let query = try? AuditQuery.parse(text) else { return [] }
    audit.filter.remember()
    audit.closeDetail()
    audit.filter.set(query, text: text)
    shell.navigation.visit(.audit)
    return reloadAudit()
  }
}
