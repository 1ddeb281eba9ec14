/// Part of a whole as a bar: eighths of a cell, or `#` in ASCII.
package enum ProgressBar {
  /// A bar of `width` cells with its ends; a share outside 0...1 is brought inside.
  package static func text(_ share: Double, width: Int, glyphs: Glyphs) -> String {
    guard width > 2 else { return "" }
    let share = share.isNaN ? 0 : min(max(0, share), 1)
    return String(glyphs.barStart) + fill(share, width: width - 2, glyphs: glyphs)
      + String(glyphs.barEnd)
  }

  /// The inside alone, for a column of bars.
  package static func fill(_ share: Double, width: Int, glyphs: Glyphs) -> String {
    guard width > 0 else { return "" }
    let share = share.isNaN ? 0 : min(max(0, share), 1)
    let eighths = Int((share * Double(8 * width)).rounded(.down))
    let full = eighths / 8
    var bar = String(repeating: glyphs.barFull, count: full)
    if !glyphs.isASCII, eighths % 8 > 0 { bar.append(partial[eighths % 8]) }
    return bar + String(repeating: glyphs.barEmpty, count: width - bar.count)
  }

  private static let partial: [Character] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}
