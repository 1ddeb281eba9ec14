import ConsoleDomain
import ConsoleScreen
import Testing

@testable import ConsoleFeatures

/// `J`: a session's value as it is stored.
@Suite struct StoredValueTests {
  private func opened() -> Robot {
    let robot = Robot()
    robot.press("J").type("checking with the customer").press("Enter")
    return robot.wait(.seconds(1)).press("Enter")
  }

  @Test func saysTheSizeBeforeItIsRead() {
    let robot = Robot()
    robot.press("J")
    #expect(robot.screen.contains("412 B"))
    #expect(!robot.effects.contains { if case .revealStored = $0 { true } else { false } })
  }

  @Test func showsTheBytesForThirtySecondsForAReason() {
    let robot = opened()
    #expect(
      robot.effects.contains { effect in
        guard case .revealStored(_, _, "checking with the customer") = effect else { return false }
        return true
      }
    )
    #expect(robot.screen.contains(#"{"cookie":{},"email":"user@example.com"}"#))
    #expect(robot.screen.contains("the first 40 B of 195 KiB"))
    robot.wait(.seconds(30))
    #expect(!robot.screen.contains("user@example.com"))
  }

  @Test(arguments: ["entities", "subject una@example.com"])
  func aDocumentIsShownAsStoredForAReasonAndForThirtySeconds(_ screen: String) {
    let robot = Robot()
    robot.command(screen).press("J")
    #expect(robot.screen.contains("Extended JSON"))
    #expect(!robot.effects.contains { if case .revealStoredEntity = $0 { true } else { false } })
    robot.type("checking with the customer").press("Enter").wait(.seconds(1)).press("Enter")
    #expect(robot.screen.contains("as stored, 30 s left"), "\(robot.screen)")
    #expect(robot.screen.contains(#""email":"user@example.com""#), "\(robot.screen)")
    robot.press("J")
    #expect(!robot.screen.contains("user@example.com"))
  }

  @Test(arguments: ["J", "Esc", "Ctrl-Z"])
  func endsByTheKeyByClosingAndBySuspending(key: String) {
    let robot = opened()
    robot.press(key)
    #expect(!robot.screen.contains("user@example.com"))
  }
}
