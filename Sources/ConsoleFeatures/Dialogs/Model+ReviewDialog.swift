import ConsoleDomain
import ConsoleScreen

extension Model {
  mutating func take(_ event: TerminalEvent, in dialog: ReviewDialog) -> [Effect] {
    var dialog = dialog
    if let step = dialog.listStep(event) {
      dialog.scroll.move(by: step, count: reviewList(of: dialog).count, height: 1)
      replaceTop(with: .review(dialog))
      return []
    }
    if event == .key(.control("t")) {
      dialog.isListFull.toggle()
      replaceTop(with: .review(dialog))
      return []
    }
    if dialog.isListFull, event == .key(.escape) {
      dialog.isListFull = false
      replaceTop(with: .review(dialog))
      return []
    }
    let decision = dialog.isListFull ? .none : dialog.form.take(event, at: shell.now)
    replaceTop(with: .review(dialog))
    switch decision {
    case .none: return []
    case .cancel:
      pop()
      shell.say(.ok, "nothing was changed")
      return arrangeIfDue()
    case .agree: return apply(dialog)
    }
  }

  private mutating func apply(_ dialog: ReviewDialog) -> [Effect] {
    pop()
    if let reason = actionAvailability(of: dialog.plan.request).reason {
      shell.complain("not done: \(reason)", "Nothing was changed.")
      return []
    }
    guard shell.now < dialog.expiresAt else {
      shell.complain("the plan is older than five minutes", "Nothing was changed. Plan it again.")
      return []
    }
    jobs.running = RunningAction(plan: dialog.plan, startedAt: shell.now)
    push(.running)
    return [.apply(dialog.plan.id, dialog.authorisation)]
  }
}

extension ReviewDialog {
  /// The step in the list of targets that a key asks for.
  fileprivate func listStep(_ event: TerminalEvent) -> Int? {
    switch event {
    case .key(.pageDown): return 5
    case .key(.pageUp): return -5
    case .key(.down) where isListFull: return 1
    case .key(.up) where isListFull: return -1
    default: return nil
    }
  }
}
