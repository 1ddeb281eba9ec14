import ConsoleDomain
import ConsoleScreen

extension Model {
  mutating func take(_ event: TerminalEvent, in dialog: ReceiptDialog) -> [Effect] {
    var dialog = dialog
    let height = max(1, layout.body.rows - 4)
    switch event {
    case .key(.escape), .key(.enter), .key(.character("q")):
      pop()
      return arrangeIfDue()
    case .key(.character("y")):
      return [.copy(dialog.receipt.lines.joined(separator: "\n"))]
    case .key(.character("e")): return [.saveReceipt(dialog.receipt)]
    case .key(let key):
      guard let step = key.scrollStep(page: height) else { return [] }
      let count = dialogLines(dialog.receipt.lines).count
      dialog.scroll.scroll(by: step, count: count, height: height)
    case .paste, .mouse, .resized: return []
    }
    replaceTop(with: .receipt(dialog))
    return []
  }

  /// Esc hides the progress, the action goes on; Ctrl-C stops it after its target.
  mutating func takeInRunning(_ event: TerminalEvent) -> [Effect] {
    switch event {
    case .key(.escape), .key(.enter), .key(.character("q")):
      pop()
      shell.say(.ok, "the action goes on; :job shows it")
      return []
    case .key(.control("c")): return cancelUnderWay()
    case .key, .paste, .mouse, .resized: return []
    }
  }

  mutating func showJob() {
    if jobs.running != nil {
      push(.running)
    } else if let receipt = jobs.lastReceipt {
      push(.receipt(ReceiptDialog(receipt: receipt)))
    }
  }
}
