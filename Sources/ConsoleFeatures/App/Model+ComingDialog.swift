import ConsoleScreen

extension Model {
  /// Whether a dialog is about to open: its plan is being read, or the audit store created for it.
  ///
  /// What is typed meanwhile is meant for that dialog and must not run as commands on the list.
  var isDialogComing: Bool {
    slots.isRunning(.plan) || jobs.afterInitialisation != nil
  }

  /// Takes a key while a dialog is about to open, which can be called off; nothing else is heard.
  mutating func pressBeforeDialog(_ key: Key) -> [Effect] {
    switch key {
    case .escape, .control("c"):
      jobs.afterInitialisation = nil
      slots.abandon(.plan)
      shell.say(.warning, "called off: nothing was changed")
      return [.cancel(.plan)]
    case .control("l"), .control("z"):
      return keyMap.command(for: key, on: shell.navigation.current).map { run($0) } ?? []
    default:
      shell.say(.ok, "one moment: a dialog is about to open; Esc calls it off")
      return []
    }
  }
}
