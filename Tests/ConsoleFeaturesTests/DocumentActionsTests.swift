import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Actions on documents, from the subject and from the list of a type to the receipt.
@Suite struct DocumentActionsTests {
  private let open = Elevation.open(
    until: testNow.advanced(by: .seconds(600)),
    reason: "Erasure request DSR-7",
    ticket: "PRIV-7"
  )

  private func robot(size: Size = .usual, missing: [MissingRight] = []) -> Robot {
    let robot = Robot(size: size, elevation: open)
    robot.stores.missingRights = missing
    robot.command("health").press("r").press("2")
    return robot
  }

  private func planned(_ robot: Robot) -> ActionRequest? {
    guard case .review(let dialog)? = robot.model.layers.last else { return nil }
    return dialog.plan.request
  }

  private func menu(_ robot: Robot) -> Menu? {
    guard case .menu(let menu)? = robot.model.layers.last else { return nil }
    return menu
  }

  /// The screen with lines that were wrapped in one.
  private func words(_ robot: Robot) -> String {
    robot.screen.split(whereSeparator: { $0.isWhitespace || "│║".contains($0) })
      .joined(separator: " ")
  }

  @Test func theSubjectIsContainedFromItsMenuAndTheReceiptSaysHowToTakeItBack() throws {
    let robot = robot()
    robot.command("subject una@example.com").press("a", "c")
    #expect(planned(robot) == .contain(userID: TestSessions.userID(2)))
    robot.wait(.seconds(1)).press("S-Tab", "Enter")
    let plan = try #require(robot.model.jobs.running?.plan)
    #expect(robot.screen.contains("CONTAINING"))
    _ = robot.takeEffects()
    robot.send(.finished(TestDocumentPlans.receipt(of: plan, at: robot.now)))
    #expect(robot.screen.contains("undo      :unarchive lets them sign in"))
    #expect(robot.effects.contains { if case .loadSubject = $0 { true } else { false } })
  }

  @Test func theTabLineNamesWhatRuns() throws {
    let robot = robot()
    robot.command("subject una@example.com").press("a", "c").wait(.seconds(1)).press(
      "S-Tab",
      "Enter"
    )
    let plan = try #require(robot.model.jobs.running?.plan)
    robot.press("Esc")
    #expect(robot.screen.contains("containing 0/\(plan.matched) (:job)"))
    robot.send(.progressed(ActionProgress(id: plan.id, done: 1, total: 3, stage: "archiving")))
    #expect(robot.screen.contains("containing 1/3 (:job)"))
  }

  @Test func archivingOnTheSubjectScreenMeansTheDocumentUnderTheCursor() {
    let robot = robot()
    robot.command("subject una@example.com").press("j", "a", "a")
    #expect(
      planned(robot)
        == .archive([EntityKey(type: "contact", id: .string("c-1"))], isArchiving: true)
    )
    robot.press("Esc", "G", "a", "n")
    #expect(planned(robot) == .archive([TestEntities.user], isArchiving: false))
  }

  @Test func strippingOnTheSubjectScreenMeansEverythingOfIt() {
    let robot = robot()
    robot.command("subject una@example.com").press("j", "a", "s")
    #expect(planned(robot) == .stripSubject(TestEntities.user))
  }

  @Test func markedDocumentsAreMeantRatherThanTheCursor() {
    let robot = robot()
    robot.command("entities").press("Space", "j", "Space", "j", "a", "a")
    #expect(
      planned(robot)
        == .archive(
          ["d-999", "d-998"].map { EntityKey(type: "user", id: .string($0)) },
          isArchiving: true
        )
    )
    robot.press("Esc", "U", "a", "s")
    #expect(planned(robot) == .strip([EntityKey(type: "user", id: .string("d-997"))]))
  }

  @Test func whoIsNoUserCanNotBeContained() throws {
    let robot = robot()
    robot.command("subject office:o-1").press("a")
    let items = try #require(menu(robot)).items
    #expect(items.first { $0.key == "c" }?.disabled == "the subject is no user")
    #expect(items.first { $0.key == "r" }?.disabled == "the subject is no user")
    #expect(items.first { $0.key == "s" }?.disabled == nil)
  }

  @Test func whatThisIdentityMayNotDoIsGreyedWithTheReasonOfTheServer() throws {
    let reason = "not authorized on app to execute update on users"
    let robot = robot(missing: [MissingRight(Right(.backend, "update", "users"), reason: reason)])
    robot.command("subject una@example.com").press("a")
    let items = try #require(menu(robot)).items
    #expect(items.first { $0.key == "s" }?.disabled == "MongoDB refuses: \(reason)")
    #expect(items.first { $0.key == "c" }?.disabled == "MongoDB refuses: \(reason)")
    #expect(items.first { $0.key == "r" }?.disabled == nil)
    robot.press("s", "Esc", "j", "a", "a")
    #expect(
      planned(robot)
        == .archive([EntityKey(type: "contact", id: .string("c-1"))], isArchiving: true)
    )
  }

  @Test func aMissingRightIsSaidBeforeAnybodyElevates() {
    let robot = Robot()
    robot.stores.missingRights = [.deletingSessions]
    robot.command("health").press("r", "2")
    robot.command("revoke")
    #expect(robot.screen.contains("Redis refuses: this user has no permissions"))
  }

  @Test func theDryRunOfAStripListsEveryPathAndNeverLeavesAWarningOut() throws {
    for size in [Size.small, .usual, .large] {
      let robot = robot(size: size)
      robot.command("subject una@example.com").command("strip")
      var seen = words(robot)
      robot.press("Ctrl-T")
      for _ in 0..<40 {
        seen += words(robot)
        robot.press("Down")
      }
      for wanted in [
        "A second person has to agree", "Not covered by any mapping: costcodes, seats",
        "users.passwordHash: 1", "waitlists.email: 1, such as", "skipped: legal_hold", "w-4",
      ] { #expect(seen.contains(wanted), "\(wanted) at \(size)") }
    }
  }

  @Test func theReceiptNamesWhatIsLeftAndWhere() throws {
    let robot = robot()
    robot.command("subject una@example.com").command("strip").wait(.seconds(1))
    robot.press("Tab", "Tab", "Tab").type("strip 5 in eu-west-1").press("Enter", "Enter")
    let plan = try #require(robot.model.jobs.running?.plan)
    robot.send(.finished(TestDocumentPlans.partialReceipt(of: plan, at: robot.now)))
    #expect(robot.screen.contains("RECEIPT: partial"))
    #expect(robot.screen.contains("incomplete: a value stands in 1 place"))
    #expect(robot.screen.contains("app.costcodes k-1: a value is left in owner.mail"))
  }

  @Test func aRefusalForWantOfASecondPersonPrintsTheirCommand() throws {
    let robot = robot()
    robot.command("subject una@example.com").command("strip").wait(.seconds(1))
    robot.press("Tab", "Tab", "Tab").type("strip 5 in eu-west-1").press("Enter", "Enter")
    let plan = try #require(robot.model.jobs.running?.plan)
    robot.send(
      .refused(
        .apply(plan.id),
        .needsApproval(reason: "a strip takes two people", planHash: plan.hash)
      )
    )
    #expect(words(robot).contains("holdfast approvals approve 5e5e5e5e"))
  }

  @Test func theListIsReadAgainWhereTheCursorIsAndMarksOfWhatIsDoneGo() throws {
    let robot = robot()
    robot.stores.entityCount = 5_000
    robot.command("entities")
    for _ in 0..<8 { robot.press("G") }
    let cursor = try #require(robot.model.entities.cursor)
    robot.press("Space", "a", "a").wait(.seconds(1)).press("S-Tab", "Enter")
    let plan = try #require(robot.model.jobs.running?.plan)
    robot.send(.finished(TestDocumentPlans.receipt(of: plan, at: robot.now))).press("Esc")
    #expect(robot.model.entities.marks.isEmpty)
    #expect(robot.model.entities.cursor == cursor)
    #expect(robot.model.entities.position != nil)
    for _ in 0..<40 { robot.press("g") }
    #expect(robot.model.entities.cursor?.id == .string("d-4999"))
  }
}
