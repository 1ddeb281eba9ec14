import ConsoleDomain
import ConsoleScreen

extension Model {
  mutating func take(_ event: TerminalEvent, in dialog: ElevationDialog) -> [Effect] {
    var dialog = dialog
    if dialog.isWaiting {
      if event == .key(.escape) { pop() }
      return []
    }
    switch dialog.form.take(event, at: shell.now) {
    case .none:
      replaceTop(with: .elevation(dialog))
      return []
    case .cancel:
      pop()
      return []
    case .agree:
      dialog.isWaiting = true
      replaceTop(with: .elevation(dialog))
      return [dialog.effect]
    }
  }

  /// Gives the right back if it is open, else asks for it.
  mutating func toggleElevation() -> [Effect] {
    if case .open = elevation { return [.dropElevation] }
    push(.elevation(ElevationDialog(context: shell.context, now: shell.now)))
    return []
  }
}
