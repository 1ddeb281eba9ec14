import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Revoking as a person does it, from the list to the receipt.
@Suite struct RevokeJourneyTests {
  private let open = Elevation.open(
    until: testNow.advanced(by: .seconds(600)),
    reason: "Incident 4711, stolen laptop",
    ticket: "OPS-4711"
  )

  private func review(of robot: Robot) -> ReviewDialog? {
    guard case .review(let dialog)? = robot.model.layers.last else { return nil }
    return dialog
  }

  @Test func elevatesPlansReviewsAndRevokesTheMarkedSessions() throws {
    let robot = Robot()
    robot.press("R").type("Incident 4711, stolen laptop").press("Enter").type("OPS-4711")
    robot.wait(.seconds(1)).press("Enter", "Enter")
    #expect(
      robot.effects.contains(.elevate(reason: "Incident 4711, stolen laptop", ticket: "OPS-4711"))
    )
    #expect(robot.model.layers.isEmpty)

    robot.press("Space", "j", "Space", "a", "r")
    let dialog = try #require(review(of: robot))
    #expect(dialog.plan.sessions.count == 2)
    robot.wait(.seconds(1)).press("S-Tab", "Enter")
    let wanted = Authorisation(reason: "Incident 4711, stolen laptop", ticket: "OPS-4711")
    #expect(robot.effects.last == .apply(dialog.plan.id, wanted))
    #expect(robot.model.layers == [.running])

    robot.send(
      .progressed(ActionProgress(id: dialog.plan.id, done: 1, total: 2, stage: "revoking"))
    )
    #expect(robot.screen.contains("1 of 2"))
    robot.send(.finished(receipt(of: dialog.plan)))
    #expect(robot.screen.contains("RECEIPT: success"))
    robot.press("Esc")
    #expect(robot.model.sessions.marks.isEmpty)
    #expect(robot.model.sessions.listing?.count == 12)
  }

  @Test func aRevokedSessionLeavesTheListWhileTheChecksStillRun() throws {
    let robot = Robot(elevation: open)
    let id = try #require(robot.model.sessions.cursor?.id)
    let before = try #require(robot.model.sessions.listing?.count)
    robot.command("revoke").wait(.seconds(1)).press("S-Tab", "Enter", "Esc")
    let plan = try #require(robot.model.jobs.running).plan
    var progress = ActionProgress(id: plan.id, done: 1, total: 1, stage: "revoking")
    progress.last = ActionProgress.Ended(target: 0, outcome: .revoked)
    robot.send(.progressed(progress)).wait(.seconds(1))
    #expect(robot.model.jobs.running != nil)
    #expect(robot.screen.contains("revoked, checking (:job)"))
    #expect(robot.model.sessions.listing?.count == before - 1)
    #expect(robot.model.sessions.cursor?.id != id)

    var receipt = receipt(of: plan)
    receipt.ending = .sessions(
      receipt.outcomes,
      observations: [.resurrected(id, times: 3, remains: true)]
    )
    robot.send(.finished(receipt)).wait(.seconds(1))
    #expect(robot.model.sessions.listing?.count == before)
  }

  @Test func lettersTypedAtTheButtonsAreNotLostSilently() throws {
    let robot = Robot(elevation: .open(until: nil, reason: "", ticket: ""))
    robot.command("revoke").type("x")
    #expect(try #require(review(of: robot)).form.note == "Tab moves to the fields")
  }

  @Test func theButtonIsInertForAMomentAndSaysSo() throws {
    let robot = Robot(elevation: open)
    robot.command("revoke")
    robot.press("S-Tab", "Enter")
    #expect(try #require(review(of: robot)).form.note == "one moment")
    #expect(!robot.effects.contains { if case .apply = $0 { true } else { false } })
  }

  @Test func enterInAFieldNeverAgrees() throws {
    let robot = Robot(elevation: open)
    robot.command("revoke").wait(.seconds(1)).press("Tab", "Enter")
    #expect(try #require(review(of: robot)).form.focus == .field(1))
    robot.press("Enter")
    #expect(try #require(review(of: robot)).form.focus == .agree)
  }

  @Test func aMissingReasonIsNamedAndKeepsTheButtonShut() throws {
    let robot = Robot(elevation: .open(until: nil, reason: "", ticket: ""))
    robot.command("revoke").wait(.seconds(1)).press("S-Tab", "Enter")
    #expect(try #require(review(of: robot)).form.note?.hasPrefix("reason: ") == true)
    #expect(!robot.effects.contains { if case .apply = $0 { true } else { false } })
  }

  @Test func pastedTextCanFillAFieldButNotAgree() throws {
    let robot = Robot(elevation: .open(until: nil, reason: "", ticket: "OPS-1"))
    robot.command("revoke").wait(.seconds(1)).press("Tab")
    robot.paste("Incident 4711\n\n\rstolen laptop\n")
    let form = try #require(review(of: robot)).form
    #expect(form.fields[0].input.text == "Incident 4711stolen laptop")
    #expect(form.focus == .field(0))
    #expect(!robot.effects.contains { if case .apply = $0 { true } else { false } })
  }

  @Test func thePhraseRefusesPasteAndMustBeTyped() throws {
    let robot = Robot(elevation: open, sessions: 60)
    robot.press("*").command("revoke").wait(.seconds(1)).press("Tab", "Tab", "Tab")
    let phrase = try #require(review(of: robot)?.plan.phrase)
    robot.paste(phrase)
    #expect(try #require(review(of: robot)).form.fields[2].input.text.isEmpty)
    #expect(try #require(review(of: robot)).form.note != nil)
    robot.press("Tab", "Enter")
    #expect(review(of: robot) != nil)
    robot.press("S-Tab").type(phrase).press("Enter", "Enter")
    #expect(robot.model.jobs.running != nil)
  }

  @Test func theReviewHoldsItsTargetsWhateverTheListDoes() throws {
    let robot = Robot(elevation: open)
    robot.press("Space").command("revoke")
    let before = try #require(review(of: robot)).plan
    robot.stores.rows.reverse()
    robot.stores.rows.removeFirst(3)
    robot.wait(.seconds(1))
    #expect(try #require(review(of: robot)).plan == before)
    #expect(robot.screen.contains("paused"))
  }

  @Test func aPlanOlderThanFiveMinutesIsNotApplied() {
    let robot = Robot(
      elevation: .open(until: nil, reason: "Incident 4711, laptop", ticket: "none yet")
    )
    robot.command("revoke").wait(.seconds(301)).press("S-Tab", "Enter")
    #expect(!robot.effects.contains { if case .apply = $0 { true } else { false } })
    #expect(robot.model.shell.errors.last?.title.contains("five minutes") == true)
  }

  @Test func aRefusalLeavesNothingRunningAndSaysWhy() throws {
    let robot = Robot(elevation: open)
    robot.command("revoke").wait(.seconds(1)).press("S-Tab", "Enter")
    let id = try #require(robot.model.jobs.running).plan.id
    robot.send(.refused(.apply(id), .serverChanged(StoreEndpoint(kind: .redis, address: "r:1"))))
    #expect(robot.model.jobs.running == nil)
    #expect(robot.model.shell.errors.last?.detail.contains("Nothing was changed") == true)
    robot.wait(.seconds(60))
    #expect(robot.screen.contains("REFUSED: NOTHING WAS CHANGED"))
    #expect(robot.screen.contains("What helps: find out what happened"))
    robot.press("Esc")
    #expect(robot.model.layers.isEmpty)
  }

  @Test func theFirstElevationOffersToInitialiseTheAuditStoreAndGoesOn() {
    let robot = Robot()
    robot.stores.isAuditInitialised = false
    robot.press("R").type("Incident 4711, stolen laptop").press("Enter").type("none yet")
    robot.wait(.seconds(1)).press("Enter", "Enter")
    #expect(robot.screen.contains("INITIALISE AUDIT STORE"))
    robot.wait(.seconds(1)).press("Tab", "Enter")
    #expect(robot.effects.contains(.initialiseAudit))
    #expect(robot.model.layers.isEmpty)
    if case .open = robot.model.elevation {} else { Issue.record("not elevated") }
  }

  @Test func aRevokeBeforeTheAuditStoreExistsOffersToCreateItAndGoesOn() {
    let robot = Robot(elevation: open)
    robot.stores.isAuditInitialised = false
    robot.wait(.seconds(3)).press("8", "2", "a", "r")
    #expect(robot.screen.contains("INITIALISE AUDIT STORE"))
    #expect(!robot.effects.contains { $0.slot == .plan })
    robot.wait(.seconds(1)).press("Tab", "Enter")
    #expect(review(of: robot) != nil)
  }

  @Test func decliningTheAuditStoreLeavesEverythingAsItWas() {
    let robot = Robot(elevation: open)
    robot.stores.isAuditInitialised = false
    robot.wait(.seconds(3)).press("8", "2", "x", "Esc")
    #expect(robot.model.layers.isEmpty)
    #expect(!robot.effects.contains(.initialiseAudit))
    #expect(robot.model.jobs.afterInitialisation == nil)
  }

  @Test func cancelStopsAfterTheCurrentTarget() throws {
    let robot = Robot(elevation: open)
    robot.command("revoke").wait(.seconds(1)).press("S-Tab", "Enter")
    let id = try #require(robot.model.jobs.running).plan.id
    robot.press("Ctrl-C")
    #expect(robot.effects.last == .cancelAction(id))
    #expect(robot.model.jobs.running?.isCancelling == true)
  }

  private func receipt(of plan: ActionPlan) -> ActionReceipt {
    ActionReceipt(
      plan: plan,
      result: .success,
      ending: .sessions(plan.sessions.map { _ in .revoked }, observations: []),
      intentSequence: 4,
      outcomeSequence: 5,
      problems: [],
      finishedAt: testNow
    )
  }
}
