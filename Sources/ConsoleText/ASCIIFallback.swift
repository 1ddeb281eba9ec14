/// Text for a terminal that shows ASCII only; every cell stays one cell, so layouts hold.
package enum ASCIIFallback {
  /// Sanitised text with a stand-in for what is not ASCII: the same width, `?` where there is none.
  package static func of(_ text: some StringProtocol) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return String(text) }
    var result = ""
    for cell in TextCells(text) {
      result.append(of(cell.character))
      if cell.width == 2 { result.append(" ") }
    }
    return result
  }

  /// The stand-in for one cell's character.
  package static func of(_ character: Character) -> Character {
    guard let base = character.unicodeScalars.first else { return "?" }
    if base.isASCII { return SafeText.isControl(base) ? "?" : Character(base) }
    return standIns[base] ?? "?"
  }

  private static let standIns: [Unicode.Scalar: Character] = [
    "\u{A0}": " ", "…": ">", "•": "*", "·": ".", "–": "-", "—": "-", "‑": "-", "−": "-",
    "‘": "'", "’": "'", "“": "\"", "”": "\"", "«": "<", "»": ">", "‹": "<", "›": ">",
    "×": "x", "→": ">", "←": "<", "↑": "^", "↓": "v", "▸": ">", "●": "o", "○": "x",
    "─": "-", "│": "|", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+",
    "┬": "+", "┴": "+", "┼": "+", "═": "=", "║": "|", "╔": "+", "╗": "+", "╚": "+", "╝": "+",
    "█": "#", "░": ".", "▏": "|", "▕": "|", "✓": "+", "⚠": "!", "✗": "x",
  ]
}
