import ConsoleDomain

extension Model {
  /// Whether the screen has something that can be acted on.
  var actionMenuAvailability: Availability {
    if shell.navigation.current == .retention { return .available }
    if shell.navigation.current == .limits {
      return counterReset == nil
        ? .disabled(reason: "no counter is selected or marked") : .available
    }
    let isEmpty =
      shell.navigation.current == .sessions
      ? sessions.marks.isEmpty && sessions.cursor == nil : actionDocuments.isEmpty
    return isEmpty ? .disabled(reason: "no record is selected or marked") : .available
  }

  /// Lists what can be done on the screen; what can't be done now is listed with the reason.
  mutating func openActionMenu() {
    push(.menu(Menu(title: "Actions", items: actionItems)))
  }

  private var actionItems: [Menu.Item] {
    switch shell.navigation.current {
    case .sessions:
      let count = sessions.marks.isEmpty ? "this session" : "\(sessions.marks.count) marked"
      return [
        item("r", "revoke \(count)", "revoke"),
        item("u", "revoke all sessions of this user", "revoke-user"),
      ]
    case .subject:
      return [
        item("c", "contain: archive the user, revoke all sessions", "contain"),
        item("r", "revoke all sessions of the user", "revoke-user"),
        item("a", "archive \(targetText)", "archive"),
        item("n", "unarchive \(targetText)", "unarchive"),
        item("s", "strip everything of the subject", "strip"),
      ]
    case .entities:
      return [
        item("a", "archive \(targetText)", "archive"),
        item("n", "unarchive \(targetText)", "unarchive"),
        item("s", "strip \(targetText)", "strip"),
      ]
    case .retention:
      return [item("c", "create the retention index of the event log", "create-retention-index")]
    case .limits:
      let count = limits.marks.isEmpty ? "this counter" : "\(limits.marks.count) marked"
      return [
        item("r", "reset \(count)", "reset-limit"),
        item("c", "reset all counters of this client", "reset-client"),
      ]
        + [("b", "15m"), ("h", "1h"), ("d", "24h")].map { key, time in
          Menu.Item(
            key: key,
            title: "block this client for \(time)",
            choice: .run("block", time),
            disabled: blockAvailability.reason
          )
        }
    case .holds, .audit, .approvals, .health: return []
    }
  }

  /// What an action on documents is about: one by its type and id, or how many are marked.
  private var targetText: String {
    let keys = actionDocuments
    if shell.navigation.current == .entities, !entities.marks.isEmpty {
      return "\(keys.count) marked"
    }
    guard let key = keys.first else { return "nothing" }
    return "\(key.type) \(shell.glyphs.safe(key.id.text))"
  }

  private func item(_ key: Character, _ title: String, _ id: CommandID) -> Menu.Item {
    let reason = CommandTable.entry(id)?.availability(self).reason
    return Menu.Item(key: key, title: title, choice: .run(id, ""), disabled: reason)
  }
}
