package import ConsoleScreen

/// Two commands that want the same key on the same screen.
package struct KeyClash: Error, Hashable, Sendable {
  package var key: Key
  package var screen: ScreenID
  package var first: CommandID
  package var second: CommandID
}

/// Which key does what on which screen; a clash can't be built.
package struct KeyMap: Sendable {
  private var commands: [ScreenID: [Key: CommandID]] = [:]
  private var keys: [CommandID: [Key]] = [:]

  /// Lays the keys of these commands out, some of them replaced.
  package init(
    _ entries: [CommandEntry] = CommandTable.entries,
    replacing: [CommandID: [Key]] = [:]
  ) throws(KeyClash) {
    for entry in entries {
      let wanted = replacing[entry.id] ?? entry.keys
      keys[entry.id] = wanted
      for screen in ScreenID.allCases where entry.isFor(screen) {
        for key in wanted {
          if let other = commands[screen, default: [:]].updateValue(entry.id, forKey: key) {
            throw KeyClash(key: key, screen: screen, first: other, second: entry.id)
          }
        }
      }
    }
  }

  private init(empty: Void) {}

  /// The keys as they come; a test proves that the table has no clash.
  package static let standard: KeyMap = (try? KeyMap()) ?? KeyMap(empty: ())

  /// The command behind a key on a screen.
  package func command(for key: Key, on screen: ScreenID) -> CommandID? {
    commands[screen]?[key]
  }

  /// The keys of a command, the one to show first.
  package func keys(of id: CommandID) -> [Key] { keys[id] ?? [] }
}
