import ConsoleScreen

extension Model {
  /// The most keys that wait for a list.
  static let heldLimit = 64

  /// Keeps a key that is meant for a list which was asked for and is not there yet; false: it is not.
  ///
  /// Whoever types `/held` and Enter twice means the first match, not the record that happens to be
  /// under the cursor until the matches are found.
  mutating func holdBack(_ event: TerminalEvent) -> Bool {
    guard shell.navigation.current == .sessions, sessions.isViewComing else { return false }
    if sessions.heldKeys.isEmpty {
      guard isForComingList(event) else { return false }
      shell.say(.ok, "one moment: the list is being arranged; Esc forgets what was typed")
    } else if !takesHeldPlace(event) {
      return false
    }
    if sessions.heldKeys.count < Self.heldLimit { sessions.heldKeys.append(event) }
    return true
  }

  /// Forgets the keys that wait; false: none did.
  mutating func forgetHeldKeys(_ event: TerminalEvent) -> Bool {
    guard !sessions.heldKeys.isEmpty, event == .key(.escape) || event == .key(.control("c")) else {
      return false
    }
    sessions.heldKeys = []
    shell.say(.warning, "forgotten: what was typed for the list")
    return true
  }

  /// Takes the keys that waited, now that the list is there.
  mutating func takeHeldKeys() -> [Effect] {
    guard !sessions.heldKeys.isEmpty, !sessions.isViewComing else { return [] }
    let events = sessions.heldKeys
    sessions.heldKeys = []
    shell.flash = nil
    return events.flatMap { take($0) }
  }

  private func isForComingList(_ event: TerminalEvent) -> Bool {
    guard case .key(let key) = event else { return false }
    if case .palette? = layers.last { return key == .enter }
    guard layers.isEmpty, let id = keyMap.command(for: key, on: .sessions) else { return false }
    return CommandTable.entry(id)?.actsOnList ?? false
  }

  /// Behind a key that waits everything waits, but for what concerns the terminal alone.
  private func takesHeldPlace(_ event: TerminalEvent) -> Bool {
    switch event {
    case .key(.control("l")), .key(.control("z")), .resized: false
    case .key, .paste, .mouse: true
    }
  }
}

extension CommandEntry {
  /// Whether it is about the record under the cursor or the rows shown, so that it wants the right ones.
  fileprivate var actsOnList: Bool {
    switch group {
    case .move: id != "back"
    case .list: !["filter", "sort", "reverse", "refresh", "wide"].contains(id)
    case .sessions: !["user", "anonymous", "flags"].contains(id)
    case .actions: !["elevate", "job"].contains(id)
    case .subjects, .holds, .audit: true
    case .screens, .console: false
    }
  }
}
