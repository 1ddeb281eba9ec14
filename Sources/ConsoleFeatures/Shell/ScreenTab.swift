import ConsoleText

/// The tab of a screen and the columns it takes, for the eye and for the mouse.
struct ScreenTab {
  let screen: ScreenID
  let title: String
  let columns: Range<Int>

  /// The tabs of all screens that have a key, from left to right.
  static let all: [ScreenTab] = {
    var tabs: [ScreenTab] = []
    var column = 1
    for screen in ScreenID.allCases {
      guard let digit = screen.digit else { continue }
      let title = "\(digit) \(screen.title)"
      let end = column + CharacterWidth.of(title) + 2
      tabs.append(ScreenTab(screen: screen, title: title, columns: column..<end))
      column = end + 1
    }
    return tabs
  }()
}
