import ConsoleDomain

/// What can be done to a hold that exists.
enum HoldChange: CaseIterable {
  case release
  case cancelRelease
  case withdraw
  case resume

  /// The command that plans it.
  var command: CommandID {
    switch self {
    case .release: "release"
    case .cancelRelease: "cancel-release"
    case .withdraw: "withdraw"
    case .resume: "resume"
    }
  }

  var key: Character {
    switch self {
    case .release: "r"
    case .cancelRelease: "c"
    case .withdraw: "w"
    case .resume: "u"
    }
  }

  var title: String {
    switch self {
    case .release: "release it: two people, then its grace period"
    case .cancelRelease: "cancel its release: keep it after all"
    case .withdraw: "withdraw it as a mistake: two people, at once"
    case .resume: "resume placing: hold what is missing"
    }
  }

  func request(_ id: String) -> ActionRequest {
    switch self {
    case .release: .releaseHold(id: id)
    case .cancelRelease: .cancelRelease(id: id)
    case .withdraw: .withdrawHold(id: id)
    case .resume: .resumeHold(id: id)
    }
  }

  /// Why it can't be done to a hold as the register has it; the gate reads it again.
  func obstacle(to hold: LegalHold, at now: Instant) -> String? {
    let isPossible =
      switch self {
      case .release: hold.state(after: .release) != nil
      case .cancelRelease: hold.state(after: .cancelRelease) != nil
      case .withdraw: hold.state != .releasing && hold.state(after: .beginEnding) != nil
      case .resume: hold.state(after: .placed(isComplete: true)) != nil
      }
    guard isPossible else { return "the hold is \(hold.state.rawValue)" }
    guard self == .withdraw, let placedAt = hold.placedAt,
      placedAt.duration(to: now) > LegalHold.withdrawal
    else { return nil }
    return "it was placed more than a day ago: release it"
  }
}

extension Model {
  /// The hold that a command is about: the one under the cursor of the Holds screen.
  private var holdUnderCursor: LegalHold? {
    guard shell.navigation.current == .holds, let id = holds.cursorItem?.holdID else { return nil }
    return holds.register?.hold(id)
  }

  func availability(of change: HoldChange) -> Availability {
    guard let hold = holdUnderCursor else {
      return .disabled(reason: "no hold of the register is selected")
    }
    if let obstacle = change.obstacle(to: hold, at: shell.now) {
      return .disabled(reason: obstacle)
    }
    return actionAvailability(of: change.request(hold.id))
  }

  mutating func plan(_ change: HoldChange) -> [Effect] {
    guard let hold = holdUnderCursor else { return [] }
    return plan(
      change.request(hold.id),
      asked: CommandCall(id: change.command, arguments: .none)
    )
  }

  mutating func openHoldMenu() {
    let items = HoldChange.allCases.map { change in
      Menu.Item(
        key: change.key,
        title: change.title,
        choice: .run(change.command, ""),
        disabled: availability(of: change).reason
      )
    }
    push(.menu(Menu(title: "Actions", items: items)))
  }

  /// Reads the register again after something was done to a hold.
  mutating func updateHolds(after receipt: ActionReceipt) -> [Effect] {
    switch receipt.plan.request.kind {
    case .placeHold, .extendHold, .changeHold, .endHold: return loadHolds()
    case .revoke, .exportHold, .strip, .archive, .redactAudit, .createRetentionIndex, .resetLimits,
      .blockClient:
      return []
    }
  }
}
