import ConsoleScreen

extension Model {
  /// Gives an event to the top layer, or else to the command behind the key.
  mutating func take(_ event: TerminalEvent) -> [Effect] {
    if case .resized(let size) = event {
      shell.size = size
      return resized()
    }
    shell.lastInputAt = shell.now
    if forgetHeldKeys(event) || holdBack(event) { return [] }
    if let layer = layers.last { return take(event, in: layer) }
    switch event {
    case .key(let key): return isDialogComing ? pressBeforeDialog(key) : press(key)
    case .mouse(let mouse): return take(mouse)
    case .paste:
      shell.say(.warning, "pasted text was ignored: open a prompt with : or / first")
      return []
    case .resized: return []
    }
  }

  private mutating func press(_ key: Key) -> [Effect] {
    guard let id = keyMap.command(for: key, on: shell.navigation.current) else {
      shell.say(.warning, "\(key.name) does nothing here; ? lists the keys")
      return []
    }
    return run(id)
  }

  /// Runs a command if it can be used now, or says why it can't: the one way in for keys, menus,
  /// palette, help and mouse.
  package mutating func run(_ id: CommandID, _ arguments: CommandArguments = .none) -> [Effect] {
    guard let entry = CommandTable.entry(id) else { return [] }
    if !entry.isFor(shell.navigation.current) {
      let screens = ScreenID.allCases.filter(entry.isFor).map(\.title).joined(separator: ", ")
      shell.say(.warning, "\(entry.title) works on: \(screens)")
      return []
    }
    if let reason = entry.availability(self).reason {
      shell.say(.warning, "\(entry.title): \(reason)")
      return []
    }
    if let parameter = entry.parameter, parameter.isRequired, arguments.text.isEmpty {
      shell.say(.warning, "\(id.rawValue) needs: \(parameter.placeholder)")
      return []
    }
    return entry.perform(&self, arguments)
  }

  private mutating func take(_ mouse: MouseEvent) -> [Effect] {
    switch mouse.kind {
    case .wheelUp: return move(.up)
    case .wheelDown: return move(.down)
    case .press: return select(at: mouse.position)
    }
  }
}
