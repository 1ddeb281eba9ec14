import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Everything of one person or entity on one screen.
@Suite struct SubjectViewTests {
  @Test func anAddressOpensTheUserAtOnce() {
    let robot = Robot()
    robot.command("subject una@example.com")
    #expect(robot.model.shell.navigation.current == .subject)
    #expect(robot.model.subject.key == TestEntities.user)
    #expect(robot.screen.contains("held user with"))
    #expect(robot.screen.contains("4 of its events not held"))
    #expect(!robot.screen.contains("una@"))
    robot.press("G")
    #expect(robot.screen.contains("LH-204 on 1 document"))
    #expect(robot.screen.contains("costcodes, seats"))
  }

  @Test func severalCandidatesAreOfferedAndOneIsChosen() {
    let robot = Robot()
    robot.command("subject una vale")
    #expect(robot.screen.contains("Who is meant?"))
    #expect(robot.model.shell.navigation.current == .sessions)
    robot.press("2")
    #expect(robot.model.subject.key?.type == "contact")
    #expect(robot.model.shell.navigation.current == .subject)
  }

  @Test func whoIsNotFoundIsSaidWithWhatWasNotSearched() {
    let robot = Robot()
    robot.command("subject nobody")
    #expect(robot.screen.contains("nobody found; contacts: no index on name"))
    #expect(robot.model.shell.navigation.current == .sessions)
  }

  @Test func theSessionUnderTheCursorLeadsToItsUser() {
    let robot = Robot()
    robot.press("u")
    let user = robot.model.sessions.cursorRow?.userID ?? ""
    #expect(robot.effects.contains(.findSubjects(generation: 1, .user(.userID(user)))))
    #expect(robot.model.shell.navigation.current == .subject)
    robot.press("[")
    #expect(robot.model.shell.navigation.current == .sessions)
  }

  @Test(arguments: ["office:o-1", "Office/o-1", "Org_location/o-1", "offices/o-1"])
  func anEntityIsNamedAsEventsAndRecordsNameIt(_ text: String) {
    let robot = Robot()
    robot.command("subject \(text)")
    #expect(
      robot.effects.contains(.findSubjects(generation: 1, .entity(TestEntities.office)))
    )
  }

  @Test func enterOpensTheDocumentAndEscapeClosesIt() {
    let robot = Robot()
    robot.command("subject una@example.com").press("Enter")
    #expect(robot.screen.contains("passwordHash"))
    robot.press("/").type("password").press("Enter")
    #expect(robot.model.shell.searched == "password")
    robot.press("Esc", "Esc")
    #expect(!robot.screen.contains("passwordHash"))
    #expect(robot.model.shell.navigation.current == .subject)
  }

  @Test func revealAsksWhyAndHidesAgain() {
    let robot = Robot()
    robot.command("subject una@example.com").press("x").type("Asked by the subject, DSR-7")
    robot.press("Tab").wait(.seconds(1)).press("Enter")
    #expect(
      robot.effects.contains(
        .revealEntity(generation: 1, TestEntities.user, reason: "Asked by the subject, DSR-7")
      )
    )
    #expect(robot.screen.contains("una@example.com"))
    robot.wait(.seconds(31))
    #expect(!robot.screen.contains("una@example.com"))
  }

  @Test func movingGoesFromDocumentsToSessionsAndEvents() {
    let robot = Robot()
    robot.command("subject una@example.com")
    var kinds: [String] = []
    for _ in robot.model.subject.items {
      switch robot.model.subject.cursorItem {
      case .document?: kinds.append("document")
      case .session?: kinds.append("session")
      case .counter?: kinds.append("counter")
      case .event?: kinds.append("event")
      case nil: kinds.append("nothing")
      }
      robot.press("j")
    }
    #expect(Set(kinds) == ["document", "session", "counter", "event"])
    #expect(kinds.last == "event")
    robot.press("g")
    #expect(robot.model.subject.top == 0)
  }

  @Test func aSessionAndAnEventOpenOnTheirOwnScreens() {
    let robot = Robot()
    robot.command("subject una@example.com").press("j", "j", "j", "Enter")
    #expect(robot.model.shell.navigation.current == .sessions)
    #expect(robot.model.sessions.filter.hasPrefix("id:"))
    robot.press("[", "G", "Enter")
    #expect(robot.model.shell.navigation.current == .audit)
    #expect(robot.model.audit.filter.text == "entity:\(TestSessions.userID(2))")
  }

  @Test func whatFailedSaysSoAndHidesNothingElse() {
    let robot = Robot()
    robot.stores.countersProblem = .unauthorized(
      StoreEndpoint(kind: .redis, address: "here"),
      needed: "read"
    )
    robot.command("subject una@example.com").press("G")
    #expect(robot.screen.contains("not all could be read"))
    #expect(robot.model.subject.items.count > 3)
  }

  @Test func aFailedRefreshKeepsWhatWasRead() {
    let robot = Robot()
    robot.command("subject una@example.com")
    robot.stores.mongoProblem = .timedOut(
      StoreEndpoint(kind: .mongo, address: "here"),
      after: .seconds(4)
    )
    robot.press("r")
    #expect(robot.model.subject.picture != nil)
    #expect(robot.screen.contains("stale"))
  }
}
