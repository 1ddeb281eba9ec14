import ConsoleDomain

extension Model {
  /// Why nothing can be recorded now; without a record nothing is revealed or changed.
  var recordingProblem: String? {
    if health.isLost(.mongo) { return "MongoDB does not answer, so nothing can be recorded" }
    return nil
  }

  /// Whether an action can be planned; the gate decides again, whatever is said here.
  func actionAvailability(of request: ActionRequest?, needsTarget: Bool = true) -> Availability {
    if case .readOnly(let reason?) = elevation { return .disabled(reason: reason) }
    // Before the elevation: whoever may not do it should not have to elevate to hear so.
    if let request, let problem = rightsProblem(of: request) { return .disabled(reason: problem) }
    switch elevation {
    case .readOnly: return .disabled(reason: "needs RW: press R")
    case .open: break
    }
    if jobs.running != nil { return .disabled(reason: "another action is running") }
    if let problem = recordingProblem { return .disabled(reason: problem) }
    if needsTarget, request == nil { return .disabled(reason: "no record is selected or marked") }
    return .available
  }

  /// The same for what only a user can be asked for.
  func userAvailability(of request: ActionRequest?) -> Availability {
    if request == nil, subject.key != nil { return .disabled(reason: "the subject is no user") }
    return actionAvailability(of: request)
  }

  /// A user id may be typed after the command, except on the subject screen, which names one.
  var revokeUserAvailability: Availability {
    if shell.navigation.current == .subject, revokedUser == nil {
      return userAvailability(of: nil)
    }
    return actionAvailability(of: .revokeUser(userID: revokedUser ?? ""), needsTarget: false)
  }

  var elevateAvailability: Availability {
    if case .readOnly(let reason?) = elevation { return .disabled(reason: reason) }
    if jobs.running != nil { return .disabled(reason: "an action is running") }
    return .available
  }

  mutating func plan(_ request: ActionRequest?, asked call: CommandCall) -> [Effect] {
    guard let request, !offersInitialisation(before: call) else { return [] }
    switch request {
    case .revokeUser:
      shell.say(.ok, "looking through all sessions: nothing is changed yet, Ctrl-C stops it")
    case .stripSubject, .strip:
      shell.say(.ok, "reading what would be stripped: nothing is changed yet, Ctrl-C stops it")
    default: shell.say(.ok, "planning: nothing is changed yet")
    }
    return [.plan(generation: slots.begin(.plan), request)]
  }

  /// Plans the revocation of everything of a user: the one named, shown, or under the cursor.
  mutating func revokeUser(_ text: String) -> [Effect] {
    let named = text.trimmingBlanks
    let call = CommandCall(id: "revoke-user", arguments: CommandArguments(text: text))
    if !named.isEmpty {
      guard case .userID(let userID)? = SubjectKey(text: named) else {
        shell.say(.warning, "revoke-user wants a user id; :user finds it by e-mail address")
        return []
      }
      return plan(.revokeUser(userID: userID), asked: call)
    }
    guard let userID = revokedUser else {
      shell.say(.warning, "what is under the cursor belongs to no user")
      return []
    }
    return plan(.revokeUser(userID: userID), asked: call)
  }

  mutating func takeGate(_ message: Message) -> [Effect] {
    switch message {
    case .planned(let generation, let plan):
      guard slots.finish(.plan, generation) else { return [] }
      shell.flash = nil
      closeHoldForm()
      push(
        .review(
          ReviewDialog(
            plan: plan,
            context: shell.context,
            elevation: elevation,
            now: shell.now
          )
        )
      )
    case .progressed(let progress):
      guard jobs.running?.plan.id == progress.id else { return [] }
      jobs.running?.progress = progress
      guard let id = progress.gone(by: jobs.running?.plan) else { return [] }
      sessions.forget([id], at: shell.now)
      return arrangeIfDue()
    case .finished(let receipt): return finish(receipt)
    case .elevationChanged(let elevation): return take(elevation)
    case .auditInitialised:
      health.report?.isAuditInitialised = true
      health.pulse?.isAuditInitialised = true
      shell.say(.ok, "the audit store is initialised")
      return [loadAudit()] + continueAfterInitialisation()
    case .annotated(let sequence, let own):
      shell.say(.ok, "record \(own) annotates record \(sequence)")
      return updateAudit()
    default: break
    }
    return []
  }

  private mutating func take(_ elevation: Elevation) -> [Effect] {
    let before = self.elevation
    self.elevation = elevation
    switch (before, elevation) {
    case (_, .open):
      layers.removeAll { if case .elevation = $0 { true } else { false } }
      shell.lastInputAt = shell.now
      shell.say(.ok, "changes are possible; R gives the right back")
    case (.open, .readOnly): shell.say(.ok, "read-only")
    case (.readOnly, .readOnly): break
    }
    return []
  }

  /// Shows the receipt and takes what was revoked out of the list.
  private mutating func finish(_ receipt: ActionReceipt) -> [Effect] {
    let wasWatched = layers.last == .running
    jobs.running = nil
    jobs.lastReceipt = receipt
    noteOwed(receipt)
    layers.removeAll { $0 == .running }
    sessions.readmit(receipt.back)
    sessions.forget(receipt.gone, at: shell.now)
    if wasWatched {
      push(.receipt(ReceiptDialog(receipt: receipt)))
    } else {
      let severity: Severity = receipt.result == .success ? .ok : .warning
      shell.say(severity, "\(receipt.counts); :job shows the receipt")
    }
    var effects = isFrozen ? [] : arrangeSessions()
    if audit.readAt != nil { effects += updateAudit() }
    return effects + updateHolds(after: receipt) + updateLimits(after: receipt)
      + readActedOn(receipt)
  }

  private mutating func tellRefusal(_ refusal: GateRefusal, _ text: ProblemText) {
    var title = "REFUSED: NOTHING WAS CHANGED"
    var lines = [text.line, "", "What helps: \(text.remedy)"]
    if case .needsApproval = refusal {
      title = "A SECOND PERSON HAS TO AGREE: NOTHING WAS CHANGED"
      lines.append("The second person can do it on their own console, too: :approvals")
      // The line on every screen need not wait for its minute.
      approvals.lookedAt = nil
    }
    push(.text(TextDialog(title: title, lines: lines)))
  }

  mutating func take(_ refusal: GateRefusal, of step: GateStep) -> [Effect] {
    let text = ProblemText(refusal)
    switch step {
    case .plan(let generation):
      guard slots.finish(.plan, generation) else { return [] }
      if tellHoldForm(refusal) { return [] }
    case .reveal(let generation):
      guard slots.finish(.reveal, generation) else { return [] }
    case .apply(let id):
      guard jobs.running?.plan.id == id else { return [] }
      jobs.running = nil
      layers.removeAll { $0 == .running }
      // It stays until it is read: a line that goes after six seconds is missed at 3 a.m.
      tellRefusal(refusal, text)
    case .elevation:
      if refusal == .auditNotInitialised {
        confirmAuditInitialisation()
        return []
      }
      resumeElevation(saying: text.line)
    case .auditInitialisation:
      jobs.afterInitialisation = nil
      resumeElevation(saying: text.line)
    case .decision:
      closeDecision()
      tell("REFUSED: NOTHING WAS CHANGED", [text.line, "", "What helps: \(text.remedy)"])
    case .export, .annotation: break
    }
    shell.complain(text.line, "Nothing was changed. What helps: \(text.remedy)")
    return []
  }
}
