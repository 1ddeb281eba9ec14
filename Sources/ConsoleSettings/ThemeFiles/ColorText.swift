import ConsoleScreen

/// Colours as a theme file writes them.
enum ColorText {
  private static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  /// `default`, an ANSI name with or without `bright `, 0 to 255, `#rrggbb`, or `$variable`.
  static func color(_ text: String, _ variables: [String: String]) -> Color? {
    if text.hasPrefix("$") {
      guard let value = variables[String(text.dropFirst())], !value.hasPrefix("$") else {
        return nil
      }
      return color(value, variables)
    }
    if text == "default" { return .standard }
    if text.hasPrefix("#") { return hex(text.dropFirst()) }
    if let number = UInt8(text) { return .palette(number) }
    let isBright = text.hasPrefix("bright ")
    guard let index = names.firstIndex(of: String(text.dropFirst(isBright ? 7 : 0))) else {
      return nil
    }
    return .ansi(UInt8(index + (isBright ? 8 : 0)))
  }

  private static func hex(_ digits: Substring) -> Color? {
    guard digits.count == 6, let value = UInt32(digits, radix: 16) else { return nil }
    return .rgb(
      UInt8(truncatingIfNeeded: value >> 16),
      UInt8(truncatingIfNeeded: value >> 8),
      UInt8(truncatingIfNeeded: value)
    )
  }
}
