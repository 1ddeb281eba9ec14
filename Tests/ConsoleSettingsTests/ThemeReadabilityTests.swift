import ConsoleScreen
import ConsoleSettings
import Testing

/// What the themes that come with the program promise to the eye.
@Suite("Readability of the built-in themes")
struct ThemeReadabilityTests {
  private func theme(_ name: String) throws -> Theme {
    var faults: [SettingsFault] = []
    return try #require(ThemeFiles.load(directory: nil, faults: &faults)[name])
  }

  @Test(arguments: [("default", false), ("deutan", false), ("light", true)])
  func everyRoleHasAContrastOfFourAndAHalf(_ name: String, _ isLight: Bool) throws {
    let theme = try theme(name)
    let (black, white) = (RGB(0, 0, 0), RGB(255, 255, 255))
    for role in Role.allCases {
      let contrast = theme.contrast(
        of: role,
        foreground: isLight ? black : white,
        background: isLight ? white : black
      )
      #expect(contrast >= 4.5, "\(name) \(role.rawValue): \(contrast)")
    }
  }

  @Test(arguments: ["default", "light", "deutan", "mono"])
  func severitiesDifferWithoutColour(_ name: String) throws {
    let theme = try theme(name)
    let severities: [Role] = [
      .severityOK, .severityInfo, .severityWarning, .severityError, .severityCritical,
    ]
    let looks = severities.map { theme.style(of: $0, depth: .mono) }
    #expect(Set(looks).count == severities.count)
  }

  @Test(arguments: ["default", "light", "deutan"], [ColorDepth.sixteen, .palette])
  func severitiesDifferInColour(_ name: String, _ depth: ColorDepth) throws {
    let theme = try theme(name)
    let severities: [Role] = [
      .severityOK, .severityInfo, .severityWarning, .severityError, .severityCritical,
    ]
    #expect(Set(severities.map { theme.style(of: $0, depth: depth) }).count == severities.count)
  }

  @Test func monoUsesNoColourAnywhere() throws {
    let theme = try theme("mono")
    for role in Role.allCases {
      let style = theme.style(of: role, depth: .palette)
      #expect(style.foreground == nil && style.background == nil, "\(role.rawValue)")
    }
  }
}
