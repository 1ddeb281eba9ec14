import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// Browsing a mapped collection page by page.
@Suite struct EntitiesTests {
  @Test func theFirstTypeIsShownWithItsEstimate() {
    let robot = Robot()
    robot.command("entities")
    #expect(robot.model.entities.type == "user")
    #expect(robot.screen.contains("200 loaded of ~1,000 (estimate)"))
  }

  @Test func anUnknownTypeIsRefusedWithTheNearest() {
    let robot = Robot()
    robot.command("entities ofice")
    #expect(robot.screen.contains("did you mean office?"))
    #expect(robot.model.shell.navigation.current == .sessions)
  }

  @Test func theWholeCollectionIsWalkedInBoundedMemory() {
    let robot = Robot()
    robot.stores.entityCount = 5_000
    robot.command("entities")
    var seen: Set<EntityKey> = []
    for _ in 0..<400 {
      seen.formUnion(robot.model.entities.rows.map(\.key))
      #expect(robot.model.entities.window.count <= 2_000)
      robot.press("PgDn")
      robot.press("G")
      guard !robot.model.entities.window.isAtEnd else { break }
    }
    seen.formUnion(robot.model.entities.rows.map(\.key))
    #expect(seen.count == 5_000)
    for _ in 0..<400 where robot.model.entities.cursor?.id != .string("d-4999") {
      robot.press("g")
    }
    #expect(robot.model.entities.cursor?.id == .string("d-4999"))
    #expect(robot.model.entities.window.isAtStart)
  }

  @Test func theCursorStaysOnItsDocumentWhilePagesComeAndGo() {
    let robot = Robot()
    robot.stores.entityCount = 5_000
    robot.command("entities")
    for _ in 0..<30 {
      robot.press("G")
      let before = robot.model.entities.cursor
      robot.press("k")
      #expect(robot.model.entities.cursor != before)
      #expect(robot.model.entities.position != nil)
    }
  }

  @Test func aFilterGoesToTheServerWhereItCan() {
    let robot = Robot()
    robot.command("entities").command("filter held:yes")
    let asked = robot.effects.compactMap { effect -> EntityPageRequest? in
      guard case .loadEntities(_, let request) = effect else { return nil }
      return request
    }
    #expect(asked.last?.isHeld == true)
    #expect(robot.model.entities.rows.allSatisfy { $0.hold == .yes })
    #expect(robot.screen.contains("100 of the 100 loaded, all, ~1,000 (estimate)"))
  }

  @Test func theRestIsHeldAgainstWhatIsLoadedAndSaysSo() {
    let robot = Robot()
    robot.stores.entityCount = 5_000
    robot.command("entities").command("filter name:4999")
    #expect(robot.screen.contains("1 of the 1,000 loaded, ~5,000 (estimate)"))
    robot.press("c")
    #expect(robot.screen.contains("1 of the 2,000 loaded, ~5,000 (estimate)"))
  }

  @Test func marksStayWithTheirDocumentsAndEndWithTheType() {
    let robot = Robot()
    robot.command("entities").press("Space", "j", "v", "j", "j", "v")
    #expect(robot.model.entities.marks.count == 4)
    #expect(robot.screen.contains("4 marked"))
    robot.press("t").press("3")
    #expect(robot.model.entities.type == "office")
    #expect(robot.model.entities.marks.isEmpty)
  }

  @Test func missingFlagsAreShownAsUnknown() {
    let robot = Robot()
    robot.command("entities").command("filter held:missing")
    #expect(robot.model.entities.rows.allSatisfy { $0.hold == .missing })
    #expect(robot.screen.contains("?"))
    robot.press("Enter")
    #expect(robot.screen.contains("passwordHash"))
  }

  @Test func aDocumentLeadsToItsSubjectAndItsEvents() {
    let robot = Robot()
    robot.command("entities contact").press("u")
    #expect(robot.model.shell.navigation.current == .subject)
    robot.press("[", "E")
    #expect(robot.model.shell.navigation.current == .audit)
    #expect(robot.model.audit.filter.text == "entity:d-999")
  }
}
