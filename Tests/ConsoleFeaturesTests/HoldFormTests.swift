import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Placing a hold from the record under the cursor: what it covers is pinned, and nothing is lost.
@Suite struct HoldFormTests {
  private let elevated = Elevation.open(until: nil, reason: "Claim 12/26 filed", ticket: "none yet")
  private let user = EntityKey(type: "user", id: .objectID(TestSessions.userID(1)))

  private func drafts(_ robot: Robot) -> [HoldDraft] {
    robot.effects.compactMap { effect in
      if case .plan(_, .placeHold(let draft)) = effect { draft } else { nil }
    }
  }

  private func fill(_ robot: Robot) {
    robot.wait(.seconds(1)).type("LH-300").press("Tab").type("Ladder accident")
  }

  @Test func aSessionHoldsEverythingOfItsUser() {
    let robot = Robot(elevation: elevated)
    robot.press("H", "s")
    fill(robot)
    robot.press("Tab").type("k.osei, r.lind").press("Tab", "Tab").type("2027-05-01")
    robot.press("Tab", "Enter")
    let draft = HoldDraft(
      matter: LegalHold.Matter(id: "LH-300", title: "Ladder accident"),
      targets: [.subject(user)],
      custodians: ["k.osei", "r.lind"],
      graceDays: 30,
      reviewAt: Instant(iso8601: "2027-05-01")
    )
    #expect(drafts(robot) == [draft])
    guard case .review? = robot.model.layers.last else {
      Issue.record("the review is not open")
      return
    }
    #expect(robot.model.layers.count == 1)
    #expect(robot.screen.contains("PLACE A LEGAL HOLD"))
  }

  @Test func whatWasChosenStaysChosenWhenTheListMoves() {
    let robot = Robot(elevation: elevated)
    robot.press("H", "s")
    robot.stores.rows = TestSessions.rows(3)
    robot.send(.scanEnded(generation: 1, TestSessions.snapshot(robot.stores.rows, scan: 2)))
    fill(robot)
    robot.press("Tab", "Tab", "Tab", "Tab", "Enter")
    #expect(drafts(robot).map(\.targets) == [[.subject(user)]])
  }

  @Test func markedSessionsHoldEachOfTheirUsersOnce() {
    let robot = Robot(elevation: elevated)
    robot.press("*", "H", "m")
    fill(robot)
    robot.press("Tab", "Tab", "Tab", "Tab", "Enter")
    #expect(drafts(robot).first?.targets.count == 5)
  }

  @Test func aDocumentAloneAndTheWholeOrganisationAreOffered() {
    let robot = Robot(elevation: elevated)
    robot.command("entities contact").press("H", "d")
    fill(robot)
    robot.press("Tab", "Tab", "Tab", "Tab", "Enter")
    let contact = EntityKey(type: "contact", id: .string("d-999"))
    #expect(drafts(robot).last?.targets == [.entity(contact)])
    robot.press("Esc").command("place-hold organization")
    fill(robot)
    robot.press("Tab", "Tab", "Tab", "Tab", "Enter")
    #expect(drafts(robot).last?.targets == [.organization("org-a")])
  }

  @Test func anOrganisationThatTheBackendHoldsIsConfirmedByItsIdAndNothingIsTypedAgain() {
    let robot = Robot(elevation: elevated)
    robot.stores.planRefusals = [
      .invalid(
        field: "organisation",
        wanted: "the id org-a once more: the backend holds it already"
      )
    ]
    robot.command("place-hold organization")
    fill(robot)
    robot.press("Tab", "Tab", "Tab", "Tab", "Enter")
    #expect(robot.screen.contains("the id org-a once more"))
    robot.press("Tab", "Enter")
    #expect(drafts(robot).count == 1)
    robot.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab").type("org-a").press("Tab", "Enter")
    #expect(drafts(robot).last?.confirmedOrganizations == ["org-a"])
    #expect(drafts(robot).last?.matter.id == "LH-300")
  }

  @Test func aRefusedPlanLeavesTheFormAsItWas() {
    let robot = Robot(elevation: elevated)
    robot.stores.planRefusals = [
      .nothingToDo("no document of a mapped collection is in this scope")
    ]
    robot.press("H", "d")
    fill(robot)
    robot.press("Tab", "Tab", "Tab", "Tab", "Enter")
    #expect(robot.screen.contains("no document of a mapped collection"))
    #expect(robot.screen.contains("Ladder accident"))
  }

  @Test func inReadOnlyNothingOpens() {
    let robot = Robot()
    robot.press("H")
    #expect(robot.model.layers.isEmpty)
    #expect(robot.screen.contains("needs RW: press R"))
  }

  @Test func holdsAreNamedByTheirMattersWhereTheRegisterKnowsThem() {
    let robot = Robot(size: .large)
    robot.stores.holds = [
      TestHolds.hold("LH-204", "M-77", "Wage dispute", .active, placed: .seconds(60))
    ]
    robot.command("subject \(TestEntities.user.type):\(TestEntities.user.id.text)")
    #expect(robot.screen.contains("LH-204 M-77: Wage dispute on 1 document"))
    let reads = robot.effects.count { if case .loadHolds = $0 { true } else { false } }
    #expect(reads == 1)
  }
}
