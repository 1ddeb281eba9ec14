import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Keys that are typed while a server looks for the rows of a new filter act on those rows.
@Suite struct HeldKeysOfServersTests {
  /// The audit screen, where a filter was typed that leaves out the event under the cursor.
  private func waitingForEvents() throws -> Robot {
    let robot = Robot()
    robot.stores.auditEvents = 30
    robot.press("6")
    try #require(robot.model.audit.cursorEvent != nil)
    robot.stores.isAnswering = false
    robot.press("/").type("source:ours").press("Enter")
    return robot
  }

  /// The entities screen far from the newest document, where a filter was typed.
  private func waitingForDocuments() throws -> Robot {
    let robot = Robot()
    robot.stores.entityCount = 5_000
    robot.command("entities")
    for _ in 0..<100 where robot.model.entities.window.isAtStart { robot.press("G") }
    try #require(!robot.model.entities.window.isAtStart)
    robot.stores.isAnswering = false
    robot.press("/").type("held:yes").press("Enter")
    return robot
  }

  /// Lets the typing pause pass and the server answer.
  private func answer(_ slot: Slot, _ robot: Robot) throws {
    robot.wait(.milliseconds(300))
    let asked = try #require(robot.effects.last { $0.slot == slot })
    robot.stores.isAnswering = true
    for reply in robot.stores.replies(to: asked, at: robot.now) { robot.send(reply) }
  }

  @Test func enterOpensTheFirstEventFoundAndNotTheOldOne() throws {
    let robot = try waitingForEvents()
    let old = robot.model.audit.cursor
    robot.press("Enter")
    #expect(!robot.model.audit.isDetailOpen)
    #expect(robot.screen.contains("one moment"))
    try answer(.audit, robot)
    #expect(robot.model.audit.isDetailOpen)
    #expect(robot.model.audit.cursor != old)
    guard case .ours? = robot.model.audit.cursorEvent else {
      Issue.record("an event of the filter before")
      return
    }
  }

  @Test func whatFollowsKeepsItsOrder() throws {
    let robot = try waitingForEvents()
    robot.press("j", "p")
    #expect(!robot.model.shell.isPaused)
    try answer(.audit, robot)
    #expect(robot.model.audit.position == 1)
    #expect(robot.model.shell.isPaused)
  }

  @Test func enterOpensADocumentThatTheServerFound() throws {
    let robot = try waitingForDocuments()
    robot.press("Enter")
    #expect(!robot.model.entities.isDetailOpen)
    try answer(.entities, robot)
    #expect(robot.model.entities.isDetailOpen)
    #expect(robot.model.entities.window.isAtStart)
    #expect(robot.model.entities.cursorRow?.hold == .yes)
  }

  @Test func askingForNewsDoesNotPutOffTheEventsOfTheFilter() throws {
    let robot = try waitingForEvents()
    robot.press("2", "6")
    try answer(.audit, robot)
    #expect(robot.model.audit.events.allSatisfy { if case .ours = $0 { true } else { false } })
  }

  @Test func aServerThatFailsLetsTheKeysGo() throws {
    for slot in [Slot.audit, .entities] {
      let robot = try slot == .audit ? waitingForEvents() : waitingForDocuments()
      robot.press("Enter")
      robot.wait(.milliseconds(300))
      let generation: Int? =
        switch robot.effects.last(where: { $0.slot == slot }) {
        case .loadAudit(let generation, _)?, .loadEntities(let generation, _)?: generation
        default: nil
        }
      robot.send(.failed(slot, generation: try #require(generation), TestRetention.missing))
      #expect(robot.model.heldKeys == nil)
      #expect(!robot.model.audit.isDetailOpen && !robot.model.entities.isDetailOpen)
    }
  }

  @Test func aKeyForAnotherScreenIsNotPlayedThere() throws {
    let robot = try waitingForEvents()
    robot.press("Enter")
    robot.model.shell.navigation.visit(.sessions)
    robot.send(.tick)
    #expect(robot.model.heldKeys == nil)
    #expect(!robot.model.sessions.isDetailOpen)
  }

  @Test func aListThatIsReadAgainHoldsNothingBack() {
    let robot = Robot()
    robot.stores.auditEvents = 30
    robot.press("6")
    robot.stores.isAnswering = false
    robot.press("r", "j")
    #expect(robot.model.audit.position == 1)
  }
}
