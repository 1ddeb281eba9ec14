extension LegalHold {
  /// Where a hold stands (compliance.md b.2).
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// Documents are being held; a crash leaves it here, and it is resumed forward.
    case placing
    /// Placed, but not everything in scope is held: visible until it is.
    case partial
    case active
    /// Released by two people; everything stays held until the grace period is over.
    case releasing
    /// The grace period is over and documents are being let go; resumed forward.
    case ending
    case released
    /// Taken back within a day as a mistake.
    case withdrawn

    /// Whether documents in the scope must be treated as held.
    package var isHolding: Bool {
      switch self {
      case .placing, .partial, .active, .releasing, .ending: true
      case .released, .withdrawn: false
      }
    }
  }

  /// What can happen to a hold.
  package enum Step: Hashable, Sendable {
    case placed(isComplete: Bool)
    case release
    case cancelRelease
    /// The grace period is over, or a withdrawal was agreed to.
    case beginEnding
    /// Everything is let go.
    case ended
  }

  /// Where a step leads; nil: it can't be taken from here.
  package func state(after step: Step) -> State? {
    switch (state, step) {
    case (.placing, .placed(let isComplete)), (.partial, .placed(let isComplete)):
      isComplete ? .active : .partial
    case (.active, .placed(true)): .active
    case (.active, .placed(false)): .partial
    case (.active, .release), (.partial, .release): .releasing
    case (.releasing, .cancelRelease): .active
    case (.releasing, .beginEnding), (.active, .beginEnding), (.partial, .beginEnding): .ending
    case (.ending, .beginEnding): .ending
    case (.ending, .ended): release?.isWithdrawal == true ? .withdrawn : .released
    default: nil
    }
  }

  /// Why a release is not effective yet; nil: it is.
  ///
  /// A clock that can't be trusted means still held (I-9): both clocks must be past the moment, and
  /// they may differ by no more than two seconds.
  package func obstacleToEnding(serverNow: Instant?, localNow: Instant) -> String? {
    guard state == .releasing || state == .ending, let release else {
      return "it is not being released"
    }
    guard let serverNow else { return "the server's clock is not known" }
    let skew = abs(serverNow.milliseconds - localNow.milliseconds)
    guard skew <= 2_000 else { return "the clocks differ by \(skew / 1000) s" }
    guard serverNow >= release.effectiveAt, localNow >= release.effectiveAt else {
      return "the grace period ends at \(release.effectiveAt.iso8601)"
    }
    return nil
  }
}
