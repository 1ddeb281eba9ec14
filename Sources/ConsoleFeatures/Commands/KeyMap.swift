package import ConsoleScreen

/// Two commands that want the same key on the same screen.
package struct KeyClash: Error, Hashable, Sendable {
  package var key: Key
  package var screen: ScreenID
  package var first: CommandID
  package var second: CommandID
}

/// The keys that a command asks for.
package struct KeyBinding: Hashable, Sendable {
  package var command: CommandID
  package var keys: [Key]
  /// Where the keys work; empty: everywhere.
  package var screens: Set<ScreenID>

  /// Makes a binding.
  package init(command: CommandID, keys: [Key], screens: Set<ScreenID> = []) {
    self.command = command
    self.keys = keys
    self.screens = screens
  }
}

/// Which key does what on which screen; a clash can't be built.
package struct KeyMap: Sendable {
  private var commands: [ScreenID: [Key: CommandID]] = [:]
  private var keys: [CommandID: [Key]] = [:]

  /// Lays the keys of these commands out, some of them replaced.
  package init(
    _ bindings: [KeyBinding],
    replacing: [CommandID: [Key]] = [:]
  ) throws(KeyClash) {
    for binding in bindings {
      let id = binding.command
      let wanted = replacing[id] ?? binding.keys
      keys[id] = wanted
      for screen in ScreenID.allCases
      where binding.screens.isEmpty || binding.screens.contains(screen) {
        for key in wanted {
          if let other = commands[screen, default: [:]].updateValue(id, forKey: key) {
            throw KeyClash(key: key, screen: screen, first: other, second: id)
          }
        }
      }
    }
  }

  /// A map without keys.
  package init() {}

  /// The command behind a key on a screen.
  package func command(for key: Key, on screen: ScreenID) -> CommandID? {
    commands[screen]?[key]
  }

  /// The keys of a command, the one to show first.
  package func keys(of id: CommandID) -> [Key] { keys[id] ?? [] }
}
