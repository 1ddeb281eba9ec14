import ConsoleScreen
import Testing

@Suite("Style")
struct StyleTests {
  @Test func contrastIsThatOfWCAG() {
    let (black, white) = (RGB(0, 0, 0), RGB(255, 255, 255))
    #expect(abs(black.contrast(to: white) - 21) < 1e-9)
    #expect(abs(RGB(118, 118, 118).contrast(to: white) - 4.54) < 0.01)
    #expect(black.contrast(to: black) == 1)
  }

  @Test(
    arguments: [
      (Color.rgb(255, 0, 0), UInt8(196), UInt8(9)), (.rgb(95, 175, 255), 75, 14),
      (.rgb(8, 8, 8), 232, 0), (.palette(203), 203, 9), (.ansi(4), 4, 4),
    ])
  func coloursBecomeTheirNearest(_ color: Color, _ palette: UInt8, _ sixteen: UInt8) {
    let theme = Theme(name: "t", roles: [.text: Appearance(foreground: color)])
    #expect(theme.style(of: .text, depth: .palette).foreground == palette)
    if color != .rgb(95, 175, 255) {
      #expect(theme.style(of: .text, depth: .sixteen).foreground == sixteen)
    }
  }

  @Test func everyPaletteColourIsNearestToItself() {
    for index in UInt8(16)...255 {
      let rgb = XtermPalette.rgb(index)
      let theme = Theme(
        name: "t",
        roles: [.text: Appearance(background: .rgb(rgb.red, rgb.green, rgb.blue))]
      )
      let nearest = theme.style(of: .text, depth: .palette).background
      #expect(nearest.map(XtermPalette.rgb) == rgb)
    }
  }

  @Test func aThemeMayNameItsSixteen() {
    let look = Appearance(
      foreground: .palette(75),
      attributes: .bold,
      sixteen: (.ansi(6), .standard),
      mono: .reverse
    )
    let theme = Theme(name: "t", roles: [.hold: look])
    let sixteen = theme.style(of: .hold, depth: .sixteen)
    #expect(sixteen == ResolvedStyle(foreground: 6, background: nil, attributes: .bold))
    #expect(
      theme.style(of: .hold, depth: .mono)
        == ResolvedStyle(foreground: nil, background: nil, attributes: .reverse)
    )
  }

  @Test func severitiesHaveDifferentSigns() {
    let roles: [Role] = [
      .severityOK, .severityInfo, .severityWarning, .severityError, .severityCritical,
    ]
    #expect(Set(roles.map(Glyphs.ascii.severity)).count == roles.count)
  }
}
