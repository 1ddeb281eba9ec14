import ConsoleDomain

/// What the actions of a screen would be asked for: the marked records, else what the cursor is on.
extension Model {
  /// What `revoke` would be asked for: the marked sessions, else the one under the cursor.
  var revocation: ActionRequest? {
    if !sessions.marks.isEmpty { return .revokeSessions(sessions.marks.targets) }
    return sessions.cursorRow.map {
      .revokeSessions([RevokeTarget(id: $0.id, userID: $0.userID)])
    }
  }

  /// The documents that an action of the screen is about; empty: there is none.
  var actionDocuments: [EntityKey] {
    switch shell.navigation.current {
    case .entities where !entities.marks.isEmpty: entities.marks
    case .entities: [entities.cursor].compactMap(\.self)
    case .subject: [cursorEntity ?? subject.key].compactMap(\.self)
    case .sessions, .limits, .holds, .audit, .approvals, .health, .retention: []
    }
  }

  /// On the subject screen everything of the subject, wherever the cursor is.
  var stripping: ActionRequest? {
    if shell.navigation.current == .subject { return subject.key.map(ActionRequest.stripSubject) }
    return actionDocuments.isEmpty ? nil : .strip(actionDocuments)
  }

  func archiving(_ isArchiving: Bool) -> ActionRequest? {
    actionDocuments.isEmpty ? nil : .archive(actionDocuments, isArchiving: isArchiving)
  }

  /// nil where the subject is no user: nothing else signs in.
  var containment: ActionRequest? { subjectUser.map(ActionRequest.contain) }

  /// The user that the subject screen is about.
  var subjectUser: String? {
    guard shell.navigation.current == .subject, let key = subject.key,
      key.type == shell.context.userType
    else { return nil }
    return key.id.text
  }

  /// The user whose sessions would all be revoked.
  var revokedUser: String? {
    if shell.navigation.current == .subject { return subjectUser }
    return sessions.subject?.found.user.id ?? sessions.cursorRow?.userID
  }

  /// Reads again what an action may have changed of the documents that are shown.
  mutating func readActedOn(_ receipt: ActionReceipt) -> [Effect] {
    let isAboutUser = if case .revokeUser = receipt.plan.request { true } else { false }
    if receipt.plan.request == .createRetentionIndex { return readRetention() }
    guard receipt.documents != nil || isAboutUser else { return [] }
    if receipt.result == .success { entities.unmark(receipt.plan.request.documents) }
    var effects: [Effect] = []
    // What is not on the screen is read once it is, or by its own key.
    if shell.navigation.current == .subject { effects += loadSubject() }
    if entities.readAt != nil, receipt.documents != nil { effects += rereadEntities() }
    return cursorEntity == nil ? effects : effects + loadEntity()
  }

  /// Why the server would refuse a request to this identity; nil where nothing is known against it.
  func rightsProblem(of request: ActionRequest) -> String? {
    guard let missing = health.report?.missingRights, !missing.isEmpty else { return nil }
    let needed = Set(request.rights(in: shell.context.places))
    guard let first = missing.first(where: { needed.contains($0.right) }) else { return nil }
    return "\(first.right.place == .redis ? "Redis" : "MongoDB") refuses: \(first.reason)"
  }
}

extension ActionRequest {
  /// The documents that are named one by one.
  fileprivate var documents: [EntityKey] {
    switch self {
    case .strip(let keys), .archive(let keys, _): keys
    default: []
    }
  }
}
