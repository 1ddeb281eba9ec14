import ConsoleScreen
import ConsoleSettings
import Testing

@Suite("Theme files")
struct ThemeFilesTests {
  @Test func everyBuiltInThemeReadsWithoutAFaultAndStylesEveryRole() {
    var faults: [SettingsFault] = []
    let themes = ThemeFiles.load(directory: nil, faults: &faults)
    #expect(faults.isEmpty)
    #expect(themes.keys.sorted() == ["default", "deutan", "light", "mono"])
    for theme in themes.values {
      #expect(Set(theme.roles.keys) == Set(Role.allCases), "\(theme.name)")
    }
  }

  @Test func aUsersThemeInheritsAndOverrides() async throws {
    let text = """
      name: mine
      inherits: default
      vars:
        alarm: "#ff0000"
      roles:
        sev.error: { fg: $alarm, attr: [bold] }
      """
    let settings = try await SettingsFixture.load(
      flags: SettingsFlags(theme: "mine"),
      files: ["themes/mine.yaml": text],
      environment: ["MONGO_DB": "app"]
    )
    #expect(settings.theme[.severityError].foreground == .rgb(255, 0, 0))
    #expect(settings.theme[.severityOK] == settings.themes["default"]?[.severityOK])
  }

  @Test func faultsCarryFileAndLine() async {
    let text = """
      name: mine
      roles:
        sev.errr: { fg: red }
        text: { fg: reddish, attr: [blink] }
      """
    let faults = await SettingsFixture.faults(
      files: ["themes/mine.yaml": text],
      environment: ["MONGO_DB": "app"]
    )
    #expect(faults.count == 3)
    #expect(faults.allSatisfy { $0.place.contains("themes/mine.yaml:") })
  }

  @Test func aCircleOfInheritanceIsAFault() async {
    let files = [
      "themes/a.yaml": "name: a\ninherits: b\n", "themes/b.yaml": "name: b\ninherits: a\n",
    ]
    let faults = await SettingsFixture.faults(files: files, environment: ["MONGO_DB": "app"])
    #expect(!faults.isEmpty)
  }
}
