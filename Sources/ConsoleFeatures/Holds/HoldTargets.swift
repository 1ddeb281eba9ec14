package import ConsoleDomain

/// What a hold would cover, pinned when it was chosen: nothing that a list does later changes it.
package struct HoldTargets: Equatable, Sendable {
  /// In words, as the form says it.
  package var title: String
  package var targets: [HoldDraft.Target]

  /// The organisation among them.
  var organization: String? {
    for case .organization(let id) in targets { return id }
    return nil
  }
}

/// How much of what the cursor is on a hold would cover; the raw value is the word of `:place-hold`.
enum HoldReach: String, CaseIterable {
  case subject
  case document
  case marked
  case organization

  var key: Character {
    switch self {
    case .subject: "s"
    case .document: "d"
    case .marked: "m"
    case .organization: "o"
    }
  }

  var title: String {
    switch self {
    case .subject: "everything of the subject"
    case .document: "this document alone"
    case .marked: "what is marked"
    case .organization: "the whole organisation"
    }
  }

  /// Why a screen offers none of it.
  var missing: String {
    switch self {
    case .subject: "it names no subject"
    case .document: "it names no document"
    case .marked: "nothing is marked"
    case .organization: "it names no organisation"
    }
  }
}

extension Model {
  /// What a hold of this reach would cover now; nil: the record under the cursor names no such thing.
  func holdTargets(_ reach: HoldReach) -> HoldTargets? {
    switch reach {
    case .subject:
      return heldSubject.map {
        HoldTargets(title: "everything of \($0.text)", targets: [.subject($0)])
      }
    case .document:
      return heldDocument.map { HoldTargets(title: "\($0.text) alone", targets: [.entity($0)]) }
    case .marked: return markedTargets
    case .organization:
      return heldOrganization.map {
        HoldTargets(
          title: "organisation \($0) and everything of it, what is new included",
          targets: [.organization($0)]
        )
      }
    }
  }

  /// The subject that the record under the cursor belongs to.
  private var heldSubject: EntityKey? {
    shell.navigation.current == .subject ? subject.key : heldDocument
  }

  /// The document under the cursor; of a session and of an event the one that it names.
  private var heldDocument: EntityKey? {
    switch shell.navigation.current {
    case .sessions:
      return userKey(sessions.cursorRow?.userID ?? sessions.subject?.found.user.id)
    case .subject, .entities: return cursorEntity
    case .audit:
      let named = audit.cursorEvent.flatMap { event in
        AuditJump.entity.target(of: event) ?? AuditJump.person.target(of: event)
      }
      guard case .entity(let key)? = named.flatMap(shell.context.subject) else {
        return userKey(audit.cursorEvent.flatMap(AuditJump.person.target))
      }
      return key
    default: return nil
    }
  }

  /// Marked documents each alone; of marked sessions the whole of their users.
  private var markedTargets: HoldTargets? {
    switch shell.navigation.current {
    case .sessions:
      var users: [EntityKey] = []
      for id in sessions.marks.targets.compactMap(\.userID) {
        if let key = userKey(id), !users.contains(key) { users.append(key) }
      }
      guard !users.isEmpty else { return nil }
      return HoldTargets(
        title: "everything of \(CountText.noun(users.count, "user")) of the marked sessions",
        targets: users.map { .subject($0) }
      )
    case .entities:
      guard !entities.marks.isEmpty else { return nil }
      return HoldTargets(
        title: "\(CountText.noun(entities.marks.count, "marked document"))",
        targets: entities.marks.map { .entity($0) }
      )
    default: return nil
    }
  }

  private var heldOrganization: String? {
    if let key = heldDocument, key.type == "organization" { return key.id.text }
    switch shell.navigation.current {
    case .sessions: return sessions.cursorRow?.organizationID
    case .entities: return entities.cursorRow?.organizationID
    case .subject:
      let records = subject.picture?.records
      let row = records?.rows.first { $0.key == cursorEntity }
      return row?.organizationID ?? records?.subject?.organizationID
    case .audit:
      guard case .backend(let event)? = audit.cursorEvent else { return nil }
      return event.organizationID
    default: return nil
    }
  }

  private func userKey(_ id: String?) -> EntityKey? {
    guard let type = shell.context.userType, let id, let key = DocumentID.candidates(id).first
    else { return nil }
    return EntityKey(type: type, id: key)
  }
}

extension EntityKey {
  /// `user 64f0…`, as forms and messages name it.
  fileprivate var text: String { "\(type) \(id.text)" }
}
