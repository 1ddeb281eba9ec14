import ConsoleScreen
import Testing

@testable import ConsoleFeatures

@Suite struct CommandTableTests {
  @Test func noKeyIsClaimedTwiceOnAScreen() throws {
    _ = try KeyMap(CommandTable.entries.map(\.binding))
  }

  @Test func noNameIsClaimedTwice() {
    #expect(CommandTable.doubledNames == [])
  }

  @Test func aRemappingThatClashesNamesBothCommands() {
    #expect {
      _ = try KeyMap(
        CommandTable.entries.map(\.binding),
        replacing: ["pause": [.character("r")]]
      )
    } throws: { error in
      let clash = error as? KeyClash
      return clash?.first == "refresh" && clash?.second == "pause"
    }
  }

  @Test func everyKeyNameReadsBack() {
    for key in CommandTable.entries.flatMap(\.keys) { #expect(Key(name: key.name) == key) }
  }
}
