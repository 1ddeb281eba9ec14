import ConsoleScreen

/// Keys that wait for the list of a screen.
struct HeldKeys: Equatable, Sendable {
  /// The most that wait.
  static let limit = 64

  let screen: ScreenID
  private(set) var events: [TerminalEvent] = []

  init(_ screen: ScreenID) { self.screen = screen }

  mutating func append(_ event: TerminalEvent) {
    if events.count < Self.limit { events.append(event) }
  }
}

extension Model {
  /// Keeps a key that is meant for a list which was asked for and is not there yet; false: it is not.
  ///
  /// Whoever types `/held` and Enter twice means the first match, not the record that happens to be
  /// under the cursor until the matches are found.
  mutating func holdBack(_ event: TerminalEvent) -> Bool {
    guard isListComing else { return false }
    if heldKeys == nil {
      guard isForComingList(event) else { return false }
      shell.say(.ok, "one moment: the list is being arranged; Esc forgets what was typed")
    } else if !takesHeldPlace(event) {
      return false
    }
    heldKeys = heldKeys ?? HeldKeys(shell.navigation.current)
    heldKeys?.append(event)
    return true
  }

  /// Forgets the keys that wait; false: none did.
  mutating func forgetHeldKeys(_ event: TerminalEvent) -> Bool {
    guard heldKeys != nil, event == .key(.escape) || event == .key(.control("c")) else {
      return false
    }
    heldKeys = nil
    shell.say(.warning, "forgotten: what was typed for the list")
    return true
  }

  /// Forgets the keys that wait for a list which won't come.
  mutating func forgetHeldKeys(for screen: ScreenID) {
    if heldKeys?.screen == screen { heldKeys = nil }
  }

  /// Takes the keys that waited, once the list is there.
  mutating func takeHeldKeys() -> [Effect] {
    guard let held = heldKeys, held.screen != shell.navigation.current || !isListComing else {
      return []
    }
    heldKeys = nil
    // Meant for a list that somebody has left.
    guard held.screen == shell.navigation.current else { return [] }
    shell.flash = nil
    return held.events.flatMap { take($0) }
  }

  /// Whether the screen is to show other rows than it does; lists that are arranged at once never are.
  private var isListComing: Bool {
    switch shell.navigation.current {
    case .sessions: sessions.isViewComing
    case .limits: limits.isViewComing
    case .audit: audit.isViewComing
    case .entities: entities.isViewComing
    case .holds, .approvals, .health, .subject, .retention: false
    }
  }

  private func isForComingList(_ event: TerminalEvent) -> Bool {
    guard case .key(let key) = event else { return false }
    if case .palette? = layers.last { return key == .enter }
    guard layers.isEmpty, let id = keyMap.command(for: key, on: shell.navigation.current) else {
      return false
    }
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
    case .list: !["filter", "sort", "reverse", "refresh", "wide", "flags"].contains(id)
    case .sessions: !["user", "anonymous"].contains(id)
    case .actions: !["elevate", "job"].contains(id)
    case .subjects, .limits, .holds, .audit: true
    case .screens, .console: false
    }
  }
}
